/// Where bytes come from, a buffer at a time: a file, memory, or another source being decompressed or decoded.
public protocol ByteSource: Sendable {
  /// Fills the front of `buffer` and returns how many bytes it wrote; 0 means the end, and stays so.
  ///
  /// Fewer bytes than asked for is no sign of the end. `buffer` is never empty.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int

  /// Passes over up to `count` bytes and returns how many there were; a source that can seek does better than reading.
  mutating func skip(_ count: Int) throws(FormatError) -> Int
}

extension ByteSource {
  /// Passes over up to `count` bytes by reading them.
  public mutating func skip(_ count: Int) throws(FormatError) -> Int { try skipByReading(count) }

  /// Passes over up to `count` bytes by reading them.
  mutating func skipByReading(_ count: Int) throws(FormatError) -> Int {
    var skipped = 0
    var scratch: [UInt8] = []
    while skipped < count {
      scratch.removeAll(keepingCapacity: true)
      let got = try append(to: &scratch, atMost: min(count - skipped, 1 << 16))
      if got == 0 { break }
      skipped += got
    }
    return skipped
  }

  /// Reads once, at most `limit` bytes, onto the end of `bytes`, and returns how many came; 0 means the end.
  public mutating func append(to bytes: inout [UInt8], atMost limit: Int) throws(FormatError) -> Int {
    let start = bytes.count
    bytes += [UInt8](repeating: 0, count: limit)
    var failure: FormatError?
    let got = unsafe bytes.withUnsafeMutableBytes { all in
      do throws(FormatError) {
        return try unsafe read(into: UnsafeMutableRawBufferPointer(rebasing: all[start...]))
      } catch {
        failure = error
        return 0
      }
    }
    bytes.removeLast(limit - got)
    if let failure { throw failure }
    return got
  }

  /// Reads all that is left, up to `limit` bytes.
  public mutating func readAll(limit: Int = .max) throws(FormatError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit, try append(to: &bytes, atMost: min(limit - bytes.count, 1 << 16)) > 0 {}
    return bytes
  }
}
