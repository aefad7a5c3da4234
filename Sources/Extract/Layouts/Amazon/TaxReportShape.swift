/// How a tax report of Amazon's tells what was sold: the columns of each charge with and without VAT, and what its rows
/// are.
struct TaxReportShape: Sendable {
  /// A price or what lowers it, with its tax.
  struct Charge: Sendable {
    /// The amount with VAT.
    var gross: String
    /// The amount without.
    var net: String
    /// The VAT.
    var tax: String
    /// Its rate as a part of one, such as `0.19`.
    var rate: String
    /// The word for the kind of line.
    var kind: String
    /// What the line is called; empty for the article's own name.
    var title: String
  }

  /// The charges of a row, the price of the goods first.
  var charges: [Charge]
  /// The column with the article's name; `nil` where the report has none.
  var title: String?
  /// The column with the quantity, which is positive on refunds too.
  var quantity: String
  /// The columns that name the article.
  var articles: [String]
  /// The column that says what a row is.
  var type: String
  /// The words for sales.
  var sales: Set<String>
  /// The words for refunds.
  var refunds: Set<String>
  /// The words for goods that came back: a refund where it has amounts.
  var returns: Set<String>
  /// The words for what is no sale, and what they are.
  var others: [String: String]
  /// The order, and the shipment or refund.
  var order, activity: String
  /// The days that can decide the tax period, the first that is filled counts.
  var dates: [String]
  /// Who owes the VAT.
  var responsibility: String
  /// The report's own totals of a row with VAT, without, and of the VAT; `nil` where it has none.
  var totals: (gross: String, net: String, tax: String)?
  /// Cells that are equal on the rows of one document.
  var keys: [String]

  /// The lines of a row, by amounts with VAT or without.
  func parts(gross: Bool) -> [MonetaryPart] {
    charges.enumerated().map { index, charge in
      MonetaryPart(
        gross ? charge.gross : charge.net, charge.kind, title: charge.title.isEmpty ? .kept : .words(charge.title),
        isMain: index == 0)
    }
  }

  /// The columns that shaping reads or writes.
  var columns: [String] {
    PartsWriter.columns(parts(gross: true) + parts(gross: false), title: title, quantity: quantity)
      + charges.flatMap { [$0.tax, $0.rate] } + articles + dates + keys
      + [type, order, activity, responsibility] + (totals.map { [$0.gross, $0.net, $0.tax] } ?? []) + Made.all
  }

  /// Names of the columns that are made beside those of the lines.
  enum Made {
    /// The order and, where there is one, its shipment or refund.
    static let id = "Document id"
    /// `sale`, `refund`, or a word of the report that is neither.
    static let kind = "Document kind"
    /// The order that a refund refunds.
    static let refunds = "Refunds"
    /// The day that decides the tax period, as ISO 8601 where it can be told.
    static let date = "Tax date"
    /// The sum of the rows.
    static let total = "Document total"
    /// The sum of their VAT; blank where the report states none.
    static let tax = "Document tax"
    /// `true` where the marketplace owes all the VAT.
    static let isMarketplaces = "Marketplace collects"

    /// All of them.
    static let all = [
      id, kind, refunds, date, total, tax, isMarketplaces, MadeColumn.lineTax, MadeColumn.lineRate,
      MadeColumn.lineIsMarketplaces,
    ]
  }
}
