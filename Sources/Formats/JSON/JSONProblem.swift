/// Something in a text that keeps it from being JSON, and where.
public struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong; the raw value is stable.
  public enum Code: String, Sendable, CaseIterable {
    /// The text holds no value.
    case empty
    /// Something else stands where JSON expects a value, a name, a colon, a comma or a bracket.
    case unexpected
    /// The text ends within a value.
    case unfinished
    /// Two members are not separated by a comma.
    case missingComma = "missing_comma"
    /// A comma is followed by no further element.
    case trailingComma = "trailing_comma"
    /// A number is not written as JSON wants it.
    case number
    /// A backslash is followed by no known escape, or by half of a surrogate pair.
    case escape
    /// A control character, such as a line break, within a string.
    case controlCharacter = "control_character"
    /// Bytes that are not UTF-8.
    case encoding
    /// The same name twice in one object.
    case duplicateKey = "duplicate_key"
    /// Arrays and objects nested too deeply.
    case depth
    /// More text than the limit.
    case size
  }

  /// What is wrong.
  public var code: Code
  /// Where.
  public var place: TextPlace
  /// What is wrong, as a sentence for a person.
  public var message: String

  /// The place and the sentence.
  public var description: String { "\(place.line):\(place.column): \(message)" }
}
