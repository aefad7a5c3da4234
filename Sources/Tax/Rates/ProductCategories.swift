public import Commerce

/// Which class of rate a kind of product has in a territory on a day.
///
/// From `Data/product_categories.csv`, which holds what the scope notes of `Data/vat_rates.csv` say of books, food,
/// medicines and the like. A kind that a state's notes do not name, or do not name clearly, is not there: it is in doubt,
/// and never taken for standard.
public struct ProductCategories: Sendable {
  /// One row of the table.
  public struct Row: Hashable, Sendable {
    /// The state or region.
    public var territory: Territory
    /// The kind of product, such as `books`.
    public var product: String
    /// Its class of rate.
    public var category: RateCategory
    /// The days on which it has it.
    public var days: DayRange
    /// Where that is known from.
    public var details: RateTable.Details
  }

  /// The program's own table.
  public static let standard = ProductCategories()

  /// The rows, by territory and product, then day.
  public let rows: [Row]
  /// The kinds of product, by name.
  public let products: [String]
  private let index: [Key: [Int]]

  private struct Key: Hashable {
    var territory: Territory
    var product: String
  }

  private init() {
    var rows: [Row] = []
    var index: [Key: [Int]] = [:]
    for cells in EmbeddedTable(PackageResources.product_categories_csv).rows {
      guard let territory = Territory(cells[0]), let category = RateCategory(name: cells[2]),
        let days = DayRange(from: cells[3], to: cells[4])
      else { continue }
      index[Key(territory: territory, product: cells[1]), default: []].append(rows.count)
      rows.append(
        Row(
          territory: territory, product: cells[1], category: category, days: days,
          details: RateTable.Details(source: cells[5], confidence: cells[6], note: cells[7])))
    }
    self.rows = rows
    self.index = index
    products = Set(rows.map(\.product)).sorted()
  }

  /// The class of rate of `product` on `date`, a region's own before its state's; `nil` where that is in doubt.
  public func rateCategory(_ product: String, in territory: Territory, on date: CivilDate) -> RateCategory? {
    row(product, in: territory, on: date)?.category
  }

  /// The row that says so.
  public func row(_ product: String, in territory: Territory, on date: CivilDate) -> Row? {
    let state = VATArea.standard.state(of: territory)
    for place in state == territory ? [territory] : [territory, state] {
      let found = index[Key(territory: place, product: product)]?.first { rows[$0].days.contains(date) }
      if let found { return rows[found] }
    }
    return nil
  }
}
