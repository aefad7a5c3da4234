/// Numbers whose last digits are made from those before them, each in its own way.
extension VATIDScheme {
  static let belgium = VATIDScheme("BE", separators: " -./", "BE and 10 digits, the first 0 or 1") { number in
    if number.starts(with: "(0)".utf8) { number.replaceSubrange(0..<3, with: [UInt8(ascii: "0")]) }
    // Numbers had 9 digits until 2005.
    if number.count == 9 { number.pad(to: 10) }
    guard number.areDigits, !number.areZeros else { return .wrongFormat(.character) }
    guard number.count == 10 else { return .wrongFormat(.length) }
    guard number[0] <= UInt8(ascii: "1") else { return .wrongFormat(.part) }
    return .digits((number.dropLast(2).value + number.suffix(2).value) % 97 == 0)
  }

  static let cyprus = VATIDScheme("CY", separators: " -", "CY, 8 digits that do not begin with 12, and a letter") {
    number in
    guard number.body.areDigits else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    guard !number.prefix(2).spells("12") else { return .wrongFormat(.part) }
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    let sum = (0..<8).reduce(0) { $0 + ($1 % 2 == 0 ? odd[number[$1].digit] : number[$1].digit) }
    return .digits(number[8] == UInt8(ascii: "A") + UInt8(sum % 26))
  }

  static let greece = VATIDScheme("EL", "GR", separators: " -./:", "EL and 9 digits") { number in
    // Numbers had 8 digits once.
    if number.count == 8 { number.pad(to: 9) }
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    let sum = number.body.reduce(0) { $0 * 2 + $1.digit }
    return .digits(number[8].isDigit(sum * 2 % 11 % 10))
  }

  static let lithuania = VATIDScheme(
    "LT", separators: " -", "LT and 9 digits, the eighth 1, or 12 digits, the eleventh 1"
  ) { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 9 || number.count == 12 else { return .wrongFormat(.length) }
    guard number[number.count - 2] == UInt8(ascii: "1") else { return .wrongFormat(.part) }
    let digits = number.body.map(\.digit)
    var sum = digits.indices.reduce(0) { $0 + digits[$1] * (1 + $1 % 9) }
    if sum % 11 == 10 { sum = digits.indices.reduce(0) { $0 + digits[$1] * (1 + ($1 + 2) % 9) } }
    return .digits(number[number.count - 1].isDigit(sum % 11 % 10))
  }

  static let luxembourg = VATIDScheme("LU", separators: " :.-", "LU and 8 digits") { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 8 else { return .wrongFormat(.length) }
    return .digits(number.prefix(6).value % 89 == number.suffix(2).value)
  }

  static let portugal = VATIDScheme("PT", separators: " -.", "PT and 9 digits, the first not 0") { number in
    guard number.areDigits, number[0] != UInt8(ascii: "0") else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    return .digits(number[8].isDigit((11 - number.body.weighted([9, 8, 7, 6, 5, 4, 3, 2])).modulo(11) % 10))
  }

  static let slovenia = VATIDScheme("SI", separators: " -", "SI and 8 digits, the first not 0") { number in
    guard number.areDigits, number[0] != UInt8(ascii: "0") else { return .wrongFormat(.character) }
    guard number.count == 8 else { return .wrongFormat(.length) }
    // No digit is 11: such numbers are not given out.
    let check = 11 - number.body.weighted([8, 7, 6, 5, 4, 3, 2]) % 11
    return .digits(number[7].isDigit(check == 10 ? 0 : check))
  }

  static let switzerland = VATIDScheme(separators: " -.", "CHE, 9 digits and MWST, TVA, IVA or TPV") { number in
    guard number.count == 15 || number.count == 16 else { return .wrongFormat(.length) }
    var organisation = Array(number.prefix(12))
    VATIDText.strip(&organisation)
    guard organisation.count == 12 else { return .wrongFormat(.length) }
    guard number.starts(with: "CHE".utf8) else { return .wrongFormat(.prefix) }
    let digits = number[3..<12]
    guard digits.areDigits else { return .wrongFormat(.character) }
    let check = (11 - digits.weighted([5, 4, 3, 2, 7, 6, 5, 4])).modulo(11)
    guard number[11].isDigit(check) else { return .wrongCheckDigits }
    let isKnown = ["MWST", "TVA", "IVA", "TPV"].contains { number[12...].spells($0) }
    return isKnown ? .valid : .wrongFormat(.part)
  }
}
