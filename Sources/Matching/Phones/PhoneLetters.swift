/// The characters of telephone numbers in all scripts, each as one ASCII character that has its meaning.
///
/// Letters of the keypad become capitals. Letters that are known only as parts of words for "extension" (full-width and
/// Cyrillic ones) become small letters.
enum PhoneLetters {
  /// A letter that can be in no number.
  static let foreign = UInt8(ascii: "$")
  /// A sign that can be in no number.
  private static let sign = UInt8(ascii: "!")
  /// Punctuation within numbers that means nothing else.
  private static let bracket = UInt8(ascii: "(")

  /// The digits of the letters from A on (ITU-T E.161).
  static let keypad = Array("22233344455566677778889999".utf8)

  static func isKeypadLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte & 0xDF) &- UInt8(ascii: "A") < 26 }

  /// Whether it may stand between digits.
  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "X"):
      true
    default: false
    }
  }

  /// Appends the characters of a text.
  static func append(_ text: Span<UInt8>, to buffer: inout [UInt8]) {
    let ascii = ascii.span
    buffer.append(addingCapacity: text.count) { output in
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          index &+= 1
          output.append(ascii[Int(byte)])
        } else {
          let (scalar, length) = UTF8Scalar.decode(text, at: index)
          index &+= length
          if let mark = mark(of: scalar) { output.append(mark) }
        }
      }
    }
  }

  private static let ascii: [UInt8] = (UInt8(0)..<0x80).map { byte in
    if isLetter(byte) { return byte & 0xDF }
    return switch byte {
    case UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): bracket
    case foreign: sign
    default: byte
    }
  }

  /// The character that has the meaning of one beyond ASCII; `nil` for one that only marks the letter before it.
  private static func mark(of scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0xFF10...0xFF19: return UInt8(ascii: "0") + UInt8(scalar - 0xFF10)
    case 0x0301: return nil
    case 0x00F3, 0x00D3: return UInt8(ascii: "O")
    case 0x00A0: return UInt8(ascii: " ")
    case 0xFF0B: return UInt8(ascii: "+")
    case 0xFF0E: return UInt8(ascii: ".")
    case 0xFF0F: return UInt8(ascii: "/")
    case 0xFF5E: return UInt8(ascii: "~")
    case 0xFF03: return UInt8(ascii: "#")
    // Hyphens of other widths stand before no extension, so they are no more than brackets are.
    case 0x2010...0x2015, 0x2212, 0x30FC, 0xFF0D, 0x00AD, 0x200B, 0x2060, 0x3000, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D,
      0x2053, 0x223C:
      return bracket
    case 0xFF21...0xFF3A: return UInt8(ascii: "a") + UInt8(scalar - 0xFF21)
    case 0xFF41...0xFF5A: return UInt8(ascii: "a") + UInt8(scalar - 0xFF41)
    case 0x0434, 0x0414: return UInt8(ascii: "d")
    case 0x043E, 0x041E: return UInt8(ascii: "o")
    case 0x0431, 0x0411: return UInt8(ascii: "b")
    default:
      for zero in zeros where scalar &- zero < 10 { return UInt8(ascii: "0") + UInt8(scalar - zero) }
      return 0xC0..<0x2000 ~= scalar || 0x2C00..<0xFE00 ~= scalar ? foreign : sign
    }
  }

  /// The zeros of the scripts that have decimal digits of their own: Arabic, Persian, N'Ko and those of India, South-East
  /// Asia and Tibet.
  private static let zeros: [UInt32] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x17E0, 0x1810,
  ]
}
