public import Commerce

/// A table of rates that a business keeps for itself, read strictly: nothing in it contradicts itself or the calendar.
///
/// It has the columns country, category, rate, valid_from and valid_to, and may have source, confidence and scope_note,
/// as the program's own table has.
public struct OwnRates: Sendable {
  /// A row, and the line it stands on.
  struct Entry: Sendable {
    var line: Int
    var row: RateTable.Row
    var details: RateTable.Details
  }

  /// The rows, by line.
  let entries: [Entry]

  /// The number of rows.
  public var count: Int { entries.count }

  /// Rates above this are typing errors: no value added tax has ever been half of the price.
  static let rateMaximum = TaxRate(thousandths: 50_000)

  /// Reads `table`.
  ///
  /// - Throws: everything that is wrong, by line: unreadable cells, territories and categories that do not exist,
  ///   impossible rates, days that end before they begin, rows of one territory and category that overlap or leave
  ///   days between them out.
  public init(_ table: NumberedTable) throws(TableFaults) {
    let places = try table.places(
      required: ["country", "category", "rate", "valid_from", "valid_to"],
      optional: ["source", "confidence", "scope_note"])
    var faults = table.faults
    var entries: [Entry] = []
    for row in table.rows {
      var reader = RateRowReader(row, places)
      if let entry = reader.entry() { entries.append(entry) }
      faults += reader.faults
    }
    faults += entries.contradictions()
    guard faults.isEmpty else { throw TableFaults(faults) }
    self.entries = entries
  }
}

extension OwnRates.Entry: DatedEntry {
  struct Subject: Hashable {
    var territory: Territory
    var category: RateCategory
  }

  var subject: Subject { Subject(territory: row.territory, category: row.category) }
  var subjectName: String { "\(row.territory) \(row.category.name)" }
  var days: DayRange { row.days }
  var mayPause: Bool { row.category.isTemporary }
}

extension RateCategory {
  /// Whether rows come and go, so that days between them are no gap.
  var isTemporary: Bool {
    switch self {
    case .temporaryReduced, .temporaryZero, .scopeChange, .special: true
    default: false
    }
  }
}

/// Reads one row of a business's own rates, and notes everything that is wrong with it.
private struct RateRowReader {
  private let row: NumberedTable.Row
  private let places: [String: Int]
  private(set) var faults: [TableFault] = []

  init(_ row: NumberedTable.Row, _ places: [String: Int]) {
    self.row = row
    self.places = places
  }

  mutating func entry() -> OwnRates.Entry? {
    let territory = territory()
    let category = category()
    let rate = rate(of: category)
    let days = days()
    guard let territory, let category, let rate, let days else { return nil }
    return OwnRates.Entry(
      line: row.line, row: RateTable.Row(territory: territory, category: category, rate: rate, days: days),
      details: RateTable.Details(
        source: cell("source").isEmpty ? "the business's own table, line \(row.line)" : cell("source"),
        confidence: cell("confidence"), note: cell("scope_note")))
  }

  private func cell(_ column: String) -> String { places[column].map { row.cells[$0] } ?? "" }

  private mutating func note(_ sentence: String) { faults.append(TableFault(line: row.line, sentence)) }

  private mutating func territory() -> Territory? {
    if let territory = TerritoryNames.territory(cell("country")) { return territory }
    note("there is no territory \"\(cell("country"))\"; write DE, EL, XI, PT-20 and the like")
    return nil
  }

  private mutating func category() -> RateCategory? {
    if let category = RateCategory(name: cell("category")) { return category }
    note(
      "there is no category \"\(cell("category"))\"; there are "
        + RateCategory.allCases.map(\.name).joined(separator: ", "))
    return nil
  }

  private mutating func rate(of category: RateCategory?) -> TaxRate? {
    let text = cell("rate")
    guard let number = Exact(text) else {
      note("\"\(text)\" is no rate in percent such as 19 or 9.975")
      return nil
    }
    guard let rate = TaxRate(text), rate <= OwnRates.rateMaximum else {
      note(
        number < .zero || number.millionths > Int64(OwnRates.rateMaximum.thousandths) * 1_000
          ? "\(text) % is an impossible rate: it must lie between 0 and \(OwnRates.rateMaximum)"
          : "\(text) % has more than three decimals")
      return nil
    }
    if category == .zero || category == .temporaryZero, rate != .zero {
      note("\(text) % is an impossible rate of category \(category?.name ?? "zero"): that is 0")
      return nil
    }
    return rate
  }

  private mutating func days() -> DayRange? {
    let first = CivilDate(cell("valid_from"))
    if first == nil { note("valid_from \"\(cell("valid_from"))\" is no day such as 2024-12-31") }
    let end = cell("valid_to")
    let last = end.isEmpty ? nil : CivilDate(end)
    if last == nil, !end.isEmpty { note("valid_to \"\(end)\" is no day such as 2024-12-31") }
    guard let first, end.isEmpty || last != nil else { return nil }
    if let last, last < first {
      note("valid_to \(last) lies before valid_from \(first)")
      return nil
    }
    return DayRange(first: first, last: last)
  }
}
