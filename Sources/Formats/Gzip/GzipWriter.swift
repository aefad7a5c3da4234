/// Gzip, compressed while it is written.
public struct GzipWriter<Sink: ByteSink>: ByteSink {
  private var sink: Sink
  private let deflater: Deflater
  private var output: [UInt8] = []
  private var hasHeader = false

  /// Compresses into `sink` at `level` 1 (fast) to 9 (small).
  ///
  /// The header carries no time, name or operating system, so the same bytes in give the same bytes out, whatever
  /// stretches they come in. A copy shares the state of the original: use one of them only.
  public init(_ sink: Sink, level: Int = 6) {
    self.sink = sink
    deflater = Deflater(level: level)
  }

  /// Compresses all of `bytes`; some of it may be held back until ``finish()``.
  public mutating func write(_ bytes: RawSpan) throws(FormatError) {
    var failure: FormatError?
    unsafe bytes.withUnsafeBytes { all in
      var start = 0
      while start < all.count, failure == nil {
        let end = min(start + 1 << 20, all.count)
        unsafe compress(UnsafeRawBufferPointer(rebasing: all[start..<end]), isLast: false, &failure)
        start = end
      }
    }
    if let failure { throw failure }
    if output.count >= 1 << 16 { try flush() }
  }

  /// Ends the compressed data with its checksum and returns the sink.
  public mutating func finish() throws(FormatError) -> Sink {
    var failure: FormatError?
    unsafe compress(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, &failure)
    if let failure { throw failure }
    for value in [deflater.checksum, UInt32(truncatingIfNeeded: deflater.inputCount)] {
      for shift in [0, 8, 16, 24] as [UInt32] { output.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    try flush()
    return sink
  }

  private mutating func compress(_ bytes: UnsafeRawBufferPointer, isLast: Bool, _ failure: inout FormatError?) {
    if !hasHeader { output += Self.header }
    hasHeader = true
    do throws(FormatError) {
      try unsafe deflater.run(bytes, isLast: isLast, output: &output)
    } catch {
      failure = error
    }
  }

  private mutating func flush() throws(FormatError) {
    try sink.write(output)
    output.removeAll(keepingCapacity: true)
  }

  /// Magic, deflate, no flags, no time, no hint of the level, unknown operating system (RFC 1952, 2.3).
  private static var header: [UInt8] { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] }
}
