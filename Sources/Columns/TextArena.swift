/// All the text of one batch in a single array of UTF-8 bytes, which columns point into with ``TextRange``s.
///
/// The reader hands its buffer over as the arena, so the text of a cell is never copied on its way to the ledger;
/// stages append what they make new.
public struct TextArena: Sendable {
  /// The bytes; at most 4 GiB.
  public var bytes: [UInt8]

  /// An arena over `bytes`.
  @inlinable
  public init(bytes: [UInt8] = []) { self.bytes = bytes }

  /// Appends `text` and returns where it stands.
  public mutating func append(_ text: String) -> TextRange {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    return TextRange(start: start, count: bytes.count - start)
  }

  /// Appends UTF-8 bytes and returns where they stand.
  @inlinable
  public mutating func append(contentsOf text: some Sequence<UInt8>) -> TextRange {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return TextRange(start: start, count: bytes.count - start)
  }

  /// The text at `range`, for a person to read; invalid UTF-8 is shown as U+FFFD.
  public func string(_ range: TextRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }

  /// Whether the text at `range` is exactly `text`.
  public func matches(_ range: TextRange, _ text: String) -> Bool {
    range.count == text.utf8.count && bytes[range.indices].elementsEqual(text.utf8)
  }

  /// Whether the two ranges hold the same bytes.
  @inlinable
  public func same(_ one: TextRange, _ other: TextRange) -> Bool {
    if one == other { return true }
    guard one.count == other.count else { return false }
    let span = bytes.span
    for offset in 0..<Int(one.count) where span[Int(one.start) &+ offset] != span[Int(other.start) &+ offset] {
      return false
    }
    return true
  }

  /// The bytes at `range`.
  @inlinable
  public subscript(range: TextRange) -> ArraySlice<UInt8> { bytes[range.indices] }
}
