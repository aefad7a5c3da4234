import Commerce

/// Reads the words of a case.
struct CaseReader {
  private let cells: [String]

  init(_ cells: [String]) { self.cells = cells }

  func text(_ column: SupplyCase.Column) -> String { cell(column) }

  private func cell(_ column: SupplyCase.Column) -> String {
    column.rawValue < cells.count ? cells[column.rawValue] : ""
  }

  func fault(_ column: SupplyCase.Column, _ sentence: String) -> SupplyCase.Fault {
    SupplyCase.Fault(column: column, sentence: "\(column.name) \(sentence)")
  }

  private func unknown(_ column: SupplyCase.Column, _ words: some Sequence<String>) -> SupplyCase.Fault {
    let text = cell(column)
    let known = words.sorted().joined(separator: ", ")
    return fault(column, text.isEmpty ? "is empty; there are \(known)" : "has no \"\(text)\"; there are \(known)")
  }

  func word<Value>(_ column: SupplyCase.Column, _ words: [String: Value]) throws(SupplyCase.Fault) -> Value {
    guard let value = words[cell(column)] else { throw unknown(column, words.keys) }
    return value
  }

  func date() throws(SupplyCase.Fault) -> CivilDate {
    guard let date = CivilDate(cell(.date)) else {
      throw fault(.date, "\"\(cell(.date))\" is no day such as 2026-03-02")
    }
    return date
  }

  func number(_ column: SupplyCase.Column) throws(SupplyCase.Fault) -> Exact? {
    let text = cell(column)
    if text.isEmpty {
      if column.isOptional { return nil }
      throw fault(column, "is empty")
    }
    guard let number = Exact(text) else { throw fault(column, "\"\(text)\" is no number such as 119.00") }
    return number
  }

  func currency() throws(SupplyCase.Fault) -> Currency {
    guard let currency = Currency(cell(.currency)), currency.exponent != nil else {
      throw fault(.currency, "\"\(cell(.currency))\" is no currency of ISO 4217 that amounts can be in")
    }
    return currency
  }

  func supply() throws(SupplyCase.Fault) -> SupplyKind {
    guard let supply = SupplyKind(name: cell(.supply)) else {
      throw unknown(.supply, SupplyKind.allCases.map(\.name))
    }
    return supply
  }

  func buyer() throws(SupplyCase.Fault) -> BuyerKind {
    switch cell(.buyerType) {
    case "B2C": .consumer
    case "B2B", "own_transfer": .business
    case "unknown", "": .unknown
    default: throw unknown(.buyerType, ["B2C", "B2B", "own_transfer", "unknown"])
    }
  }

  func channel() throws(SupplyCase.Fault) -> SalesChannel {
    let text = cell(.salesChannel)
    if text.isEmpty { return .ownShop }
    guard let channel = SalesChannel(name: text) else {
      throw unknown(.salesChannel, SalesChannel.allCases.map(\.name))
    }
    return channel
  }

  /// The class of rate; a special rate of a place is the standard rate of its territory.
  func category(_ arrival: Place) throws(SupplyCase.Fault) -> RateCategory {
    let text = cell(.rateCategory)
    if text.isEmpty || text == "none" || text == "special_19" { return .standard }
    guard let category = RateCategory(name: text) else {
      throw unknown(.rateCategory, RateCategory.allCases.map(\.name) + ["none", "special_19"])
    }
    return category
  }

  /// What is known of the buyer's number, and whose number it is.
  func vatID(
    _ arrival: Place
  ) throws(SupplyCase.Fault) -> (status: VATIDStatus, state: Territory?, isResale: Bool) {
    let text = cell(.buyerVATIDStatus)
    switch text {
    case "", "none": return (.none, nil, false)
    case "resale_certificate": return (.none, nil, true)
    case "GB-id": return (.valid, .unitedKingdom, false)
    default: break
    }
    if let status = VATIDStatus(name: text) { return (status, nil, false) }
    var state = text[...]
    for prefix in ["valid-", "own-", "domestic-"] where state.hasPrefix(prefix) {
      state = state.dropFirst(prefix.count)
    }
    if state.hasSuffix("-id") { state = state.dropLast(3) }
    guard state.count < text.count, let territory = Territory(String(state)) else {
      throw unknown(
        .buyerVATIDStatus,
        VATIDStatus.allCases.map(\.name) + ["valid-FR", "own-PL", "domestic-DE-id", "GB-id", "resale_certificate"]
      )
    }
    return (.valid, territory, false)
  }

