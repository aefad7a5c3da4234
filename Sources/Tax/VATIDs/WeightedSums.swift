/// Numbers of one length whose digits, each times its weight, add up to a fixed remainder.
extension VATIDScheme {
  static let denmark = VATIDScheme(
    "DK", separators: " -.,/:", "DK and 8 digits, the first not 0",
    weighted([2, 7, 6, 5, 4, 3, 2, 1], modulo: 11, mayBeginWithZero: false))
  static let estonia = VATIDScheme(
    "EE", separators: " ", "EE and 9 digits", weighted([3, 7, 1, 3, 7, 1, 3, 7, 1], modulo: 10))
  static let finland = VATIDScheme(
    "FI", separators: " -", "FI and 8 digits", weighted([7, 9, 10, 5, 8, 4, 2, 1], modulo: 11))
  static let hungary = VATIDScheme(
    "HU", separators: " -", "HU and 8 digits", weighted([9, 7, 3, 1, 9, 7, 3, 1], modulo: 10))
  static let malta = VATIDScheme(
    "MT", separators: " -", "MT and 8 digits, the first not 0",
    weighted([3, 4, 6, 7, 8, 9, 10, 1], modulo: 37, mayBeginWithZero: false))
  static let poland = VATIDScheme(
    "PL", separators: " -", "PL and 10 digits", weighted([6, 5, 7, 2, 3, 4, 5, 6, 7, -1], modulo: 11))

  static let norway = VATIDScheme("NO", separators: " ", "NO, 9 digits and MVA") { number in
    guard number.suffix(3).spells("MVA") else { return .wrongFormat(.character) }
    var digits = Array(number.dropLast(3))
    return weighted([3, 2, 7, 6, 5, 4, 3, 2, 1], modulo: 11)(&digits)
  }

  /// The rule of such numbers; there are as many digits as weights.
  static func weighted(_ weights: [Int], modulo divisor: Int, mayBeginWithZero: Bool = true) -> Rule {
    { number in
      guard number.areDigits, mayBeginWithZero || number[0] != UInt8(ascii: "0") else {
        return .wrongFormat(.character)
      }
      guard number.count == weights.count else { return .wrongFormat(.length) }
      return .digits(number.weighted(weights).modulo(divisor) == 0)
    }
  }
}
