/// What a payload's values are to its reader: numbers into its tape.
public import Columns

/// A value of a ``JSONPayload``: four bytes that mean something only together with the payload they came from.
public struct JSONElement: Hashable, Sendable, BitwiseCopyable {
  /// What a value can be.
  public enum Kind: UInt8, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number, as it is written.
    case number
    /// Text.
    case string
    /// Values in order.
    case array
    /// Named values in the order of the text.
    case object
  }

  /// Where the tape tells of it.
  @usableFromInline let index: UInt32

  @inlinable
  init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
}

/// A named value of an object.
public struct JSONPair: Hashable, Sendable, BitwiseCopyable {
  /// The name; a string.
  public let key: JSONElement
  /// The value.
  public let value: JSONElement

  @inlinable
  init(key: JSONElement, value: JSONElement) {
    self.key = key
    self.value = value
  }
}

/// What the tape tells of one value, key or bracket; laid out as `csimdjson_node` is.
@usableFromInline
struct TapeNode: BitwiseCopyable, Sendable {
  /// The kind in the low byte, a flag for escapes in the next.
  @usableFromInline var tag: UInt32
  /// First byte; of a string, the one behind its quote.
  @usableFromInline var start: UInt32
  /// Bytes, without quotes.
  @usableFromInline var count: UInt32
  /// The node behind the value and all it holds; of a key, a hash of its bytes.
  @usableFromInline var next: UInt32

  /// An array without elements that is `count` bytes long.
  static func root(count: Int) -> TapeNode { TapeNode(tag: 4, start: 0, count: UInt32(count), next: 1) }

  @inlinable var range: TextRange { TextRange(start: start, count: count) }
  @inlinable var isEscaped: Bool { tag & 0x100 != 0 }
  @inlinable var isKey: Bool { tag & 0xFF == 6 }
  /// The kind; keys are strings.
  @inlinable var kind: JSONElement.Kind { JSONElement.Kind(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .string }
}
