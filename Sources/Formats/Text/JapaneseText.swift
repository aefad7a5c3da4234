/// Recognises Shift-JIS, the code page of Japanese Windows, which is not decoded here.
///
/// Read as Windows-1252 it would pass for text: typographic marks between letters.
public enum JapaneseText {
  /// Kana that make it certain enough; Japanese of any length has them.
  private static let kanaLeast = 3

  /// Whether every byte beyond ASCII is part of a Shift-JIS character, several of them kana.
  ///
  /// - Parameter sample: the first bytes of a file, of which the last character may be cut off.
  public static func isShiftJIS(_ sample: [UInt8]) -> Bool {
    var kana = 0
    var index = 0
    while index < sample.count {
      let lead = sample[index]
      switch lead {
      case 0x00..<0x80, 0xA1...0xDF: index += 1
      case 0x81...0x9F, 0xE0...0xFC:
        guard index + 1 < sample.count else { return kana >= kanaLeast }
        let trail = sample[index + 1]
        guard 0x40...0xFC ~= trail, trail != 0x7F else { return false }
        let isKana = (lead == 0x82 && 0x9F...0xF1 ~= trail) || (lead == 0x83 && 0x40...0x96 ~= trail)
        if isKana { kana += 1 }
        index += 2
      default: return false
      }
    }
    return kana >= kanaLeast
  }
}
