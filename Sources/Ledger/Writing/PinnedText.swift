/// The text of a batch while it is written: SQLite reads it where it stands, nothing is copied.
import Columns

/// Valid only inside ``withPinned(_:_:)``; every range is checked against the arena before its address is given away.
@safe struct PinnedText {
  private let arena: UnsafeBufferPointer<UInt8>

  /// Calls `body` with the arena's bytes held in place.
  static func withPinned<Result>(_ arena: TextArena, _ body: (PinnedText) throws -> Result) rethrows -> Result {
    try unsafe arena.bytes.withUnsafeBufferPointer { bytes in unsafe try body(PinnedText(arena: bytes)) }
  }

  /// The bytes at `range`.
  @inline(__always)
  func bytes(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
    let start = Int(range.start)
    unsafe precondition(start &+ Int(range.count) <= arena.count, "text range outside of the batch")
    return unsafe UnsafeBufferPointer(start: arena.baseAddress?.advanced(by: start), count: Int(range.count))
  }

  /// Adds the text at `range` to a hash.
  @inline(__always)
  func combine(_ range: TextRange, into hash: inout FastHash) { unsafe hash.combine(bytes(range).span) }

  /// The text at `range`, for a row that is written rarely.
  func string(_ range: TextRange) -> String { unsafe String(decoding: bytes(range), as: UTF8.self) }
}
