/// What the rules ask of the characters of a number; the bytes are ASCII digits and capital letters.
extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Whether there is at least one character and all are digits.
  var areDigits: Bool { !isEmpty && allSatisfy { $0.isDigit } }

  /// Whether nothing but zeros is there.
  var areZeros: Bool { allSatisfy { $0 == UInt8(ascii: "0") } }

  /// The number that the digits write; at most 18 of them.
  var value: Int { reduce(0) { $0 * 10 + $1.digit } }

  /// The sum of the digits, each times its weight; as far as both go.
  func weighted(_ weights: [Int]) -> Int { zip(self, weights).reduce(0) { $0 + $1.0.digit * $1.1 } }

  /// Whether the characters are exactly those of the text.
  func spells(_ text: String) -> Bool { count == text.utf8.count && elementsEqual(text.utf8) }
}

extension [UInt8] {
  /// The characters at these places, as far as they are there: as a slice in Python.
  func part(_ range: Range<Int>) -> ArraySlice<UInt8> { self[range.clamped(to: 0..<count)] }

  /// The characters from this place on.
  func part(_ range: PartialRangeFrom<Int>) -> ArraySlice<UInt8> { self[Swift.min(range.lowerBound, count)...] }

  /// All characters but the last.
  var body: ArraySlice<UInt8> { dropLast() }

  /// Puts zeros in front until there are `width` characters.
  mutating func pad(to width: Int) {
    if count < width { insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: width - count), at: 0) }
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isCapital: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  /// The digit's value; of use only where it is one.
  var digit: Int { Int(self &- UInt8(ascii: "0")) }

  /// Whether it is the character of that one-digit number; none is of a number above 9.
  func isDigit(_ value: Int) -> Bool { isDigit && digit == value }

  /// Its place in an alphabet; `nil` when it is not in it.
  func place(in alphabet: String) -> Int? {
    alphabet.utf8.firstIndex(of: self).map { alphabet.utf8.distance(from: alphabet.utf8.startIndex, to: $0) }
  }
}

extension Int {
  /// The remainder that is never negative.
  func modulo(_ divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}

extension VATIDVerdict {
  /// Valid, or with wrong check digits.
  static func digits(_ fit: Bool) -> VATIDVerdict { fit ? .valid : .wrongCheckDigits }
}