  /// A place; `nil` where its cell is empty.
  func place(
    _ column: SupplyCase.Column, _ postcode: SupplyCase.Column? = nil, on date: CivilDate, isGoods: Bool
  ) throws(SupplyCase.Fault) -> Place? {
    let text = cell(column)
    if text.isEmpty { return nil }
    if text.utf8.count > 2 {
      guard let territory = Territory(text), let subdivision = Place(subdivision: territory) else {
        throw fault(column, "\"\(text)\" is no country, and no state or province such as US-TX or CA-ON")
      }
      return subdivision
    }
    guard let country = Country(vat: text) else { throw fault(column, "\"\(text)\" is no country") }
    let code = Array((postcode.map { cell($0) } ?? "").utf8)
    return VATArea.standard.place(country, postcode: code.span, city: [UInt8]().span, on: date, isGoods: isGoods)
  }
}

extension Place {
  /// A state of the United States or a province of Canada; `nil` for another territory.
  init?(subdivision territory: Territory) {
    let state = territory.prefix
    guard territory != state, state == .unitedStates || state == .canada else { return nil }
    self.init(territory: territory, state: state, isInEU: false)
  }
}

extension Country {
  /// The country of a code as VAT numbers and ISO 3166 have it: `EL` is Greece.
  init?(vat code: String) {
    guard let country = Country(code == "EL" ? "GR" : code) else { return nil }
    self = country
  }
}

extension SellerProfile {
  /// The seller of a case.
  init(_ reader: CaseReader, on date: CivilDate) throws(SupplyCase.Fault) {
    let code = reader.text(.sellerCountry)
    guard let country = Country(vat: code) else { throw reader.fault(.sellerCountry, "\"\(code)\" is no country") }
    let always = DayRange.always
    self.init(country: country)
    for word in reader.text(.sellerRegistrations).split(separator: "+").map(String.init) where word != "none" {
      switch word {
      case "OSS", "OSS_UNION": unionOSS = always
      case "OSS_NON_UNION": nonUnionOSS = always
      case "IOSS": importOSS = always
      case "VOEC", "NO_VOEC": registrations.append(Registration(.norway, always))
      default: registrations.append(Registration(try Self.territory(word, of: country, reader), always))
      }
    }
    let isBelow: Bool
    switch reader.text(.overThreshold) {
    case "n", "no", "false": isBelow = unionOSS == nil
    case "y", "yes", "true", "": isBelow = false
    default: throw reader.fault(.overThreshold, "\"\(reader.text(.overThreshold))\" is neither y nor n")
    }
    distanceSales = [DistanceSalesRow(from: DayRange.always.first, taxedAt: isBelow ? .origin : .destination)]
  }

  /// The territory of a registration: a state of the seller's own federation where it is one, else a country.
  private static func territory(
    _ word: String, of country: Country, _ reader: CaseReader
  ) throws(SupplyCase.Fault) -> Territory {
    if let own = Territory("\(country.code)-\(word)"), word != country.code, own.isSubdivision { return own }
    guard Country(vat: word) != nil, let territory = Territory(word) else {
      throw reader.fault(.sellerRegistrations, "\"\(word)\" is no country, state or scheme")
    }
    return territory
  }
}

extension Territory {
  /// Whether it is a state of the United States or a province of Canada that has a row of its own.
  var isSubdivision: Bool {
    USStates.standard.row(of: self) != nil || CanadianRates.standard.isProvince(self)
  }
}
