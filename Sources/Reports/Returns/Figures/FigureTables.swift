/// The tables of a return: its figures, the documents behind them, what is left out, and what is doubtful.
import Commerce
import Pipeline
import Tax

struct FigureTables {
  let name: String
  let groupMeaning: String

  /// A figure with the return it is of.
  struct FigureRow {
    var state: Territory
    var period: ReturnPeriod
    var currency: Currency
    var figure: Figure

    var exponent: Int { currency.exponent ?? 0 }
  }

  /// A document behind a figure.
  struct DocumentRow {
    var of: FigureRow
    var document: DeclaredLine.Document
    var amount: MinorUnits
  }

  /// What is left out of a return.
  struct RestRow {
    var state: Territory
    var period: ReturnPeriod
    var store: String
    var reason: LeftOut
    var currency: Currency
    var documents: Int64
    var lines: Int64
    var net: MinorUnits
    var tax: MinorUnits

    func amount(_ amount: MinorUnits) -> ReportCell { .amount(amount.count, exponent: currency.exponent ?? 0) }
  }

  /// Something to look at.
  struct DoubtRow {
    var state: Territory
    var period: ReturnPeriod
    var document: DeclaredLine.Document
    var line: Int64
    var doubt: ReturnDoubt
  }

  var layouts: [ReportLayout] { [figureShape.layout, documentShape.layout, restShape.layout, doubtShape.layout] }

  /// All four.
  func tables<Source>(_ sheets: [FigureDesk<Source>.Sheet]) throws(RunFailure) -> [ReportTable] {
    let rows = try figureRows(sheets)
    let documents = zip(sheets, rows).flatMap { sheet, rows in
      rows.flatMap { row in
        row.figure.shares.map {
          DocumentRow(of: row, document: sheet.sheet.documents[$0.document], amount: $0.amount)
        }
      }
    }
    let rests = sheets.flatMap { sheet in
      sheet.sheet.rest.map {
        RestRow(
          state: sheet.state, period: sheet.period, store: $0.store, reason: $0.reason, currency: $0.currency,
          documents: $0.documents, lines: $0.lines, net: $0.net, tax: $0.tax)
      }
    }
    let doubts = sheets.flatMap { sheet in
      sheet.sheet.doubts.map {
        DoubtRow(
          state: sheet.state, period: sheet.period, document: sheet.sheet.documents[$0.document], line: $0.line,
          doubt: $0.doubt)
      }
    }
    return [
      figureShape.table(rows.joined()), documentShape.table(documents), restShape.table(rests),
      doubtShape.table(doubts),
    ]
  }

  /// The figures alone.
  func figures<Source>(_ sheets: [FigureDesk<Source>.Sheet]) throws(RunFailure) -> ReportTable {
    figureShape.table(try figureRows(sheets).joined())
  }

  private func figureRows<Source>(_ sheets: [FigureDesk<Source>.Sheet]) throws(RunFailure) -> [[FigureRow]] {
    if sheets.contains(where: \.sheet.sums.isTooLarge) { throw TallySums.tooLarge }
    return sheets.map { sheet in
      sheet.sheet.figures.map {
        FigureRow(state: sheet.state, period: sheet.period, currency: sheet.sheet.rules.currency, figure: $0)
      }
    }
  }

  private var figureShape: RowShape<FigureRow> {
    RowShape(
      name: name,
      items: [
        .init("state", .text, "Whose return it is.") { .text($0.state.code) },
        .init("period", .text, "The period.") { .text($0.period.description) },
        .init("group", .text, groupMeaning) { .text($0.figure.key.group) },
        .init("figure", .text, "The line, box or code of the form.") { .text($0.figure.key.figure) },
        .init("meaning", .text, "What it means.") { .text($0.figure.meaning) },
        .init("currency", .text, "Currency of the return.") { .text($0.currency.code) },
        .init("amount", .decimal, "The exact sum.") { .amount($0.figure.amount.count, exponent: $0.exponent) },
        .init("stated", .decimal, "The sum as the form states it.") {
          .amount($0.figure.stated.count, exponent: $0.exponent)
        },
        .init("documents", .integer, "Documents behind it.") { .integer(Int64($0.figure.shares.count)) },
      ])
  }

  private var documentShape: RowShape<DocumentRow> {
    RowShape(
      name: "\(name).documents",
      items: [
        .init("state", .text, "Whose return it is.") { .text($0.of.state.code) },
        .init("period", .text, "The period.") { .text($0.of.period.description) },
        .init("group", .text, groupMeaning) { .text($0.of.figure.key.group) },
        .init("figure", .text, "The line, box or code of the form.") { .text($0.of.figure.key.figure) },
        .init("store", .text, "Name of the store.") { .text($0.document.store) },
        .init("document", .text, "The platform's id of the document.") { .text($0.document.externalID) },
        .init("kind", .text, "sale, refund or adjustment.") { .text($0.document.kind.name) },
        .init("tax_date", .text, "The civil date of the supply or refund.") {
          .text($0.document.taxDate.description)
        },
        .init("currency", .text, "Currency of the return.") { .text($0.of.currency.code) },
        .init("amount", .decimal, "What the document adds to the figure.") {
          .amount($0.amount.count, exponent: $0.of.exponent)
        },
      ])
  }

  private var restShape: RowShape<RestRow> {
    RowShape(
      name: "\(name).left_out",
      items: [
        .init("state", .text, "Whose return it is.") { .text($0.state.code) },
        .init("period", .text, "The period.") { .text($0.period.description) },
        .init("store", .text, "Name of the store.") { .text($0.store) },
        .init("reason", .text, "Why it is not in this return.") { .text($0.reason.name) },
        .init("currency", .text, "Currency of the documents.") { .text($0.currency.code) },
        .init("documents", .integer, "Documents with such lines.") { .integer($0.documents) },
        .init("lines", .integer, "Lines.") { .integer($0.lines) },
        .init("net", .decimal, "Amount without tax.") { $0.amount($0.net) },
        .init("tax", .decimal, "Tax.") { $0.amount($0.tax) },
      ])
  }

  private var doubtShape: RowShape<DoubtRow> {
    RowShape(
      name: "\(name).doubts",
      items: [
        .init("state", .text, "Whose return it is.") { .text($0.state.code) },
        .init("period", .text, "The period.") { .text($0.period.description) },
        .init("store", .text, "Name of the store.") { .text($0.document.store) },
        .init("document", .text, "The platform's id of the document.") { .text($0.document.externalID) },
        .init("line", .integer, "Number of the line in the document.") { .integer($0.line) },
        .init("doubt", .text, "A stable word for it.") { .text($0.doubt.rawValue) },
        .init("meaning", .text, "What is doubtful.") { .text($0.doubt.title) },
        .init("remedy", .text, "What to do about it.") { .text($0.doubt.remedy) },
      ])
  }
}
