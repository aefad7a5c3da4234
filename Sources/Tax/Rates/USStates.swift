public import Commerce

/// The states of the United States and the part of the sales tax that each of them levies itself.
///
/// From `Data/us_states.csv`, with thresholds of economic nexus beside the rates.
public struct USStates: Sendable {
  /// The program's own table.
  public static let standard = USStates()

  /// A state.
  public struct Row: Hashable, Sendable {
    /// The state, such as `US-TX`.
    public var territory: Territory
    /// The state's own rate, without counties, cities and districts.
    public var rate: TaxRate
    /// Whether sales tax is levied in the state, be it by its municipalities only, as in Alaska.
    public var hasSalesTax: Bool
    /// Whether everyday clothing is not taxed, whatever it costs.
    public var exemptsClothing: Bool
  }

  private let rows: [Territory: Row]

  private init() {
    let table = EmbeddedTable(PackageResources.us_states_csv)
    var rows: [Territory: Row] = [:]
    for cells in table.rows {
      guard let territory = Territory("US-\(cells[0])"), let rate = TaxRate(cells[1]) else { continue }
      rows[territory] = Row(
        territory: territory, rate: rate, hasSalesTax: rate != .zero || !cells[3].isEmpty,
        exemptsClothing: Self.clothing.contains(cells[0]))
    }
    self.rows = rows
  }

  /// States that tax no everyday clothing; New York, Massachusetts and Rhode Island exempt it up to a price, and so are
  /// not among them.
  private static let clothing: Set = ["MN", "NJ", "PA", "VT"]

  /// The row of a state such as `US-TX`; `nil` for another place.
  public func row(of state: Territory) -> Row? { rows[state] }
}
