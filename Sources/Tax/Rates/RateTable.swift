public import Commerce

/// The dated rates of value added tax of each territory.
///
/// The program's own table is `Data/vat_rates.csv`, whose rows name their sources and how sure they are; a rate holds on
/// its last day too. The local civil date of supply picks the rate.
public struct RateTable: Sendable {
  /// One row of the table: a rate and the days it holds.
  public struct Row: Sendable, Hashable {
    /// The territory.
    public var territory: Territory
    /// The class of rate.
    public var category: RateCategory
    /// The rate.
    public var rate: TaxRate
    /// The days on which it holds.
    public var days: DayRange
  }

  /// The rows by territory, then category, then first day.
  public let rows: [Row]
  /// Lines of the table that could not be read, from 1 for the first below the header; none in a good table.
  public let unreadable: [Int]
  /// First and last row of each territory and category, at a place that both hash to.
  private var slots: [Slot]

  private struct Slot: Sendable, BitwiseCopyable {
    /// The territory's number; 0, which no territory has, in an empty slot.
    var territory: Int32 = 0
    /// The category's number; 0 for the slot that spans all categories.
    var category: Int32 = 0
    var first: Int32 = 0
    var end: Int32 = 0
  }

  private static let slotCount = 1_024

  /// The program's own table.
  public static let standard = RateTable(EmbeddedTable(PackageResources.vat_rates_csv))

  /// The rates of `table`, which has the columns country, category, rate, valid_from and valid_to first.
  public init(_ table: EmbeddedTable) {
    var rows: [Row] = []
    var unreadable: [Int] = []
    for (index, cells) in table.rows.enumerated() {
      guard cells.count >= 5, let territory = Territory(cells[0]), let category = RateCategory(name: cells[1]),
        let rate = TaxRate(cells[2]), let days = DayRange(from: cells[3], to: cells[4])
      else {
        unreadable.append(index + 1)
        continue
      }
      rows.append(Row(territory: territory, category: category, rate: rate, days: days))
    }
    rows.sort {
      ($0.territory, $0.category.rawValue, $0.days.first) < ($1.territory, $1.category.rawValue, $1.days.first)
    }
    self.rows = rows
    self.unreadable = unreadable
    slots = Array(repeating: Slot(), count: Self.slotCount)
    index(rows) { _ in 0 }
    index(rows) { $0.category.rawValue }
  }

  /// The rate on `date`; `nil` when the table has none, or has several for different goods.
  public func rate(_ territory: Territory, _ category: RateCategory, on date: CivilDate) -> TaxRate? {
    let slot = slot(of: territory, category.rawValue)
    var found: TaxRate?
    for index in Int(slot.first)..<Int(slot.end) {
      guard rows[index].days.contains(date) else { continue }
      let rate = rows[index].rate
      if let found, found != rate { return nil }
      found = rate
    }
    return found
  }

  /// The rows of a territory, by category, then first day.
  func rows(of territory: Territory) -> ArraySlice<Row> {
    let slot = slot(of: territory, 0)
    return rows[Int(slot.first)..<Int(slot.end)]
  }

  /// Whether the table has any rate of the territory.
  public func covers(_ territory: Territory) -> Bool { slot(of: territory, 0).territory != 0 }

  private static func home(_ territory: Int32, _ category: Int32) -> Int {
    Int(truncatingIfNeeded: (UInt32(bitPattern: territory &* 16 &+ category) &* 2_654_435_769) >> 22)
  }

  private func slot(of territory: Territory, _ category: Int32) -> Slot {
    var index = Self.home(territory.number, category)
    while slots[index].territory != 0 {
      if slots[index].territory == territory.number, slots[index].category == category { break }
      index = (index + 1) & (Self.slotCount - 1)
    }
    return slots[index]
  }

  /// Gives each stretch of rows that agree in territory and in `category` a slot.
  private mutating func index(_ rows: [Row], by category: (Row) -> Int32) {
    var first = 0
    while first < rows.count {
      let territory = rows[first].territory.number
      let group = category(rows[first])
      var end = first
      while end < rows.count, rows[end].territory.number == territory, category(rows[end]) == group { end += 1 }
      var place = Self.home(territory, group)
      while slots[place].territory != 0 { place = (place + 1) & (Self.slotCount - 1) }
      slots[place] = Slot(territory: territory, category: group, first: Int32(first), end: Int32(end))
      first = end
    }
  }
}
