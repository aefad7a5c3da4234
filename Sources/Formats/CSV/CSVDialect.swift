/// How a file of delimited text is written: what separates, quotes and precedes its records.
public struct CSVDialect: Sendable, Hashable {
  /// How a quote inside a quoted cell is written.
  public enum QuoteEscape: String, Sendable, CaseIterable {
    /// Twice: `"27"" screen"`.
    case doubled
    /// After a backslash: `"27\" screen"`; doubled quotes are understood as well.
    case backslash
  }

  /// What ends a line.
  public enum LineBreak: String, Sendable, CaseIterable {
    /// `\n`.
    case lf
    /// `\r\n`.
    case crlf
    /// `\r` alone, as classic Mac software writes.
    case cr
  }

  /// The bytes between two cells: one or several, of UTF-8.
  public var delimiter: [UInt8] = [UInt8(ascii: ",")]
  /// The byte around cells that contain delimiters or line breaks; `nil` when every byte is text.
  public var quote: UInt8? = UInt8(ascii: "\"")
  /// How a quote inside a quoted cell is written.
  public var quoteEscape = QuoteEscape.doubled
  /// Whether the first record names the columns.
  public var hasHeader = true
  /// Physical lines before the header or, without one, before the first record.
  public var preambleLines = 0
  /// How the file's text is encoded.
  public var encoding = TextEncoding.utf8
  /// What ends a line; a reader takes `\n` and `\r\n` always, a lone `\r` only when it is declared here.
  public var lineBreak = LineBreak.lf
  /// Whether each record ends with a delimiter that opens no further cell.
  public var trailingDelimiter = false
  /// Whether each physical line was saved as one quoted cell, as Excel does to a file of another country's delimiter.
  public var wrappedLines = false

  /// RFC 4180 with a header in UTF-8.
  public init() {}

  /// RFC 4180 with another delimiter.
  public init(delimiter: String) { self.delimiter = Array(delimiter.utf8) }
}
