/// Finds line and column of bytes that are asked for in ascending order, so that a whole text is walked only once.
struct PlaceFinder {
  private var byte = 0
  private var line = 1
  private var column = 1

  /// The place of `range` in `bytes`; a range before the last one asked for is found from the start.
  mutating func place(of range: Range<Int>, in bytes: [UInt8]) -> TextPlace {
    if range.lowerBound < byte { self = PlaceFinder() }
    while byte < min(range.lowerBound, bytes.count) {
      let current = bytes[byte]
      let isLineBreak =
        current == .lf || (current == .cr && (byte + 1 == bytes.count || bytes[byte + 1] != .lf))
      if isLineBreak {
        line += 1
        column = 1
      } else if current & 0xC0 != 0x80 {
        column += 1
      }
      byte += 1
    }
    return TextPlace(line: line, column: column, bytes: range)
  }
}
