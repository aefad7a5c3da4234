import ArgumentParser
import Columns
import Commerce
import Extract
import Formats
import Foundation
import Pipeline
import Tax
import Transform

/// `tax`: the rule book by itself.
struct TaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tax", abstract: "Ask the rule book of value added and sales taxes.", subcommands: [Decide.self])

  /// `tax decide`: how supplies are taxed, one to a row.
  struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Decide how supplies are taxed, one to a row: treatment, territory, rate, amounts, who owes it, and why.",
      discussion: """
        shopledger tax decide supplies.csv

        Columns: \(SupplyCase.Column.allCases.map { $0.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: ", ")). \
        Those in brackets may be left out. The rows come back with \(TaxDecide.added.joined(separator: ", ")).

        A row that refunds (its amount is negative) has the date of its sale. Refunds of a file are declared together, in \
        the period of the newest of them, unless --declared-on says when: one whose sale an earlier one-stop-shop return \
        declared is a correction of that return.
        """)

    @Argument(help: "A file of rows; - for standard input.")
    var file: String

    @Option(name: .customLong("declared-on"), help: "The day on which refunds are declared, such as 2026-03-31.")
    var declaredOn: String?

    @Option(
      name: .long,
      help:
        "The European Central Bank's history of reference rates, for limits in another currency than the price's; default: samples/fx/eurofxref-hist.zip where it is there."
    )
    var rates: String?

    @OptionGroup var rows: RowOptions

    mutating func run() throws {
      let day = try declaredOn.map { text in
        guard let day = CivilDate(text) else { throw ValidationError("\"\(text)\" is no day such as 2026-03-31") }
        return day
      }
      // Standard input can be read once, and the newest refund has to be known before the first row is answered.
      let input = file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : nil
      let decide = TaxDecide(fixings: try fixings(), declaredOn: try day ?? newestRefund(input))
      var table =
        try input.map { try RowTable(text: $0, named: "standard input", columns: TaxDecide.columns) }
        ?? RowTable(reading: file, columns: TaxDecide.columns)
      try table.answer(adding: TaxDecide.added, as: rows.format ?? .csv, decide.answer)
    }

    private func fixings() throws -> ECBFixings? {
      let usual = "samples/fx/eurofxref-hist.zip"
      guard rates != nil || FileManager.default.fileExists(atPath: usual) else { return nil }
      return try FixingsFile.read(rates ?? usual, .ofDisk)
    }

    private func newestRefund(_ input: [UInt8]?) throws -> CivilDate? {
      var declaration = TableReader.Declaration()
      declaration.hasHeader = true
      declaration.preambleLines = 0
      var table =
        try input.map { try TableReader(text: $0, named: "standard input") }
        ?? TableReader(path: file, declaration: declaration)
      guard let amount = table.header.firstIndex(of: SupplyCase.Column.amount.name),
        let date = table.header.firstIndex(of: SupplyCase.Column.date.name)
      else { return nil }
      var newest: CivilDate?
      while let block = try table.next() {
        for record in 0..<block.count where block.text.bytes[block.records[record, amount].indices].first == 0x2D {
          guard let day = CivilDate(block.text.string(block.records[record, date])) else { continue }
          newest = max(newest ?? day, day)
        }
      }
      return newest
    }
  }
}

/// Answers rows about supplies.
struct TaxDecide {
  let fixings: ECBFixings?
  let declaredOn: CivilDate?

  static let columns = SupplyCase.Column.allCases.map {
    $0.isOptional ? InputColumn.optional($0.name) : InputColumn(stringLiteral: $0.name)
  }

  /// The columns of an answer.
  static let added = [
    "treatment", "tax_country", "rate", "net", "tax", "gross", "scheme", "tax_liable_party", "reports", "reason",
  ]

  func answer(_ row: borrowing Row, _ answer: inout RowAnswer) throws(RowProblem) {
    var cells: [String] = []
    cells.reserveCapacity(Self.columns.count)
    for column in Self.columns.indices { cells.append(row.string(column)) }
    let supply: SupplyCase
    do throws(SupplyCase.Fault) {
      supply = try SupplyCase(cells)
    } catch {
      throw RowProblem(error.sentence)
    }
    guard let decided = supply.decided(fixings: fixings, declaredOn: declaredOn) else {
      throw RowProblem("the amount is too large")
    }
    let exponent = supply.currency.exponent ?? 0
    answer.text(decided.decision.treatment.name.uppercased())
    answer.text(decided.taxCountry)
    if let rate = decided.decision.rate { answer.rate(rate) } else { answer.empty() }
    answer.amount(decided.net, exponent: exponent)
    answer.amount(decided.tax, exponent: exponent)
    answer.amount(decided.gross, exponent: exponent)
    answer.text(decided.scheme.name.uppercased())
    answer.text(decided.decision.liable.name)
    answer.text(decided.reports)
    answer.text(decided.reason)
  }
}
