import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline
import Reports
import Tax

/// `report`: a report straight from the ledger.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make a report from the ledger: as a table, CSV or JSON.",
    discussion: """
      Reports, each with the options that narrow it or that it needs:

      \(ReportCatalogue.all.map(heeded).joined(separator: "\n"))

      A report can have more than one table. For a person all are shown. Standard output takes one table as CSV or JSON, \
      the first unless --table names another; --output writes every table into a file of its own.
      """)

  @Argument(help: "The report, such as vat_by_country.")
  var name: String

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @Option(name: .long, help: "The first month, such as 2011-01.")
  var from: String?

  @Option(name: .long, help: "The last month, such as 2011-12.")
  var to: String?

  @Option(name: .long, help: "What a row covers: month, quarter or year; default: month.")
  var period: String?

  @OptionGroup var account: AccountFilter

  @OptionGroup var seller: SellerOptions

  @Option(name: .long, help: "Only this table of the report, such as left_out.")
  var table: String?

  @Option(name: .long, help: "table, csv, json, csv.gz or json.gz; default: what --output ends with, else table.")
  var format: String?

  @Option(name: .long, help: "Write into this file instead of standard output, further tables beside it.")
  var output: String?

  @Flag(name: .customLong("show-values"), help: "Show values that may be personal.")
  var showValues = false

  mutating func run() throws {
    guard let report = ReportCatalogue.named(name) else {
      throw UnknownName.error("report", name, among: ReportCatalogue.all.map(\.name))
    }
    let file = output == "-" ? nil : output
    let format = try fileFormat(for: file)
    try checkHeeds(of: report)
    var request = try request()
    let ledger = try ledger()
    request.store = try store.checked(in: ledger)
    request.account = try account.checked(in: ledger)
    try warnOfOtherBooks(request, ledger)
    let all = try report.tables(request, from: ledger)
    let tables = try table.map { try Self.pick($0, from: all) } ?? all
    switch (format, file) {
    case (nil, _):
      for table in tables { try StandardOutput.write("\(table.name)\n\(TableText(table).text)\n") }
    case (let format?, let file?):
      for delivery in try ReportWriter.write(tables, as: format, to: file) {
        Messages.line("\(delivery.path): \(delivery.rows) rows, \(delivery.byteCount) bytes")
      }
    case (let format?, nil):
      guard let first = tables.first else { return }
      try StandardOutput.write(ReportWriter.bytes(of: first, as: format))
      for other in tables.dropFirst() {
        Messages.line(
          "note: \(other.name) is a table of its own, \(other.rows.count) rows: --table \(other.part) prints it")
      }
    }
  }

  /// The ledger; who asks for values that may be personal needs its key, and the look is put on record.
  private func ledger() throws -> LedgerReader {
    guard showValues else { return try LedgerReader(path: books.ledger) }
    let key = try KeyOptions.source(in: seller.business)
    let store = try LedgerStore.open(books.ledger, key: key)
    try store.record(AuditEntry(.rejectRead, subject: "report \(name)"), at: Now.seconds)
    try store.close()
    return try LedgerReader.open(books.ledger, key: key)
  }

  /// What is asked of the ledger.
  private func request() throws -> ReportRequest {
    var request = ReportRequest()
    request.from = try from.map(Self.month)
    request.to = try to.map(Self.month)
    if let from = request.from, let to = request.to, to < from {
      throw ValidationError("--from \(from) is after --to \(to)")
    }
    request.business = try seller.business.map(SellerOptions.read)
    request.fixings = seller.fixings
    request.showsValues = showValues
    request.showsReferences = showValues
    if let period {
      guard let known = ReportPeriod(rawValue: period) else {
        throw ValidationError(
          "there is no period \"\(period)\"; there are month, quarter and year, for one row each; --from and --to say which"
        )
      }
      request.period = known
    }
    try checkWhole(request)
    return request
  }

  /// Refuses options of which the report takes no notice.
  private func checkHeeds(of report: any Report) throws {
    var given: ReportHeed = []
    if store.name != nil { given.insert(.store) }
    if from != nil { given.insert(.from) }
    if to != nil { given.insert(.to) }
    if period != nil { given.insert(.period) }
    if account.number != nil { given.insert(.account) }
    if showValues { given.insert(.values) }
    // Where personal values are shown the business file says where their key is.
    if seller.business != nil, !showValues { given.insert(.business) }
    let unheeded = given.subtracting(report.heeds).options
    guard unheeded.isEmpty else {
      throw ValidationError(
        "\(name) takes no notice of \(unheeded.joined(separator: ", ")); it heeds \(report.heeds.options.joined(separator: ", "))"
      )
    }
  }

  /// Refuses months that would cut a quarter or a year, whose row would say that it is the whole.
  private func checkWhole(_ request: ReportRequest) throws {
    guard let length = ReturnPeriod.Length(rawValue: request.period.rawValue) else { return }
    if let from = request.from {
      let whole = ReturnPeriod(length, containing: from)
      guard whole.firstMonth == from else {
        throw ValidationError("--from \(from) leaves out the beginning of \(whole); it begins with \(whole.firstMonth)")
      }
    }
    if let to = request.to {
      let whole = ReturnPeriod(length, containing: to)
      guard whole.lastMonth == to else {
        throw ValidationError("--to \(to) leaves out the end of \(whole); it ends with \(whole.lastMonth)")
      }
    }
  }

  /// Warns of documents that are not the business's, as far as their runs tell.
  private func warnOfOtherBooks(_ request: ReportRequest, _ ledger: LedgerReader) throws {
    guard let business = request.business else { return }
    let others = try ledger.otherBooks(
      than: business.baseCurrency, store: request.store, from: request.from?.firstDay, to: request.to?.lastDay)
    guard !others.isEmpty else { return }
    Messages.line("warning: \(others.sentence(for: business)); two businesses need a ledger each")
  }

  /// A report with what it heeds, as help lists it.
  private static func heeded(_ report: any Report) -> String {
    "  \(report.name): \(report.heeds.options.joined(separator: ", "))"
  }

  /// The format that is asked for or that the file's name ends with; `nil` for a table to read.
  private func fileFormat(for file: String?) throws -> ReportFormat? {
    if let format, let known = ReportFormat(rawValue: format) { return known }
    guard format == nil || format == "table" else {
      throw ValidationError("there is no format \"\(format ?? "")\"; there are table, csv, json, csv.gz and json.gz")
    }
    guard let file else { return nil }
    if format == nil, let known = ReportFormat.allCases.first(where: { file.hasSuffix(".\($0.rawValue)") }) {
      return known
    }
    throw ValidationError("a table is for reading: choose --format csv, json, csv.gz or json.gz for \(file)")
  }

  private static func pick(_ name: String, from tables: [ReportTable]) throws -> [ReportTable] {
    let picked = tables.filter { $0.name == name || (!name.isEmpty && $0.part == name) }
    guard picked.isEmpty else { return picked }
    throw ValidationError(
      "the report has no table \"\(name)\"; it has \(tables.map(\.name).joined(separator: ", "))")
  }

  private static func month(_ text: String) throws -> CivilMonth {
    guard let month = CivilMonth(text) else { throw ValidationError("\"\(text)\" is no month such as 2011-01") }
    return month
  }
}
