import Columns
public import Commerce

/// Decides the VAT place of an address: which territory's rates and which state's law hold there, and whether it lies in
/// the VAT area of the European Union.
///
/// Special territories are found by their own codes (`IC`, `AX`, `GP`, `JE`, …) and by country and postcode (`ES` 35001
/// is the Canary Islands), both from `Data/territories.csv`, compiled from public tax libraries that the rows name.
public final class VATArea: Sendable {
  /// The program's own tables.
  public static let standard = VATArea()

  private struct Special: Sendable {
    var postcodes: PostcodePattern?
    /// The city that a postcode shared with others needs, folded; empty where it needs none.
    var city: [UInt8]
    /// The cities that tell the territory where there is no postcode, folded.
    var cities: [[UInt8]]
    var territory: Territory
    /// The state it belongs to for tax; `nil` when it lies outside the VAT area of the European Union by itself.
    var member: Membership.Row?
  }

  private let membership: Membership
  private let specials: [Special]
  /// What is known of each of `specials`.
  private let descriptions: [SpecialTerritory]
  /// Index of the special territory with a code of its own; by the country's stored number, -1 where there is none.
  private let byCode: [Int16]
  /// Indices of the special territories with postcodes within a country; by the country's stored number.
  private let byAddress: [[Int]]
  /// The territory of a country without rows of its own; by the country's stored number.
  private let territories: [Territory]
  private static let countryNumbers = 26 * 26

  init(
    membership: Membership = Membership(),
    territories: EmbeddedTable = EmbeddedTable(PackageResources.territories_csv)
  ) {
    self.membership = membership
    var specials: [Special] = []
    var descriptions: [SpecialTerritory] = []
    var byCode = [Int16](repeating: -1, count: Self.countryNumbers)
    var byAddress = [[Int]](repeating: [], count: Self.countryNumbers)
    for cells in territories.rows {
      guard let territory = Territory(cells[5]) else { continue }
      let special = Special(
        postcodes: PostcodePattern(cells[3]), city: Array(cells[4].utf8),
        cities: cells[11].split(separator: "|").map { Array($0.utf8) }, territory: territory,
        member: cells[6] == "no" ? nil : membership.row(of: territory) ?? membership.row(of: territory.prefix))
      if let code = Country(cells[1]) { byCode[Int(code.stored)] = Int16(specials.count) }
      if special.postcodes != nil, let country = Country(cells[0]) {
        byAddress[Int(country.stored)].append(specials.count)
      }
      specials.append(special)
      descriptions.append(
        SpecialTerritory(name: cells[2], customs: cells[7], note: cells[8], source: cells[9], confidence: cells[10]))
    }
    self.specials = specials
    // A place that is reached by another country's postcode is described where it is told by its own.
    self.descriptions = specials.indices.map { index in
      guard descriptions[index].customs.isEmpty else { return descriptions[index] }
      let own = specials.indices.first {
        specials[$0].territory == specials[index].territory && !descriptions[$0].customs.isEmpty
      }
      return own.map { descriptions[$0] } ?? descriptions[index]
    }
    var own = [Territory](repeating: Territory(number: 0), count: Self.countryNumbers)
    for country in Country.all { own[Int(country.stored)] = Territory(country.code) ?? Territory(number: 0) }
    self.territories = own
    self.byCode = byCode
    self.byAddress = byAddress
  }

  /// The place of an address in `country`.
  ///
  /// - Parameters:
  ///   - postcode: as the source has it; empty where it has none.
  ///   - city: as the source has it; needed for the few postcodes that a special territory shares with its neighbours,
  ///     and taken for addresses without a postcode.
  ///   - date: the civil date of supply.
  ///   - isGoods: false for services, for which Northern Ireland is not in the area.
  public func place(
    _ country: Country, postcode: Span<UInt8>, city: Span<UInt8>, on date: CivilDate, isGoods: Bool = true
  ) -> Place {
    if let special = special(country, postcode, city), let place = place(specials[special], on: date, isGoods) {
      return place
    }
    return place(country, on: date, isGoods: isGoods)
  }

  /// What is known of the special territory that an address lies in; `nil` for an address in the rest of its country.
  public func special(_ country: Country, postcode: Span<UInt8>, city: Span<UInt8>) -> SpecialTerritory? {
    if let index = special(country, postcode, city) { return descriptions[index] }
    let code = byCode[Int(country.stored)]
    return code < 0 ? nil : descriptions[Int(code)]
  }

