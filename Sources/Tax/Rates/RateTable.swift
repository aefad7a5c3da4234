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

  /// Where a row is known from.
  public struct Details: Sendable, Hashable {
    /// Who says so.
    public var source: String
    /// How sure it is: A where two sources agree, B for one, C where it is doubtful; empty when not said.
    public var confidence: String
    /// What the rate is for, and what is doubtful.
    public var note: String
  }

  /// The rows by territory, then category, then first day.
  public let rows: [Row]
  /// Where each of ``rows`` is known from, in their order.
  public let details: [Details]
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

  /// How far a hash is shifted down to the number of slots, a power of two with room to spare.
  private let slotShift: UInt32

  /// The program's own table.
  public static let standard = RateTable(EmbeddedTable(PackageResources.vat_rates_csv))

  /// The rates of `table`, which has the columns country, category, rate, valid_from and valid_to first.
  public init(_ table: EmbeddedTable) {
    var rows: [(Row, Details)] = []
    var unreadable: [Int] = []
    for (index, cells) in table.rows.enumerated() {
      guard cells.count >= 5, let territory = Territory(cells[0]), let category = RateCategory(name: cells[1]),
        let rate = TaxRate(cells[2]), let days = DayRange(from: cells[3], to: cells[4])
      else {
        unreadable.append(index + 1)
        continue
      }
      let more = (5..<8).map { $0 < cells.count ? cells[$0] : "" }
      rows.append(
        (
          Row(territory: territory, category: category, rate: rate, days: days),
          Details(source: more[0], confidence: more[1], note: more[2])
        ))
    }
    self.init(rows, unreadable: unreadable)
  }

  /// A table of rows in any order.
  init(_ unsorted: [(row: Row, details: Details)], unreadable: [Int]) {
    let sorted = unsorted.sorted {
      ($0.row.territory, $0.row.category.rawValue, $0.row.days.first)
        < ($1.row.territory, $1.row.category.rawValue, $1.row.days.first)
    }
    rows = sorted.map(\.row)
    details = sorted.map(\.details)
    self.unreadable = unreadable
    let slotBits = UInt32(max(10, Int.bitWidth - (4 * sorted.count).leadingZeroBitCount))
    slotShift = 32 - slotBits
    slots = Array(repeating: Slot(), count: 1 << slotBits)
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

  /// The rates of a territory on `date` with where they are known from, by category; those of its state in categories in
  /// which it has none itself.
  public func holding(in territory: Territory, on date: CivilDate) -> [(row: Row, details: Details)] {
    func held(_ place: Territory) -> [(row: Row, details: Details)] {
      rows(of: place).indices.filter { rows[$0].days.contains(date) }.map { (rows[$0], details[$0]) }
    }
    let own = held(territory)
    let state = VATArea.standard.state(of: territory)
    guard state != territory else { return own }
    let categories = Set(own.map(\.row.category))
    return own + held(state).filter { !categories.contains($0.row.category) }
  }

  /// The rows of a territory, by category, then first day.
  func rows(of territory: Territory) -> ArraySlice<Row> {
    let slot = slot(of: territory, 0)
    return rows[Int(slot.first)..<Int(slot.end)]
  }

  /// Whether the table has any rate of the territory.
  public func covers(_ territory: Territory) -> Bool { slot(of: territory, 0).territory != 0 }

  private func home(_ territory: Int32, _ category: Int32) -> Int {
    Int(truncatingIfNeeded: (UInt32(bitPattern: territory &* 16 &+ category) &* 2_654_435_769) >> slotShift)
  }

  private func slot(of territory: Territory, _ category: Int32) -> Slot {
    var index = home(territory.number, category)
    while slots[index].territory != 0 {
      if slots[index].territory == territory.number, slots[index].category == category { break }
      index = (index + 1) & (slots.count - 1)
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
      var place = home(territory, group)
      while slots[place].territory != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Slot(territory: territory, category: group, first: Int32(first), end: Int32(end))
      first = end
    }
  }
}
