public import Commerce

/// The states of the United States and the provinces of Canada by their codes and names, as addresses write them.
///
/// From `Data/subdivisions.csv`: ISO 3166-2 codes, and names in English, for Canada in French as well.
struct Subdivisions: Sendable {
  static let standard = Subdivisions()

  private let names: [Country: [String: Territory]]
  /// The place of each subdivision with a code of two letters, by the letters; addresses mostly write that.
  private let places: [Country: [Place?]]

  private init() {
    var names: [Country: [String: Territory]] = [:]
    for cells in EmbeddedTable(PackageResources.subdivisions_csv).rows {
      guard let country = Country(cells[0]), let territory = Territory("\(cells[0])-\(cells[1])") else { continue }
      for name in [cells[1], territory.code, cells[2]] { names[country, default: [:]][name.lowercased()] = territory }
    }
    self.names = names
    places = names.mapValues { names in
      var places = [Place?](repeating: nil, count: 26 * 26)
      for (name, territory) in names {
        guard let number = Self.number(ofCode: name.utf8.span) else { continue }
        places[number] = Place(subdivision: territory)
      }
      return places
    }
  }

  /// The number of a code of two letters; `nil` for any other text.
  private static func number(ofCode code: Span<UInt8>) -> Int? {
    guard code.count == 2 else { return nil }
    let first = Int(code[0] | 0x20) - Int(UInt8(ascii: "a"))
    let second = Int(code[1] | 0x20) - Int(UInt8(ascii: "a"))
    return 0..<26 ~= first && 0..<26 ~= second ? first * 26 + second : nil
  }

  /// The place of the subdivision with that code; `nil` for any other text.
  fileprivate func place(ofCode code: Span<UInt8>, in country: Country) -> Place? {
    guard let number = Self.number(ofCode: code), let places = places[country] else { return nil }
    return places[number]
  }

  /// The subdivision of `country` that `region` names, in whatever case; `nil` when it names none.
  func territory(_ region: String, of country: Country) -> Territory? {
    names[country]?[region.lowercased().split(separator: " ").joined(separator: " ")]
  }

  /// Whether any subdivisions of `country` are known.
  func covers(_ country: Country) -> Bool { names[country] != nil }
}

extension VATArea {
  /// The place of an address whose country levies its sales tax by state or province.
  ///
  /// - Parameter region: the state or province by its code or name, as the source has it; empty where it has none.
  /// - Returns: `nil` for a country without such states, and for a region that is none of them.
  public func place(_ country: Country, region: String) -> Place? {
    Subdivisions.standard.territory(region, of: country).flatMap { Place(subdivision: $0) }
  }

  /// The place of an address in such a country, its region in UTF-8.
  public func place(_ country: Country, region: Span<UInt8>) -> Place? {
    guard !region.isEmpty, Subdivisions.standard.covers(country) else { return nil }
    if let place = Subdivisions.standard.place(ofCode: region, in: country) { return place }
    var bytes: [UInt8] = []
    for index in region.indices { bytes.append(region[index]) }
    return place(country, region: String(decoding: bytes, as: UTF8.self))
  }
}