  /// Index of the special territory that postcode or city tell.
  private func special(_ country: Country, _ postcode: Span<UInt8>, _ city: Span<UInt8>) -> Int? {
    let candidates = byAddress[Int(country.stored)]
    guard !candidates.isEmpty, byCode[Int(country.stored)] < 0 else { return nil }
    if PostcodePattern.isBlank(postcode) {
      guard !city.isEmpty else { return nil }
      let folded = CityName.folded(city)
      return candidates.first { specials[$0].cities.contains { CityName.contains(folded, $0) } }
    }
    for index in candidates where specials[index].postcodes?.matches(postcode) == true {
      let name = specials[index].city
      if name.isEmpty || CityName.contains(CityName.folded(city), name) { return index }
    }
    return nil
  }

  /// The place of `country` where no postcode is known.
  public func place(_ country: Country, on date: CivilDate, isGoods: Bool = true) -> Place {
    let code = byCode[Int(country.stored)]
    if code >= 0, let place = place(specials[Int(code)], on: date, isGoods) { return place }
    if let row = membership.row(of: country) {
      let isMember = row.days.contains(date) && (isGoods || !row.goodsOnly)
      if !row.goodsOnly || isMember { return Place(territory: row.territory, state: row.state, isInEU: isMember) }
      // Northern Ireland for services, or before the protocol, is the United Kingdom like any other part of it.
      let isStateMember = membership.row(of: row.state)?.days.contains(date) ?? false
      return Place(territory: row.state, state: row.state, isInEU: isStateMember)
    }
    let territory = territories[Int(country.stored)]
    return Place(territory: territory, state: territory, isInEU: false)
  }

  /// The place of an area that several codes share; `nil` unless its members agree on lying outside the VAT area of the
  /// European Union, which is all that can be said of it then.
  public func place(_ area: SpecialArea, on date: CivilDate) -> Place? {
    let members = area.members
    guard !members.isEmpty, members.allSatisfy({ !place($0, on: date).isInEU }),
      let territory = Territory(members.map(\.code).joined(separator: "-"))
    else { return nil }
    return Place(territory: territory, state: territory, isInEU: false)
  }

  /// The state whose tax office takes the returns of `territory`: `GB` for `XI`, `PT` for `PT-20`, `US` for `US-TX`, and
  /// itself where a territory lies outside the VAT area of its state, as `ES-CN` does.
  public func returnState(of territory: Territory) -> Territory {
    if let special = specials.first(where: { $0.territory == territory }) { return special.member?.state ?? territory }
    return membership.row(of: territory)?.state ?? territory.prefix
  }

  /// Whether goods in `territory` lie in the VAT area of the European Union on `date`.
  public func isInUnion(_ territory: Territory, on date: CivilDate) -> Bool {
    if let special = specials.first(where: { $0.territory == territory }) {
      return special.member?.days.contains(date) ?? false
    }
    return (membership.row(of: territory) ?? membership.row(of: territory.prefix))?.days.contains(date) ?? false
  }

  /// The state whose law holds in a territory: `AT` for `AT-JM`, and the territory itself where it is part of no state
  /// for tax, as Heligoland is of none.
  public func state(of territory: Territory) -> Territory {
    guard let special = specials.first(where: { $0.territory == territory }) else {
      return membership.row(of: territory)?.territory ?? territory
    }
    return special.member?.territory ?? territory
  }

  /// Whether the state of that VAT code is a member on `date`, for goods.
  public func isMember(_ territory: Territory, on date: CivilDate) -> Bool {
    membership.row(of: territory)?.days.contains(date) ?? false
  }

  /// The member state whose return carries the tax of `territory`: itself, or the one it is a part of; `XI` for
  /// Northern Ireland; `nil` when it is not in the Union's area on `date`.
  public func memberState(of territory: Territory, on date: CivilDate) -> Territory? {
    var row = membership.row(of: territory) ?? membership.row(of: territory.prefix)
    if let special = specials.first(where: { $0.territory == territory }) { row = special.member }
    guard let row, row.days.contains(date) else { return nil }
    return row.goodsOnly ? row.territory : row.state
  }

  /// The place of a special territory; `nil` when it does not differ from its country on that date.
  private func place(_ special: Special, on date: CivilDate, _ isGoods: Bool) -> Place? {
    guard let member = special.member else {
      return Place(territory: special.territory, state: special.territory, isInEU: false)
    }
    let isMember = member.days.contains(date)
    if member.goodsOnly, !isMember || !isGoods { return nil }
    return Place(territory: special.territory, state: member.state, isInEU: isMember)
  }
}
