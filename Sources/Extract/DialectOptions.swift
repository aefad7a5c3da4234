import Formats
import Pipeline

/// How a file is written, as far as the definition declares it; the rest is detected.
struct DialectOptions: Sendable {
  static let options = [
    OptionSpec("delimiter", .text, "What separates cells; default: detected.", example: #"";""#),
    OptionSpec(
      "quote", .text, "The character around cells; \"\" for none; default: the double quote.", example: #""'""#),
    OptionSpec(
      "escape", .choice(CSVDialect.QuoteEscape.allCases.map(\.rawValue)),
      "How a quote inside a quoted cell is written; default: detected.", example: #""doubled""#),
    OptionSpec(
      "encoding", .choice(TextEncoding.allCases.map(\.rawValue)), "How text is encoded; default: detected.",
      example: #""windows-1252""#),
    OptionSpec(
      "line_break", .choice(CSVDialect.LineBreak.allCases.map(\.rawValue)),
      "What ends a line; default: detected.", example: #""crlf""#),
    OptionSpec("header", .flag, "Whether the first record names the columns; default: detected.", example: "true"),
    OptionSpec(
      "preamble_lines", .integer(0...1_000), "Lines before the header; default: detected.", example: "2"),
  ]

  /// Nothing is declared.
  static let detected = DialectOptions(nil)

  private let delimiter: String?
  private let quote: String?
  private let escape: CSVDialect.QuoteEscape?
  private let encoding: TextEncoding?
  private let lineBreak: CSVDialect.LineBreak?
  private let header: Bool?
  private let preambleLines: Int?

  /// What the options declare.
  init(_ options: OptionValues?) {
    delimiter = options?.optionalText("delimiter")
    quote = options?.optionalText("quote")
    escape = options?.optionalText("escape").flatMap(CSVDialect.QuoteEscape.init)
    encoding = options?.optionalText("encoding").flatMap(TextEncoding.init)
    lineBreak = options?.optionalText("line_break").flatMap(CSVDialect.LineBreak.init)
    header = options.flatMap { $0.has("header") ? $0.flag("header", default: true) : nil }
    preambleLines = options?.integer("preamble_lines")
  }

  /// What is declared one by one; `nil` is detected.
  init(
    delimiter: String?, quote: String?, escape: CSVDialect.QuoteEscape?, encoding: TextEncoding?,
    lineBreak: CSVDialect.LineBreak?, header: Bool?, preambleLines: Int?
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.encoding = encoding
    self.lineBreak = lineBreak
    self.header = header
    self.preambleLines = preambleLines
  }

  /// Whether the encoding is declared.
  var declaresEncoding: Bool { encoding != nil }

  /// Whether the quote is declared.
  var declaresQuote: Bool { quote != nil }

  /// The detected dialect with the declared encoding and line break, which say how the lines are to be found.
  func decoding(_ detected: CSVDialect) -> CSVDialect {
    var dialect = detected
    dialect.encoding = encoding ?? dialect.encoding
    dialect.lineBreak = lineBreak ?? dialect.lineBreak
    return dialect
  }

  /// The detected dialect with everything that is declared in its place.
  func applied(to detected: CSVDialect) -> CSVDialect {
    var dialect = detected
    if let delimiter, !delimiter.isEmpty { dialect.delimiter = Array(delimiter.utf8) }
    if let quote { dialect.quote = quote.utf8.first }
    dialect.quoteEscape = escape ?? dialect.quoteEscape
    dialect.encoding = encoding ?? dialect.encoding
    dialect.lineBreak = lineBreak ?? dialect.lineBreak
    dialect.hasHeader = header ?? dialect.hasHeader
    dialect.preambleLines = preambleLines ?? dialect.preambleLines
    return dialect
  }
}
