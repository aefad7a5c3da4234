import Commerce

/// Countries whose sole traders have their number as a person, with a date of birth in it, as VAT id.
extension VATIDScheme {
  static let bulgaria = VATIDScheme("BG", separators: " -.", "BG and 9 or 10 digits") { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    switch number.count {
    case 9:
      var check = number.body.weighted([1, 2, 3, 4, 5, 6, 7, 8]) % 11
      if check == 10 { check = number.body.weighted([3, 4, 5, 6, 7, 8, 9, 10]) % 11 }
      return .digits(number[8].isDigit(check % 10))
    case 10:
      let isForeigner = number[9].isDigit(number.body.weighted([21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10)
      let isOther = number[9].isDigit((11 - number.body.weighted([4, 3, 2, 7, 6, 5, 4, 3, 2])).modulo(11))
      return .digits(isBulgarian(number) || isForeigner || isOther)
    default: return .wrongFormat(.length)
    }
  }

  /// Whether ten digits are a Bulgarian citizen's number: 20 is added to months of before 1900, 40 from 2000 on.
  private static func isBulgarian(_ number: [UInt8]) -> Bool {
    var year = number[0..<2].value + 1900
    var month = number[2..<4].value
    if month > 40 {
      year += 100
      month -= 40
    } else if month > 20 {
      year -= 100
      month -= 20
    }
    return CivilDate(year: year, month: month, day: number[4..<6].value) != nil
      && number[9].isDigit(number.body.weighted([2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10)
  }

  static let czechia = VATIDScheme("CZ", separators: " /", "CZ and 8, 9 or 10 digits") { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    switch number.count {
    case 8:
      guard number[0] != UInt8(ascii: "9") else { return .wrongFormat(.part) }
      let check = (11 - number.body.weighted([8, 7, 6, 5, 4, 3, 2])).modulo(11)
      return .digits(number[7].isDigit((check == 0 ? 1 : check) % 10))
    case 9 where number[0] == UInt8(ascii: "6"):
      let check = number[1..<8].weighted([8, 7, 6, 5, 4, 3, 2]) % 11
      return .digits(number[8].isDigit((8 - (10 - check).modulo(11)).modulo(10)))
    case 9, 10: return birthNumber(number)
    default: return .wrongFormat(.length)
    }
  }

  static let slovakia = VATIDScheme(
    "SK", separators: " -", "SK and 10 digits, the first not 0 and the third 2, 3, 4, 7, 8 or 9"
  ) { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 10 else { return .wrongFormat(.length) }
    if birthNumber(number).isValid { return .valid }
    guard number[0] != UInt8(ascii: "0"), [2, 3, 4, 7, 8, 9].contains(number[2].digit) else {
      return .wrongFormat(.character)
    }
    return .digits(number.value % 11 == 0)
  }

  /// A birth number of Czechoslovakia and the states after it, of 9 digits until 1953 and of 10 since: 50 is added to the
  /// month of a woman, 20 where a day's numbers were used up.
  private static func birthNumber(_ number: [UInt8]) -> VATIDVerdict {
    var year = 1900 + number[0..<2].value
    if number.count == 9 {
      if year >= 1980 { year -= 100 }
      guard year <= 1953 else { return .wrongFormat(.length) }
    } else if year < 1954 {
      year += 100
    }
    let month = number[2..<4].value % 50 % 20
    guard CivilDate(year: year, month: month, day: number[4..<6].value) != nil else { return .wrongFormat(.part) }
    return .digits(number.count == 9 || number[9].isDigit(number.body.value % 11 % 10))
  }

  static let latvia = VATIDScheme("LV", separators: " -", "LV and 11 digits") { number in
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number.count == 11 else { return .wrongFormat(.length) }
    if number[0] > UInt8(ascii: "3") {
      return .digits(number.weighted([9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3)
    }
    // Personal numbers of since July 2017 begin with 32 and tell no date of birth.
    if !number.starts(with: "32".utf8) {
      let year = 1800 + number[6].digit * 100 + number[4..<6].value
      guard CivilDate(year: year, month: number[2..<4].value, day: number[0..<2].value) != nil else {
        return .wrongFormat(.part)
      }
    }
    return .digits(number[10].isDigit((1 + number.body.weighted([10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10))
  }

  static let romania = VATIDScheme("RO", separators: " -", "RO and 2 to 10 digits, the first not 0, or 13 digits") {
    number in
    if number.count == 13 { return romanianPerson(number) }
    guard 2...10 ~= number.count else { return .wrongFormat(.length) }
    guard number.areDigits, number[0] != UInt8(ascii: "0") else { return .wrongFormat(.character) }
    var body = Array(number.body)
    body.pad(to: 9)
    return .digits(number[number.count - 1].isDigit(body.weighted([7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10))
  }

  private static func romanianPerson(_ number: [UInt8]) -> VATIDVerdict {
    guard number.areDigits else { return .wrongFormat(.character) }
    guard number[0] != UInt8(ascii: "0") else { return .wrongFormat(.part) }
    let century =
      switch number[0].digit {
      case 3, 4: 1800
      case 5, 6: 2000
      default: 1900
      }
    let year = century + number[1..<3].value
    let county = number[7..<9].value
    guard CivilDate(year: year, month: number[3..<5].value, day: number[5..<7].value) != nil,
      1...48 ~= county || [51, 52, 70, 80, 81, 82, 83].contains(county)
    else { return .wrongFormat(.part) }
    let check = number.body.weighted([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return .digits(number[12].isDigit(check == 10 ? 1 : check))
  }
}
