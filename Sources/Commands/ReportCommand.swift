import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline
import Reports

/// `report`: a report straight from the ledger.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make a report from the ledger: as a table, CSV or JSON.",
    discussion: "Reports: \(ReportCatalogue.all.map(\.name).joined(separator: ", ")).")

  @Argument(help: "The report, such as vat_by_country.")
  var name: String

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "Only this store; default: all.")
  var store: String?

  @Option(name: .long, help: "The first month, such as 2011-01.")
  var from: String?

  @Option(name: .long, help: "The last month, such as 2011-12.")
  var to: String?

  @Option(name: .long, help: "month, quarter or year.")
  var period = "month"

  @Option(name: .long, help: "table, csv, json, csv.gz or json.gz.")
  var format = "table"

  @Option(name: .long, help: "Write into this file instead of standard output.")
  var output: String?

  @Flag(name: .customLong("show-values"), help: "Show values that may be personal.")
  var showValues = false

  mutating func run() throws {
    guard let report = ReportCatalogue.named(name) else {
      throw ValidationError(
        "there is no report \"\(name)\"; there are \(ReportCatalogue.all.map(\.name).joined(separator: ", "))")
    }
    var request = ReportRequest()
    request.store = store
    request.from = try from.map(Self.month)
    request.to = try to.map(Self.month)
    request.showsValues = showValues
    request.showsReferences = showValues
    guard let period = ReportPeriod(rawValue: period) else {
      throw ValidationError("there is no period \"\(period)\"; there are month, quarter and year")
    }
    request.period = period
    let tables = try report.tables(request, from: LedgerReader(path: books.ledger))
    guard let format = ReportFormat(rawValue: format) else {
      guard format == "table" else {
        throw ValidationError("there is no format \"\(format)\"; there are table, csv, json, csv.gz and json.gz")
      }
      for table in tables { print("\(table.name)\n" + TableText(table).text) }
      return
    }
    guard let table = tables.first else { return }
    if let output, output != "-" {
      let delivery = try ReportWriter.write(table, as: format, to: output)
      Messages.line("\(delivery.path): \(delivery.rows) rows, \(delivery.byteCount) bytes")
    } else {
      FileHandle.standardOutput.write(Data(try ReportWriter.bytes(of: table, as: format)))
    }
  }

  private static func month(_ text: String) throws -> CivilMonth {
    guard let month = CivilMonth(text) else { throw ValidationError("\"\(text)\" is no month such as 2011-01") }
    return month
  }
}
