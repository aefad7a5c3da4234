import Commerce

/// Where the buyer of a service is: Northern Ireland is in the Union for goods only.
enum ServicePlace {
  static func of(_ place: Place?, on date: CivilDate) -> Place? {
    guard let place, place.territory == .northernIreland else { return place }
    let state = VATArea.standard.place(.unitedKingdom, on: date, isGoods: false)
    return Place(territory: state.territory, state: state.state, isInEU: state.isInEU)
  }
}

extension Territory {
  static let unitedKingdom = Territory(packing: "GB")
  static let northernIreland = Territory(packing: "XI")
  static let unitedStates = Territory(packing: "US")
  static let canada = Territory(packing: "CA")
  static let australia = Territory(packing: "AU")
  static let switzerland = Territory(packing: "CH")
  static let liechtenstein = Territory(packing: "LI")
  static let norway = Territory(packing: "NO")

  /// The territory of a code that is known to be one.
  private init(packing code: StaticString) { self = Territory(code.description) ?? Territory(number: 0) }
}

extension Country {
  static let unitedKingdom = Country(stored: 6 * 26 + 1)
}
