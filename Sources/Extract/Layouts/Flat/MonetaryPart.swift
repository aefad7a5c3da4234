/// An amount column of a flat file that is a monetary line of its own, such as the carriage beside the item's price.
struct MonetaryPart: Sendable {
  /// What the sign of a cell means.
  enum Sign: Sendable {
    /// The amount is as it stands.
    case stated
    /// The file writes what lowers the total without a sign, or with one: the amount is never above zero.
    case reduction
    /// The file writes the opposite.
    case negated
  }

  /// What the line is called.
  enum Title: Sendable {
    /// As the record is, by the column that the layout names for its own lines.
    case kept
    /// By the text of a column.
    case column(String)
    /// By these words.
    case words(String)
  }

  /// The column with the amount.
  var column: String
  /// The word for the kind of line, as `line_kind` of the map stage knows it.
  var kind: String
  /// What the line is called.
  var title: Title = .kept
  /// What the sign of the amount means.
  var sign = Sign.stated
  /// Whether the amount is the document's, which every record of it repeats or only the first one has.
  var isOfDocument = false
  /// Whether the line is written when the amount is blank or zero: it is what the record is about.
  var isMain = false

  /// An amount of each record, or of the document.
  init(
    _ column: String, _ kind: String, title: Title = .kept, sign: Sign = .stated, isOfDocument: Bool = false,
    isMain: Bool = false
  ) {
    self.column = column
    self.kind = kind
    self.title = title
    self.sign = sign
    self.isOfDocument = isOfDocument
    self.isMain = isMain
  }
}

/// Names of the columns that spreading makes; a layout lists those it uses among its made columns.
enum MadeColumn {
  /// The kind of line.
  static let lineKind = "Line kind"
  /// What the line is called.
  static let lineTitle = "Line title"
  /// The amount of the line, as the file writes it but for its sign.
  static let lineAmount = "Line amount"
  /// The quantity of the line: the record's own for what it is about, else one, negative for what lowers the total.
  static let lineQuantity = "Line quantity"
  /// The tax of the line, where the layout knows it.
  static let lineTax = "Line tax"
  /// The rate of that tax in percent.
  static let lineRate = "Line tax rate"
  /// `true` where a marketplace owes the tax of the line, whoever owes that of the others.
  static let lineIsMarketplaces = "Line marketplace collects"
  /// Those that every spread line has.
  static let all = [lineKind, lineTitle, lineAmount, lineQuantity]
}
