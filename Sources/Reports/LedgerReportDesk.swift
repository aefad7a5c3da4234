/// Makes the reports that a pipeline orders from the ledger it has loaded.
import Books
import Ledger
public import Pipeline
public import Tax

/// Files go to `<output>/<pipeline>/<table>.<format>`, with a manifest beside them that is written last.
public struct LedgerReportDesk: ReportDesk {
  let ledgerPath: String
  private let readFixings: @Sendable (_ path: String) throws(RunFailure) -> ECBFixings

  /// A desk over the ledger at `path`; the ledger is opened for each order, so it need not be there yet.
  ///
  /// - Parameter fixings: reads a file of exchange rates.
  public init(
    ledger path: String, fixings: @escaping @Sendable (_ path: String) throws(RunFailure) -> ECBFixings
  ) {
    ledgerPath = path
    readFixings = fixings
  }

  /// Writes every table of the report in every format, each whole or not at all, and the manifest when all are there.
  public func deliver(_ order: ReportOrder, _ context: DeliveryContext) throws(RunFailure) -> [Delivery] {
    guard let report = ReportCatalogue.named(order.report) else {
      throw Self.unknown("report \"\(order.report)\"")
    }
    var request = ReportRequest()
    request.period = order.period
    request.store = order.stores == .own ? context.store : nil
    request.business = order.business
    request.fixings = order.rates.map(fixingsReader)
    let ledger = try LedgerReader(path: ledgerPath)
    let run = try ledger.lastPublishedRun(store: request.store)
    let folder = "\(context.outputDirectory)/\(context.pipeline)"
    var entries: [Manifest.Entry] = []
    for table in try report.tables(request, from: ledger) {
      for format in order.formats {
        let path = "\(folder)/\(table.name).\(format.rawValue)"
        let delivery = try ReportWriter.write(table, as: format, to: path)
        entries.append(
          Manifest.Entry(delivery: delivery, report: report.name, format: format, columns: table.columns, run: run))
      }
    }
    try Manifest(folder: folder).write(entries)
    return entries.map(\.delivery)
  }

  /// Files go to `<output>/exports`, where those of the command go.
  public func export(
    _ format: String, of business: Business, _ context: DeliveryContext
  ) throws(RunFailure) -> LoadOutcome {
    guard let named = JournalFormats.named(format), let journal = context.journal else {
      throw Self.unknown("format \"\(format)\", or no journal")
    }
    let door = ExportDoor(
      to: "\(context.outputDirectory)/exports", from: try LedgerReader(path: ledgerPath), recordedBy: journal)
    let left = try door.leave(.new(nil), as: named, of: business, at: context.now)
    let entries = left.records.reduce(0) { $0 + Int64($1.entries) }
    var outcome = LoadOutcome(
      files: left.deliveries, counts: [LoadCount(stage: "export", name: "\(format) entries", count: entries)])
    outcome.notices = left.notices
    return outcome
  }

  private static func unknown(_ what: String) -> RunFailure {
    RunFailure("E1003", .internalFault, "there is no \(what)")
  }

  private func fixingsReader(_ path: String) -> FixingsReader {
    let read = readFixings
    return { () throws(RunFailure) in try read(path) }
  }
}
