/// The system's inflate: owns zlib's state, which must neither move nor leak.
internal import CZlib

/// Decompresses one deflate stream after another; every call is bounded by the buffers it is given.
///
/// Unchecked because zlib's state is a C structure: one owner uses an inflater at a time.
@safe final class Inflater: @unchecked Sendable {
  /// What the compressed bytes are wrapped in.
  enum Wrapping: Int32 {
    /// A gzip header, checksum and length.
    case gzip = 31
    /// Nothing: bare deflate.
    case none = -15
  }

  /// How a call ended.
  enum Outcome {
    /// More input or more room is needed.
    case more
    /// The stream ended, its checksum (if it has one) agreeing.
    case end
    /// The stream is wrong; zlib's own words.
    case corrupt(String)
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init(_ wrapping: Wrapping) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    isReady = unsafe inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Makes ready for the next stream.
  func reset() {
    if isReady { _ = unsafe inflateReset(stream) }
  }

  /// Decompresses from `input` into `output`; returns how many bytes of each it used.
  func run(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, outcome: Outcome) {
    guard isReady else { return (0, 0, .corrupt("out of memory")) }
    let inputCount = min(input.count, 1 << 30)
    let outputCount = min(output.count, 1 << 30)
    // zlib does not write through next_in; its C declaration merely lacks the const.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    let consumed = inputCount - Int(unsafe stream.pointee.avail_in)
    let produced = outputCount - Int(unsafe stream.pointee.avail_out)
    return (consumed, produced, outcome(status))
  }

  private func outcome(_ status: Int32) -> Outcome {
    switch status {
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_STREAM_END: return .end
    default:
      guard let words = unsafe stream.pointee.msg else { return .corrupt("zlib status \(status)") }
      return unsafe .corrupt(String(cString: words))
    }
  }
}
