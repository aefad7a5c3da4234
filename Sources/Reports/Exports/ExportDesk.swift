import Books
import Commerce
public import Ledger
public import Pipeline

/// Finds out which entries leave, and writes them in a format.
///
/// What left is on record in the ledger, file by file; so the same order can be given again and again: it takes what is new,
/// and what has left leaves a second time only when that is asked for by name.
public struct ExportDesk {
  private let format: any JournalFormat
  private let business: Business
  private let ledger: LedgerReader

  /// A desk for one format.
  public init(_ format: any JournalFormat, of business: Business, from ledger: LedgerReader) {
    self.format = format
    self.business = business
    self.ledger = ledger
  }

  /// What leaves by an order; nothing is written and nothing put on record.
  ///
  /// What is repeated has other bytes only where the business file or the program has changed.
  ///
  /// - Throws: `E8749` when no export of that number and format is on record, and what the format throws.
  public func plan(_ order: ExportOrder) throws(RunFailure) -> ExportPlan {
    let record = ExportRecord(try ledger.exports(format: format.name))
    switch order {
    case .new(let period): return try plan(ExportScope(period), repeating: nil, record)
    case .all(let period): return try plan(ExportScope(takesAll: true, period), repeating: nil, record)
    case .again(let number):
      guard let export = record.original(of: number) else {
        throw ExportFailure.noSuchExport(number, format: format.name)
      }
      return try plan(ExportScope(export.scope), repeating: export, record)
    }
  }

  private func plan(
    _ scope: ExportScope, repeating repeated: JournalExport?, _ record: ExportRecord
  ) throws(RunFailure) -> ExportPlan {
    let coverage = ExportCoverage(repeated.map(record.before) ?? record.all)
    var facts = ExportFacts(business)
    facts.closedThrough = try closedThrough(at: repeated?.at)
    facts.isWhole = scope == ExportScope(takesAll: true)
    var entries: [JournalEntry] = []
    var holders: [Int64: JournalExport] = [:]
    try ledger.journalEntries(JournalSelection(last: repeated?.last)) { entry in
      let holder = coverage.first(of: entry)
      let isAsked = scope.contains(entry.date) && entry.number >= repeated?.first ?? 0
      if isAsked, scope.takesAll || holder == nil {
        entries.append(entry)
        if let holder { holders[holder.number] = holder }
      } else if holder != nil {
        facts.earlier.add(entry)
      } else {
        // Balances of a part of the books are nobody's.
        facts.closedThrough = nil
      }
    }
    if let repeated { holders[repeated.number] = repeated }
    return ExportPlan(
      format: format.name, entries: entries,
      package: entries.isEmpty ? ExportPackage(files: []) : try format.package(entries, facts),
      scope: scope.description, earlier: holders.values.sorted { $0.number < $1.number },
      repeated: repeated.map(record.files) ?? [])
  }

  /// The last month that is closed, or was at an instant: an export that is repeated must not know more than it did.
  private func closedThrough(at instant: Int64?) throws(RunFailure) -> CivilMonth? {
    guard let instant else { return try ledger.closedThrough() }
    return try ledger.periodChanges().last { $0.at <= instant }?.closedThrough
  }
}
