/// Gzip, decompressed while it is read.
public struct GunzipSource<Base: ByteSource>: ByteSource {
  private enum State {
    case member
    case betweenMembers
    case padding
    case end
  }

  private var base: Base
  private var input: [UInt8]
  private var inputCount = 0
  private var position = 0
  /// Bytes of the compressed file before `input`.
  private var inputOffset = 0
  private var state = State.member
  private var failure: FormatError?
  private let inflater = Inflater(.gzip)

  /// Decompresses `base`, all members of it, one after another.
  ///
  /// Checksums and lengths are checked. Zeros may follow the last member, as tapes and block devices leave them;
  /// anything else is an error. All that was sound before an error is handed out first. A copy shares the state of
  /// the original: use one of them only.
  public init(_ base: Base) {
    self.base = base
    input = [UInt8](repeating: 0, count: 1 << 17)
  }

  /// Whether a file that starts with `prefix` is gzip.
  public static func isGzip(_ prefix: some Collection<UInt8>) -> Bool { prefix.starts(with: [0x1F, 0x8B]) }

  /// How many bytes of the compressed file have been used up.
  public var compressedByte: Int { inputOffset + position }

  /// Reads decompressed bytes.
  ///
  /// - Throws: ``FormatError`` at the byte of the compressed file where it is truncated or corrupt, and ever after.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    if let failure { throw failure }
    do throws(FormatError) {
      while true {
        if position == inputCount { try refill() }
        switch state {
        case .member:
          let produced = try unsafe inflate(into: buffer)
          if produced > 0 { return produced }
        case .betweenMembers: try startNextMember()
        case .padding: try passOverPadding()
        case .end: return 0
        }
      }
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func refill() throws(FormatError) {
    inputOffset += inputCount
    inputCount = 0
    position = 0
    var failure: FormatError?
    inputCount = unsafe input.withUnsafeMutableBytes { buffer in
      do throws(FormatError) {
        return try unsafe base.read(into: buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
  }

  private mutating func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    if inputCount == 0 {
      throw FormatError(.gzipTruncated, byte: compressedByte, "the compressed file ends in the middle of its data")
    }
    let result = unsafe input.withUnsafeBytes { bytes in
      unsafe inflater.run(UnsafeRawBufferPointer(rebasing: bytes[position..<inputCount]), into: buffer)
    }
    position += result.consumed
    switch result.outcome {
    case .more: break
    case .end: state = .betweenMembers
    case .corrupt(let words):
      let error = FormatError(.gzipCorrupt, byte: compressedByte, "the compressed data is corrupt: \(words)")
      guard result.produced > 0 else { throw error }
      failure = error
    }
    return result.produced
  }

  private mutating func startNextMember() throws(FormatError) {
    if inputCount == 0 {
      state = .end
      return
    }
    // A header cut in two by the end of the buffer is left to zlib, which knows how to wait for the rest.
    let first = input[position]
    let isMember = first == 0x1F && (position + 1 == inputCount || input[position + 1] == 0x8B)
    if isMember {
      inflater.reset()
      state = .member
    } else if first == 0 {
      state = .padding
    } else {
      throw trailingGarbage()
    }
  }

  private mutating func passOverPadding() throws(FormatError) {
    while position < inputCount {
      if input[position] != 0 { throw trailingGarbage() }
      position += 1
    }
    if inputCount == 0 { state = .end }
  }

  private func trailingGarbage() -> FormatError {
    FormatError(.gzipTrailingGarbage, byte: compressedByte, "something that is not gzip follows the compressed data")
  }
}
