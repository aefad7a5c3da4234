/// Short codes of capital letters as numbers in base 26, which index tables directly.
@usableFromInline
enum PackedLetters {
  /// The number of a two-letter code; `nil` unless both are capital letters.
  @inlinable
  static func number(_ first: UInt8, _ second: UInt8) -> Int32? {
    let a = first &- UInt8(ascii: "A")
    let b = second &- UInt8(ascii: "A")
    guard a < 26, b < 26 else { return nil }
    return Int32(a) * 26 + Int32(b)
  }

  /// The number of a three-letter code; `nil` unless all are capital letters.
  @inlinable
  static func number(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int32? {
    let c = third &- UInt8(ascii: "A")
    guard let prefix = number(first, second), c < 26 else { return nil }
    return prefix * 26 + Int32(c)
  }

  /// The number of a code of our own tables, which have capital letters only.
  static func number(_ code: String) -> Int32 {
    code.utf8.reduce(0) { $0 * 26 + Int32($1) - Int32(UInt8(ascii: "A")) }
  }

  /// The code of `count` letters that `number` stands for.
  static func text(_ number: Int32, count: Int) -> String {
    var letters = [UInt8](repeating: 0, count: count)
    var rest = number
    for place in (0..<count).reversed() {
      letters[place] = UInt8(ascii: "A") + UInt8(rest % 26)
      rest /= 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
