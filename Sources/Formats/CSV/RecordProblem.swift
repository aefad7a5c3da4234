/// Something wrong with one record, found while reading; the record is delivered all the same.
public struct RecordProblem: Sendable, Hashable {
  /// What is wrong; the raw value is stable.
  public enum Kind: String, Sendable, CaseIterable {
    /// The record has fewer fields than the header; the missing cells are empty.
    case fewerFields = "fewer_fields"
    /// The record has more fields than the header, and not all of the surplus is empty.
    case moreFields = "more_fields"
    /// Bytes that are no text in the file's encoding.
    case invalidText = "invalid_text"
    /// A NUL byte.
    case nulByte = "nul_byte"
    /// Text between a closing quote and the next delimiter on the line of both; the cell is all of it together.
    case textAfterQuote = "text_after_quote"
    /// A cell longer than the limit.
    case fieldTooLong = "field_too_long"
    /// A quote opens a cell and no quote on a later line closes it before a delimiter: the cell ends on its own line.
    case unterminatedQuote = "unterminated_quote"
    /// A quote opens a cell, and the one that closes it on a later line leaves the record with too many or too few fields
    /// where each line by itself has as many as the header: the cell ends on its own line.
    case strayQuote = "stray_quote"
  }

  /// The record, as an index into the block.
  public var record: Int
  /// What is wrong.
  public var kind: Kind
  /// Where it begins, as a byte of the file like that of a source position.
  public var byte: Int
  /// The field with the quote at fault, from 0; from there on cells may be others'. `nil` for other problems.
  public var column: Int?

  /// A problem of `record` at `byte`.
  public init(record: Int, kind: Kind, byte: Int, column: Int? = nil) {
    self.record = record
    self.kind = kind
    self.byte = byte
    self.column = column
  }
}
