/// Repairs files whose every physical line was saved as one quoted cell.
///
/// Excel does this to a comma-separated file that it opened in a country where the semicolon separates: each line
/// became one cell, was quoted again with its quotes doubled, and got a `;` at its end.

/// UTF-8 text with each line freed from its trailing `;` and the quotes around it.
public struct UnwrappingSource<Base: ByteSource>: ByteSource {
  private var base: Base
  private let isWrapped: Bool
  private let encoding: TextEncoding
  private var incoming: [UInt8] = []
  private var repaired: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// Bytes of the file up to the line that comes next.
  private var storedByte = 0
  /// Bytes of the file before each line handed out since the last call of ``forgetLines(before:)``.
  private var lineStarts: [Int] = []
  private var firstLine = 0

  /// Repairs `base`; passes it through when it is not wrapped.
  ///
  /// - Parameter encoding: how the file was stored before it was decoded, to know where its lines stand.
  public init(_ base: Base, isWrapped: Bool = true, storedAs encoding: TextEncoding = .utf8) {
    self.base = base
    self.isWrapped = isWrapped
    self.encoding = encoding
  }

  /// Reads repaired lines.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    guard isWrapped else { return try unsafe base.read(into: buffer) }
    while position == repaired.count, !isAtEnd { try repairMore() }
    let count = min(buffer.count, repaired.count - position)
    unsafe buffer.copyBytes(from: repaired[position..<position + count])
    position += count
    return count
  }

  /// Passes over up to `count` bytes of repaired text.
  public mutating func skip(_ count: Int) throws(FormatError) -> Int {
    isWrapped ? try skipByReading(count) : try base.skip(count)
  }

  /// What is below: the source that is being repaired.
  var decoded: Base { base }

  /// First byte of line `line` in the decoded file, both counted from 0; `nil` when it is not known any more.
  ///
  /// Behind the last line that was handed out is the byte where the next one would start.
  func storedByte(ofLine line: Int) -> Int? {
    if line - firstLine == lineStarts.count { return storedByte }
    return lineStarts.indices.contains(line - firstLine) ? lineStarts[line - firstLine] : nil
  }

  /// Drops what is known of lines before `line`.
  mutating func forgetLines(before line: Int) {
    let count = min(max(0, line - firstLine), lineStarts.count)
    lineStarts.removeFirst(count)
    firstLine += count
  }

  private mutating func repairMore() throws(FormatError) {
    repaired.removeAll(keepingCapacity: true)
    position = 0
    if try base.append(to: &incoming, atMost: 1 << 16) == 0 { isAtEnd = true }
    var start = 0
    while let lineBreak = incoming[start...].firstIndex(of: .lf) {
      repair(start..<lineBreak + 1)
      start = lineBreak + 1
    }
    if isAtEnd, start < incoming.count {
      repair(start..<incoming.count)
      start = incoming.count
    }
    incoming.removeFirst(start)
  }

  private mutating func repair(_ line: Range<Int>) {
    lineStarts.append(storedByte)
    storedByte += encoding.storedByteCount(ofUTF8: incoming[line])
    LineUnwrapping.append(incoming[line], to: &repaired)
  }
}

/// The repair of one physical line.
enum LineUnwrapping {
  /// Appends `line` without its trailing `;`, its outer quotes and their doubling, and with `\n` for its line break.
  static func append(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var text = line
    let hasBreak = text.last == .lf
    if hasBreak { text.removeLast() }
    if text.last == .cr { text.removeLast() }
    if let inner = wrapped(text) {
      var isSecond = false
      for byte in inner {
        isSecond = byte == UInt8(ascii: "\"") && !isSecond
        if !isSecond { result.append(byte) }
      }
    } else {
      while text.last == UInt8(ascii: ";") { text.removeLast() }
      result.append(contentsOf: text)
    }
    if hasBreak { result.append(.lf) }
  }

  /// What stands between the quotes around a whole line; `nil` when the line is not wrapped.
  static func wrapped(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var text = line
    while text.last == UInt8(ascii: ";") { text.removeLast() }
    guard text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") else { return nil }
    let inner = text.dropFirst().dropLast()
    // Within the cell every quote comes twice; a single one would end it, so the line is several cells.
    var isOpen = false
    for byte in inner {
      if byte == UInt8(ascii: "\"") { isOpen.toggle() } else if isOpen { return nil }
    }
    return isOpen ? nil : inner
  }
}
