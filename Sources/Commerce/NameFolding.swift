/// Reads a name in the form in which names are compared: small letters without accents, words with one blank between.
///
/// Points and apostrophes vanish (`U.K.` is `uk`), other punctuation separates words, letters of the Latin-1 supplement
/// and of Latin Extended-A lose their accents (`ß` becomes `ss`), other scripts stay as they are.
struct NameFolding {
  private var index = 0
  private var pending: UInt8 = 0
  private var started = false

  init() {}

  /// The next byte of the folded name; `nil` at its end.
  mutating func next(_ bytes: Span<UInt8>) -> UInt8? {
    if pending != 0 {
      let byte = pending
      pending = 0
      return byte
    }
    var blank = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'") { continue }
      if byte < 0x80 {
        let letter = byte | 0x20
        let isLetter = letter &- UInt8(ascii: "a") < 26
        guard isLetter || byte &- UInt8(ascii: "0") < 10 else {
          blank = true
          continue
        }
        return emit(isLetter ? letter : byte, after: blank)
      }
      if byte == 0xC2, index < bytes.count, bytes[index] == 0xA0 {
        index += 1
        blank = true
        continue
      }
      if byte == 0xE2, index + 1 < bytes.count, bytes[index] == 0x80, bytes[index + 1] == 0x99 {
        index += 2
        continue
      }
      guard 0xC3...0xC5 ~= byte, index < bytes.count, bytes[index] &- 0x80 < 64 else {
        return emit(byte, after: blank)
      }
      let letter = Self.plain[Int(byte - 0xC3) * 64 + Int(bytes[index] - 0x80)]
      index += 1
      guard letter != UInt8(ascii: "-") else {
        blank = true
        continue
      }
      return emit(letter, after: blank)
    }
    return nil
  }

  /// Gives the blank between two words first, or the second letter of a letter that becomes two.
  private mutating func emit(_ byte: UInt8, after blank: Bool) -> UInt8 {
    var first = byte
    if byte < 0x20, Int(byte) < Self.doubles.count {
      first = Self.doubles[Int(byte)].0
      pending = Self.doubles[Int(byte)].1
    }
    // No name starts with such a letter behind a blank, so that one pending byte is enough.
    defer { started = true }
    guard blank, started, pending == 0 else { return first }
    pending = first
    return UInt8(ascii: " ")
  }

  /// Letters that become two; the table of plain letters refers to them by index.
  private static let doubles: [(UInt8, UInt8)] = [
    (UInt8(ascii: "s"), UInt8(ascii: "s")), (UInt8(ascii: "a"), UInt8(ascii: "e")),
    (UInt8(ascii: "o"), UInt8(ascii: "e")),
    (UInt8(ascii: "t"), UInt8(ascii: "h")), (UInt8(ascii: "i"), UInt8(ascii: "j")),
  ]

  /// Plain letters of U+00C0 to U+017F; a digit stands for a pair of letters, a hyphen for no letter.
  private static let plain: [UInt8] = Array(
    ("aaaaaa1ceeeeiiiidnooooo-ouuuuy30" + "aaaaaa1ceeeeiiiidnooooo-ouuuuy3y"
      + "aaaaaaccccccccddddeeeeeeeeeegggg" + "gggghhhhiiiiiiiiii44jjkkklllllll"
      + "lllnnnnnnnnnoooooo22rrrrrrssssss" + "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8
  ).map { 0x30...0x34 ~= $0 ? $0 - 0x30 : $0 }

  // MARK: Hashing (FNV-1a)

  static var seed: UInt32 { 2_166_136_261 }

  static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }
}
