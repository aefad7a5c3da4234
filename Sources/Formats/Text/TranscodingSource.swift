/// Text in any of the encodings, as UTF-8 without a byte order mark.
public struct TranscodingSource<Base: ByteSource>: ByteSource {
  /// How many bytes of the file its byte order mark took; known after the first read.
  public private(set) var byteOrderMarkLength = 0

  private var base: Base
  private let encoding: TextEncoding
  /// Stored bytes that wait to be decoded: less than one character, or what was read in search of the mark.
  private var stored: [UInt8] = []
  private var decoded: [UInt8] = []
  private var position = 0
  private var isAtStart = true
  private var isAtEnd = false

  /// Decodes `base` from `encoding`.
  public init(_ base: Base, from encoding: TextEncoding) {
    self.base = base
    self.encoding = encoding
  }

  /// Reads UTF-8.
  ///
  /// - Throws: ``FormatError/Code/encodingMismatch`` when the file's mark contradicts the encoding.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    if isAtStart { try passOverMark() }
    while position == decoded.count, !isAtEnd {
      if encoding == .utf8, stored.isEmpty { return try unsafe base.read(into: buffer) }
      try decodeMore()
    }
    let count = min(buffer.count, decoded.count - position)
    unsafe buffer.copyBytes(from: decoded[position..<position + count])
    position += count
    return count
  }

  private mutating func passOverMark() throws(FormatError) {
    isAtStart = false
    while stored.count < 3, try base.append(to: &stored, atMost: 3 - stored.count) > 0 {}
    guard let declared = TextEncoding.declared(byMarkIn: stored) else { return }
    guard declared == encoding else {
      throw FormatError(
        .encodingMismatch, byte: 0,
        "the file is declared as \(encoding.rawValue), but its byte order mark says \(declared.rawValue)")
    }
    byteOrderMarkLength = declared.byteOrderMark.count
    stored.removeFirst(byteOrderMarkLength)
  }

  private mutating func decodeMore() throws(FormatError) {
    decoded.removeAll(keepingCapacity: true)
    position = 0
    if encoding != .utf8, try base.append(to: &stored, atMost: 1 << 16) == 0 { isAtEnd = true }
    let used = encoding.decode(stored[...], into: &decoded)
    stored.removeFirst(used)
    if isAtEnd, !stored.isEmpty { decodeIncompleteEnd() }
  }

  private mutating func decodeIncompleteEnd() {
    if stored.count >= 2 {
      let first = UInt32(stored[0])
      let second = UInt32(stored[1])
      decoded.appendUTF8(encoding == .utf16BigEndian ? first << 8 | second : second << 8 | first)
    }
    if stored.count % 2 == 1 { decoded.append(TextEncoding.halfUnit) }
    stored.removeAll()
  }

  /// Passes over up to `count` bytes of UTF-8; quickly where nothing has to be decoded.
  public mutating func skip(_ count: Int) throws(FormatError) -> Int {
    guard encoding == .utf8, !isAtStart, stored.isEmpty else { return try skipByReading(count) }
    let ready = min(count, decoded.count - position)
    position += ready
    return count == ready ? ready : try ready + base.skip(count - ready)
  }
}
