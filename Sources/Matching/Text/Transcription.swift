/// Letters that systems without accents write as two: `Mueller` for `Müller`, `Aarhus` for `Århus`.
///
/// Without accents these are `Muller` and `Arhus`, so the second of the two is left out wherever it stands. `Bauer` becomes
/// `Baur` by that, on both sides of a comparison.
enum Transcription {
  /// Shortens what stands in `buffer` from `start` on.
  static func shorten(_ buffer: inout [UInt8], from start: Int) {
    var kept = start
    var previous: UInt8 = 0
    for index in start..<buffer.count {
      let byte = buffer[index]
      let isSecond =
        switch previous {
        case UInt8(ascii: "a"): byte == UInt8(ascii: "e") || byte == UInt8(ascii: "a")
        case UInt8(ascii: "o"), UInt8(ascii: "u"): byte == UInt8(ascii: "e")
        default: false
        }
      previous = isSecond ? 0 : byte
      guard !isSecond else { continue }
      buffer[kept] = byte
      kept += 1
    }
    buffer.removeLast(buffer.count - kept)
  }
}
