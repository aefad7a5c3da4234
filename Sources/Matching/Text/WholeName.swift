import Columns
import Commerce

/// Tells whole names from half ones: `Anna`, `Schmidt`, `A. Schmidt` and `Frau Schmidt` may be several people of one house.
enum WholeName {
  /// Whether a name has two words that are neither initials nor forms of address (`Data/forms_of_address.csv`), or is written in
  /// a script that puts no blanks between its words.
  static func isWhole(_ name: Span<UInt8>) -> Bool {
    var word: [UInt8] = []
    var letters = 0
    var words = 0
    func end() {
      Transcription.shorten(&word, from: 0)
      if letters > 1, !FormsOfAddress.shared.contains(word) { words += 1 }
      word.removeAll(keepingCapacity: true)
      letters = 0
    }
    var index = 0
    while index < name.count {
      let (scalar, length) = UTF8Scalar.decode(name, at: index)
      let start = word.count
      if scalar < 0x80 {
        Normalise.folded(name.extracting(index..<index + 1), into: &word)
      } else {
        _ = LetterFolding.appendBase(name, at: index, to: &word)
      }
      if word.count > start {
        letters += 1
        if hasNoBlanks(scalar), letters > 1 { return true }
      } else if !isWithinWord(scalar) {
        end()
        if words > 1 { return true }
      }
      index += length
    }
    end()
    return words > 1
  }

  /// Whether a sign stands within words: hyphens, apostrophes, and accents apart from their letters.
  private static func isWithinWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x2D, 0x60, 0xB4, 0x2BC, 0x2010, 0x2011, 0x2018, 0x2019, 0x300...0x36F: true
    default: false
    }
  }

  /// Whether a letter is of a script whose names are mostly written without blanks: Thai, Lao, Burmese, Khmer, Kana, Han, Hangul.
  private static func hasNoBlanks(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3040...0x318F, 0x3400...0x9FFF,
      0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF66...0xFFDC, 0x20000...0x323AF:
      true
    default: false
    }
  }
}
