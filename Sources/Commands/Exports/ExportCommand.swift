import ArgumentParser
import Commerce
import Ledger
import Pipeline
import Reports
import Tax

/// `export`: the journal for another program.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the entries of the journal that have not left yet for another program.",
    discussion: """
      shopledger export datev --period 2026-01 --output output/exports

      \(JournalFormats.all.map(help).joined(separator: "\n"))

      What left is on record (shopledger exports) and leaves again only when it is asked for: --all takes every entry, \
      --again repeats one export with the same bytes.
      """)

  @Argument(help: "The format, such as datev.")
  var name: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Option(name: .long, help: "Only entries of this period: 2026-01, 2026-Q1 or 2026.")
  var period: String?

  @Flag(name: .long, help: "Also entries that have left already.")
  var all = false

  @Option(name: .long, help: ArgumentHelp("Repeat the export of that number.", valueName: "number"))
  var again: Int64?

  @Option(name: .long, help: "The folder for the files.")
  var output = "output/exports"

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard let format = JournalFormats.named(name) else {
      throw UnknownName.error("format", name, among: JournalFormats.all.map(\.name))
    }
    let business = try SellerOptions.read(key.business)
    let desk = ExportDesk(format, of: business, from: try LedgerReader(path: books.ledger))
    let plan = try plan(desk)
    if !format.unverified.isEmpty { Messages.line("unverified: \(format.unverified)") }
    for export in plan.earlier {
      Messages.line(
        "warning: entries of export \(export.number) (\(Instant(seconds: export.at)), \(export.path)) leave once more")
    }
    for warning in plan.package.warnings { Messages.line("warning: \(warning)") }
    let records = try write(plan)
    if !records.isEmpty {
      let ledger = try LedgerStore.open(books.ledger, key: business.key)
      try ledger.recordExports(records)
      try ledger.close()
    }
    try tellDifferences(plan, records)
    result.print(ExportResult(records: records))
  }

  /// What is asked for.
  private func plan(_ desk: ExportDesk) throws -> ExportPlan {
    let period = try period.map { text in
      guard let period = ReturnPeriod(text) else {
        throw ValidationError("\"\(text)\" is no period such as 2026-01, 2026-Q1 or 2026")
      }
      return period
    }
    guard let again else { return try desk.plan(all ? .all(period) : .new(period)) }
    guard period == nil, !all else { throw ValidationError("--again repeats an export as it was: leave out the rest") }
    return try desk.again(again)
  }

  /// Writes the files and returns what has to be on record of them.
  private func write(_ plan: ExportPlan) throws -> [JournalExport] {
    var written: [String: Delivery] = [:]
    for file in plan.package.files {
      written[file.name] = try ReportWriter.write(file, to: "\(output)/\(file.name)")
    }
    return plan.records(
      { file in
        let delivery = written[file.name]
        return (delivery?.path ?? "", delivery.map { Self.bytes($0.sha256) } ?? [])
      }, at: Now.seconds)
  }

  /// Says whether a repeated export is what it was.
  private func tellDifferences(_ plan: ExportPlan, _ records: [JournalExport]) throws {
    guard again != nil else { return }
    let known = Set(plan.repeated.map(\.sha256))
    for record in records {
      Messages.line(
        known.contains(record.sha256)
          ? "\(record.path) has the same bytes as when it left first"
          : "warning: \(record.path) differs from what left first: the business file or the program has changed since")
    }
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.utf8.count, by: 2).compactMap { offset in
      UInt8(hexadecimal.dropFirst(offset).prefix(2), radix: 16)
    }
  }

  /// A format, as help lists it.
  private static func help(_ format: any JournalFormat) -> String {
    "  \(format.name): \(format.summary)\(format.unverified.isEmpty ? "" : " Unverified: \(format.unverified)")"
  }
}
