/// Bytes that are in memory already, as a source.
public struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  private let largestRead: Int

  /// A source of `bytes` that hands out at most `largestRead` of them at once.
  public init(_ bytes: [UInt8], largestRead: Int = .max) {
    self.bytes = bytes
    self.largestRead = largestRead
  }

  /// Copies the next bytes.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, largestRead, bytes.count - position)
    unsafe buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  /// Passes over up to `count` bytes.
  public mutating func skip(_ count: Int) -> Int {
    let skipped = min(count, bytes.count - position)
    position += skipped
    return skipped
  }
}
