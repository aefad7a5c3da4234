/// Numbers with a digit after Luhn (ISO/IEC 7812-1, annex B), and those with pure systems of ISO 7064.
extension VATIDScheme {
  static let austria = VATIDScheme("AT", separators: " -./", "AT, U and 8 digits") { number in
    guard number.first == UInt8(ascii: "U"), number.part(1...).areDigits else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    return .digits(number[8].isDigit((6 - luhn(number[1..<8])).modulo(10)))
  }

  static let italy = VATIDScheme("IT", separators: " -:", "IT and 11 digits, the eighth to tenth a province") {
    number in
    guard number.areDigits, !number.prefix(7).areZeros else { return .wrongFormat(.character) }
    guard number.count == 11 else { return .wrongFormat(.length) }
    // 120 and 121 are offices for sellers from abroad, 888 and 999 special offices.
    let province = number[7..<10].value
    guard 1...100 ~= province || [120, 121, 888, 999].contains(province) else { return .wrongFormat(.part) }
    return .digits(luhn(number[...]) == 0)
  }

  static let sweden = VATIDScheme("SE", separators: " -.", "SE and 12 digits, the last two 01") { number in
    guard number.areDigits, number.suffix(2).spells("01"), number.count > 2 else { return .wrongFormat(.character) }
    guard number.count == 12 else { return .wrongFormat(.length) }
    return .digits(luhn(number[..<10]) == 0)
  }

  static let germany = VATIDScheme("DE", separators: " -./,", "DE and 9 digits, the first not 0") { number in
    guard number.areDigits, number[0] != UInt8(ascii: "0") else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    return .digits(mod11And10(number))
  }

  static let croatia = VATIDScheme("HR", separators: " -", "HR and 11 digits") { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 11 else { return .wrongFormat(.length) }
    return .digits(mod11And10(number))
  }

  static let netherlands = VATIDScheme("NL", separators: " -.", "NL, 9 digits, B and 2 digits") { number in
    // The tax number in front may be written without its leading zeros, and with a tab behind it.
    var tax = Array(number.dropLast(3))
    VATIDText.strip(&tax)
    tax.pad(to: 9)
    number = tax + number.suffix(3)
    let person = number.part(0..<9)
    guard person.areDigits, !person.areZeros else { return .wrongFormat(.character) }
    let branch = number.part(10...)
    guard branch.areDigits, !branch.areZeros else { return .wrongFormat(.character) }
    guard number.count == 12 else { return .wrongFormat(.length) }
    guard number[9] == UInt8(ascii: "B") else { return .wrongFormat(.character) }
    // Numbers of before 2020 hold a tax number; those of sole traders since then do not.
    let isTaxNumber = person.weighted([9, 8, 7, 6, 5, 4, 3, 2, -1]).modulo(11) == 0
    return .digits(isTaxNumber || mod97And10(Array("NL".utf8) + number))
  }

  /// The sum after Luhn, modulo 10, of digits of which the last is not doubled.
  static func luhn(_ digits: ArraySlice<UInt8>) -> Int {
    var sum = 0
    var isDoubled = false
    for byte in digits.reversed() {
      let value = isDoubled ? byte.digit * 2 : byte.digit
      sum += value > 9 ? value - 9 : value
      isDoubled.toggle()
    }
    return sum % 10
  }

  /// Whether digits end in the check digit of ISO 7064, MOD 11,10.
  private static func mod11And10(_ digits: [UInt8]) -> Bool {
    digits.reduce(5) { check, byte in ((check == 0 ? 10 : check) * 2 % 11 + byte.digit) % 10 } == 1
  }

  /// Whether digits and letters end in the check digits of ISO 7064, MOD 97-10; letters stand for 10 to 35.
  private static func mod97And10(_ characters: [UInt8]) -> Bool {
    characters.reduce(0) { rest, byte in
      byte.isDigit ? (rest * 10 + byte.digit) % 97 : (rest * 100 + Int(byte) - 55) % 97
    } == 1
  }
}
