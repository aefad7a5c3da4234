public import Commerce

/// Exchange rates that a business keeps for itself, for currencies and days that the European Central Bank does not
/// publish.
///
/// The table has the columns currency, units_per_euro, valid_from and valid_to, and may have source. Every rate has a
/// last day, so that none goes on being used unnoticed.
public struct OwnFixings: Sendable {
  struct Entry: Sendable {
    var line: Int
    var currency: Currency
    var days: DayRange
    var fixing: Fixing
    var source: String
  }

  private let entries: [Entry]

  /// The number of rates.
  public var count: Int { entries.count }

  /// Reads `table`.
  ///
  /// - Parameter fixings: what is published, which own rates cannot replace.
  /// - Throws: everything that is wrong, by line: unknown currencies, rates that are none or not above zero, days that
  ///   are none or end before they begin, two rates of one day, rates of days that have a published one.
  public init(_ table: NumberedTable, besides fixings: ECBFixings) throws(TableFaults) {
    let places = try table.places(
      required: ["currency", "units_per_euro", "valid_from", "valid_to"], optional: ["source"])
    var faults = table.faults
    var entries: [Entry] = []
    for row in table.rows {
      var reader = FixingRowReader(row, places)
      guard let entry = reader.entry() else {
        faults += reader.faults
        continue
      }
      if let fault = Self.conflict(entry, fixings) { faults.append(fault) }
      entries.append(entry)
    }
    faults += entries.contradictions()
    guard faults.isEmpty else { throw TableFaults(faults) }
    self.entries = entries
  }

  private static func conflict(_ entry: Entry, _ fixings: ECBFixings) -> TableFault? {
    if let conversion = fixings.conversionRate(entry.currency, on: entry.days.last) {
      return TableFault(
        line: entry.line,
        "the euro replaced \(entry.currency) on \(conversion.date) at \(conversion) for one euro, which cannot change")
    }
    guard let day = fixings.publication(of: entry.currency, within: entry.days) else { return nil }
    return TableFault(
      line: entry.line, "the European Central Bank published \(entry.currency) on \(day): its fixing is used")
  }

  /// The rate of a day, dated by the first day on which it holds; `nil` where there is none.
  func fixing(_ currency: Currency, on date: CivilDate) -> Fixing? {
    entries.first { $0.currency == currency && $0.days.contains(date) }?.fixing
  }

  /// Where the rate of a day is from; `nil` where there is none.
  public func source(_ currency: Currency, on date: CivilDate) -> String? {
    entries.first { $0.currency == currency && $0.days.contains(date) }?.source
  }
}

extension OwnFixings.Entry: DatedEntry {
  var subject: Currency { currency }
  var subjectName: String { "\(currency)" }
  /// A currency may be without own rates whenever the business does not need one.
  var mayPause: Bool { true }
}

/// Reads one row of a business's own exchange rates, and notes everything that is wrong with it.
private struct FixingRowReader {
  private let row: NumberedTable.Row
  private let places: [String: Int]
  private(set) var faults: [TableFault] = []

  init(_ row: NumberedTable.Row, _ places: [String: Int]) {
    self.row = row
    self.places = places
  }

  mutating func entry() -> OwnFixings.Entry? {
    let currency = currency()
    let units = units()
    let first = day("valid_from")
    let last = day("valid_to")
    if let first, let last, last < first { note("valid_to \(last) lies before valid_from \(first)") }
    guard faults.isEmpty, let currency, let units, let first, let last else { return nil }
    let source = cell("source")
    return OwnFixings.Entry(
      line: row.line, currency: currency, days: DayRange(first: first, last: last),
      fixing: Fixing(units: units.millionths, scale: Int32(Exact.decimals), date: first),
      source: source.isEmpty ? "own rates, line \(row.line)" : source)
  }

  private func cell(_ column: String) -> String { places[column].map { row.cells[$0] } ?? "" }

  private mutating func note(_ sentence: String) { faults.append(TableFault(line: row.line, sentence)) }

  private mutating func currency() -> Currency? {
    let code = cell("currency")
    if let currency = Currency(code), currency.exponent != nil, currency != .euro { return currency }
    note(
      Currency(code) == .euro
        ? "EUR needs no rate: one euro is one euro" : "\"\(code)\" is no currency of ISO 4217 that amounts can be in")
    return nil
  }

  private mutating func units() -> Exact? {
    let text = cell("units_per_euro")
    guard let units = Exact(text) else {
      note("\"\(text)\" is no rate such as 4.2465, with at most six decimals")
      return nil
    }
    guard units > .zero else {
      note("the rate \(text) is impossible: it must be above zero")
      return nil
    }
    return units
  }

  private mutating func day(_ column: String) -> CivilDate? {
    if let day = CivilDate(cell(column)) { return day }
    note("\(column) \"\(cell(column))\" is no day such as 2024-12-31")
    return nil
  }
}
