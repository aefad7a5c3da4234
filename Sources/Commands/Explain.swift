import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline
import Reports

/// `explain`: what a code means, how a document is taxed and why, or which documents are behind a figure of a return.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a code, a document, or a figure of a return.",
    discussion: """
      A code is of a definition's mistake or a failed run (E…), a reject (R…) or a finding (F…):

        shopledger explain R2101

      A document is named by its store, what kind it is (sale, refund or adjustment) and the platform's id. Each line is \
      shown with the decision about its tax, why, the row of the rate, the exchange rate and its day, and the place in \
      the source:

        shopledger explain shop-de/sale/1001

      A figure of a return or report is named by its period and by the words of its row. Its documents follow:

        shopledger explain uk_vat --period 2026-Q1 box6
        shopledger explain us_sales_tax --period 2026-01 US-CA tax_county
      """)

  @Argument(help: "The code, the document (store/kind/id) or the return, such as R2101.")
  var subject: String

  @Argument(help: "The words of the figure's row, such as box6.")
  var figure: [String] = []

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "The period of the figure: 2026-01, 2026-Q1 or 2026.")
  var period: String?

  @OptionGroup var seller: SellerOptions

  @Flag(
    name: .customLong("show-values"),
    help: "Show the bytes of the source as well, which may be personal; that is put on record.")
  var showValues = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    if subject.contains("/") { return try explainDocument() }
    if let report = ReportCatalogue.named(subject) { return try explainFigure(of: report) }
    guard let explanation = CodeExplanation(subject.uppercased()) else {
      throw ValidationError("there is no code and no return \"\(subject)\"; a document is written as store/kind/id")
    }
    try result.print(explanation)
  }

  private func explainDocument() throws {
    let parts = subject.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let kind = TransactionKind(name: parts[1]) else {
      throw ValidationError(
        "a document is written as store/kind/id, as in shop-de/sale/1001; kinds are sale, refund and adjustment")
    }
    let ledger = try LedgerReader(path: books.ledger)
    guard let trail = try ledger.trail(store: parts[0], kind: kind, externalID: parts[2]) else {
      throw ValidationError("there is no \(kind.name) \"\(parts[2])\" of \(parts[0]) in \(books.ledger)")
    }
    if showValues {
      let store = try LedgerStore.open(books.ledger, key: KeyOptions.source(in: seller.business))
      try store.record(AuditEntry(.documentRead, subject: subject), at: Now.seconds)
      try store.close()
    }
    try result.print(DocumentExplanation(trail, showsValues: showValues))
  }

  private func explainFigure(of report: any Report) throws {
    guard let period = period.flatMap({ FigureExplanation.Period($0) }) else {
      throw ValidationError("\(subject) is about a period: give it with --period 2026-01, 2026-Q1 or 2026")
    }
    var request = ReportRequest()
    request.business = try seller.business.map(SellerOptions.read)
    request.fixings = seller.fixings
    (request.period, request.from, request.to) = (period.length, period.first, period.last)
    let tables = try report.tables(request, from: LedgerReader(path: books.ledger))
    let explanation = FigureExplanation(tables, words: figure)
    guard !explanation.isEmpty else {
      throw ValidationError("\(subject) has no row with \(figure.joined(separator: " ")) in \(period.text)")
    }
    try result.print(explanation)
  }
}
