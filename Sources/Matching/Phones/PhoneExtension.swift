/// The digits behind a number that are dialled when the call was answered: `ext. 12`, `x12`, `доб. 12`, `;ext=12`, `#12`.
enum PhoneExtension {
  /// Digits that an extension may have behind a word that means one, behind what probably does, and behind what may.
  private static let digitsAfterWord = 20
  private static let digitsAfterPause = 15
  private static let digitsAfterSign = 9
  private static let digitsBeforeHash = 6

  /// Where the extension at the end of a number begins, at `start` at the earliest; `nil` when it has none.
  static func start(_ text: borrowing [UInt8], from start: Int, to end: Int) -> Int? {
    var last = end
    let hasHash = last > start && text[last - 1] == UInt8(ascii: "#")
    if hasHash { last -= 1 }
    var first = last
    while first > start, text[first - 1].isDigit { first -= 1 }
    let digits = last - first
    guard digits > 0, first > start else { return nil }
    if !hasHash, digits <= digitsAfterWord, let label = label(parameter, text, start, first) { return label }

    var gap = first
    while gap > start, isGap(text[gap - 1]) { gap -= 1 }
    var word = gap
    if word > start, text[word - 1] == UInt8(ascii: ":") || text[word - 1] == UInt8(ascii: ".") { word -= 1 }
    guard word > start else { return nil }
    let mark = text[word - 1]
    if digits <= digitsAfterWord, PhoneLetters.isLetter(mark) {
      for name in words { if let label = label(name, text, start, word) { return label } }
    }
    if digits <= digitsAfterSign, !mark.isDigit {
      for name in signs { if let label = label(name, text, start, word) { return label } }
    }
    if digits <= digitsAfterPause, let label = label(pause, text, start, word) { return label }
    if digits <= digitsAfterPause, let commas = commas(text, start, first, word) {
      if commas.count > 1 || digits <= digitsAfterSign { return commas.start }
    }
    guard hasHash, digits <= digitsBeforeHash else { return nil }
    return text[first - 1] == UInt8(ascii: " ") || text[first - 1] == UInt8(ascii: "-") ? first - 1 : nil
  }

  private static let parameter = Array(";EXT=".utf8)
  private static let words = [
    "EXTENSION", "EXTENSIO", "EXTENSIN", "EXTENSI", "EXTN", "EXT", "XTENSION", "XTN", "XT", "extn", "ext", "xtn", "xt",
    "dob", "ANEXO",
  ].map { Array($0.utf8) }
  private static let signs = ["X", "x", "#", "~", "INT", "int"].map { Array($0.utf8) }
  private static let pause = Array(";".utf8)

  private static func isGap(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
  }

  /// Where a label begins that ends at `end`; `nil` when another text stands there.
  private static func label(
    _ name: borrowing [UInt8], _ text: borrowing [UInt8], _ start: Int, _ end: Int
  ) -> Int? {
    guard end - start >= name.count else { return nil }
    for index in name.indices where text[end - name.count + index] != name[index] { return nil }
    return end - name.count
  }

  /// Where the first of the commas that lead to the digits stands, and how many there are.
  private static func commas(
    _ text: borrowing [UInt8], _ start: Int, _ first: Int, _ word: Int
  ) -> (start: Int, count: Int)? {
    var index = word
    while index > start, isGap(text[index - 1]) { index -= 1 }
    while index < first, text[index] != UInt8(ascii: ",") { index += 1 }
    let comma = index
    while index < first, text[index] == UInt8(ascii: ",") { index += 1 }
    return index > comma ? (comma, index - comma) : nil
  }
}
