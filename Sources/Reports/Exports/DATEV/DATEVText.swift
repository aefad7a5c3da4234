/// Text in Windows code page 1252, the encoding of DATEV's files.
enum DATEVText {
  /// The bytes of a text, and the characters that the code page does not have.
  ///
  /// Such a character is written as the letters without its mark, or as `_` where there are none; which ones they were is for
  /// the caller to tell, so that nobody finds them by chance.
  static func encode(_ text: String) -> (bytes: [UInt8], unknown: [Unicode.Scalar]) {
    var bytes: [UInt8] = []
    var unknown: [Unicode.Scalar] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let byte = byte(of: scalar) {
        bytes.append(byte)
      } else {
        unknown.append(scalar)
        bytes += plain(scalar)
      }
    }
    return (bytes, unknown)
  }

  /// A field's text: no control characters, no longer than `length` characters.
  static func field(_ text: String, _ length: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(length) {
      scalars.append(scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value ? " " : scalar)
    }
    return String(scalars)
  }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xFF, 0x0D, 0x0A: UInt8(scalar.value)
    default: upper[scalar.value]
    }
  }

  private static func plain(_ scalar: Unicode.Scalar) -> [UInt8] {
    if let letters = letters[scalar] { return Array(letters.utf8) }
    return [UInt8(ascii: "_")]
  }

  /// The bytes 0x80 to 0x9F by their characters.
  private static let upper: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
    0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
    0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]

  /// Letters of Latin Extended-A and a few signs that names hold, by what stands for them.
  private static let letters: [Unicode.Scalar: String] = {
    let spelled: KeyValuePairs<String, String> = [
      "A": "ĀĂĄ", "a": "āăą", "C": "ĆĈĊČ", "c": "ćĉċč", "D": "ĎĐ", "d": "ďđ", "E": "ĒĔĖĘĚ", "e": "ēĕėęě",
      "G": "ĜĞĠĢ", "g": "ĝğġģ", "H": "ĤĦ", "h": "ĥħ", "I": "ĨĪĬĮİ", "i": "ĩīĭįı", "J": "Ĵ", "j": "ĵ", "K": "Ķ",
      "k": "ķ", "L": "ĹĻĽĿŁ", "l": "ĺļľŀł", "N": "ŃŅŇ", "n": "ńņň", "O": "ŌŎŐ", "o": "ōŏő", "R": "ŔŖŘ",
      "r": "ŕŗř", "S": "ŚŜŞȘ", "s": "śŝşș", "T": "ŢŤŦȚ", "t": "ţťŧț", "U": "ŨŪŬŮŰŲ", "u": "ũūŭůűų", "W": "Ŵ",
      "w": "ŵ", "Y": "Ŷ", "y": "ŷ", "Z": "ŹŻ", "z": "źż", "No": "№", "->": "→",
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (plain, marked) in spelled { for scalar in marked.unicodeScalars { letters[scalar] = plain } }
    return letters
  }()
}
