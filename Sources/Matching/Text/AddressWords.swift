import Columns
import Commerce

/// Takes addresses apart into words and house numbers, with the words for streets in their short form.
enum AddressWords {
  /// The parts of an address.
  enum Part {
    /// Words and ordinal numbers: `Hauptstraße`, `5th`.
    case words
    /// Numbers with the letter behind them: `12`, `12a`, `12 a`.
    case numbers
  }

  /// Appends the words or the numbers of an address, without blanks between them.
  static func append(_ text: Span<UInt8>, _ part: Part, to buffer: inout [UInt8]) {
    var index = 0
    var isBehindNumber = false
    while index < text.count {
      let start = buffer.count
      index = appendWord(text, at: index, to: &buffer)
      guard buffer.count > start else { continue }
      let isNumber = buffer[start].isDigit && !isOrdinal(buffer, from: start)
      if !isNumber { StreetWords.shared.shorten(&buffer, from: start) }
      let belongsToNumber = isNumber || isBehindNumber && buffer.count == start + 1
      if belongsToNumber != (part == .numbers) { buffer.removeLast(buffer.count - start) }
      isBehindNumber = isNumber
    }
  }

  /// Appends the word at `index`, folded; digits end a word, letters end no number.
  ///
  /// - Returns: where the next word can begin.
  private static func appendWord(_ text: Span<UInt8>, at index: Int, to buffer: inout [UInt8]) -> Int {
    let start = buffer.count
    var index = index
    while index < text.count {
      let length = buffer.count
      let byte = text[index]
      let next: Int
      if byte < 0x80 {
        if byte.isDigit {
          if length > start, !buffer[start].isDigit { break }
          buffer.append(byte)
        } else if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
          buffer.append(byte | 0x20)
        }
        next = index + 1
      } else {
        next = index + LetterFolding.appendBase(text, at: index, to: &buffer)
      }
      // A character that folds to nothing separates, unless it is an accent on the letter before it.
      if buffer.count == length, length > start, !isAccent(text, index) {
        index = next
        break
      }
      index = next
    }
    Transcription.shorten(&buffer, from: start)
    return index
  }

  private static func isAccent(_ text: Span<UInt8>, _ index: Int) -> Bool {
    text[index] >= 0x80 && UTF8Scalar.decode(text, at: index).scalar >> 8 == 3
  }

  private static let ordinalEndings = ["st", "nd", "rd", "th"].map { Array($0.utf8) }

  /// Whether a number is one of an order, as in `5th Avenue`.
  private static func isOrdinal(_ buffer: borrowing [UInt8], from start: Int) -> Bool {
    let count = buffer.count
    guard count - start > 2 else { return false }
    return ordinalEndings.contains { $0[0] == buffer[count - 2] && $0[1] == buffer[count - 1] }
  }
}

/// The short forms of words for streets in the languages of Europe (`Data/street_words.csv`).
///
/// Long forms are shortened and not short ones told apart, since `St` is a street, a saint and a Straße: short, they are
/// alike, and no language has to be known. A word that begins with a hyphen there is the end of longer words.
struct StreetWords: Sendable {
  static let shared = StreetWords(EmbeddedTable(PackageResources.street_words_csv))

  private var words: [UInt64: [UInt8]] = [:]
  private var endings: [(long: [UInt8], short: [UInt8])] = []

  private init(_ table: EmbeddedTable) {
    for cells in table.rows {
      let (long, short) = (Self.form(cells[1]), Self.form(cells[2]))
      if cells[1].hasPrefix("-") { endings.append((long, short)) } else { words[Self.hash(long.span)] = short }
    }
    endings.sort { $0.long.count > $1.long.count }
  }

  /// Shortens the word that stands in `buffer` from `start` on.
  func shorten(_ buffer: inout [UInt8], from start: Int) {
    if let short = words[Self.hash(buffer.span.extracting(start..<buffer.count))] {
      buffer.removeLast(buffer.count - start)
      buffer += short
      return
    }
    for (long, short) in endings where buffer.count - start > long.count && buffer.last == long.last {
      guard buffer[(buffer.count - long.count)...].elementsEqual(long) else { continue }
      buffer.removeLast(long.count)
      buffer += short
      return
    }
  }

  private static func form(_ text: String) -> [UInt8] {
    let text = Array(text.utf8)
    var form: [UInt8] = []
    Normalise.folded(text.span, into: &form)
    Transcription.shorten(&form, from: 0)
    return form
  }

  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = FastHash(seed: 0)
    hash.combine(bytes)
    return UInt64(bitPattern: hash.value)
  }
}
