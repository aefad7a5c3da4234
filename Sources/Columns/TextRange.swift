/// A stretch of UTF-8 in a batch's text; an empty stretch is a missing value.
///
/// A range points, it does not own: it means something only together with the ``TextArena`` it was made for.
public struct TextRange: Hashable, Sendable, BitwiseCopyable {
  /// First byte, counted from the start of the arena.
  public var start: UInt32
  /// Number of bytes.
  public var count: UInt32

  /// The range of `count` bytes from `start`.
  @inlinable
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// The range of `count` bytes from `start`; both must fit 32 bits.
  @inlinable
  public init(start: Int, count: Int) {
    self.init(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count))
  }

  /// No text.
  @inlinable
  public static var empty: TextRange { TextRange(start: UInt32(0), count: UInt32(0)) }

  /// Whether there is no text.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The byte indices into the arena.
  @inlinable
  public var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
