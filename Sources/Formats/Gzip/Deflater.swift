/// The system's deflate: owns zlib's state, which must neither move nor leak.
internal import CZlib

/// Compresses one bare deflate stream, and keeps the checksum and length that gzip wants.
///
/// Unchecked because zlib's state is a C structure: one owner uses a deflater at a time.
@safe final class Deflater: @unchecked Sendable {
  /// CRC-32 of all that was compressed.
  private(set) var checksum: UInt32 = 0
  /// Bytes compressed.
  private(set) var inputCount = 0

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  /// A deflater of `level` 1 (fast) to 9 (small).
  init(level: Int) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let bareDeflate: Int32 = -15
    let status = unsafe deflateInit2_(
      stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, bareDeflate, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    isReady = status == Z_OK
  }

  deinit {
    if isReady { unsafe deflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Compresses `input` onto `output`; `isLast` ends the stream.
  func run(
    _ input: UnsafeRawBufferPointer, isLast: Bool, output: inout [UInt8]
  ) throws(FormatError) {
    guard isReady else { throw FormatError(.compression, "the compressor could not be set up") }
    if let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self) {
      checksum = UInt32(unsafe crc32_z(UInt(checksum), start, input.count))
    }
    inputCount += input.count
    // zlib does not write through next_in; its C declaration merely lacks the const.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(input.count)
    var isDone = false
    while !isDone {
      let start = output.count
      let room = 1 << 16
      output += [UInt8](repeating: 0, count: room)
      let status = unsafe output.withUnsafeMutableBufferPointer { buffer in
        unsafe stream.pointee.next_out = buffer.baseAddress.map { unsafe $0 + start }
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      }
      let left = Int(unsafe stream.pointee.avail_out)
      output.removeLast(left)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw FormatError(.compression, "the compressor failed with status \(status)")
      }
      isDone = isLast ? status == Z_STREAM_END : left > 0
    }
  }
}
