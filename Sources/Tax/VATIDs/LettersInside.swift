/// Numbers in which letters stand for kinds of taxpayer, or are the check themselves.
extension VATIDScheme {
  static let spain = VATIDScheme(
    "ES", separators: " -", "ES and 9 characters, the first or the last a letter"
  ) { number in
    guard number.body.dropFirst().areDigits else { return .wrongFormat(.character) }
    guard number.count == 9 else { return .wrongFormat(.length) }
    switch number[0] {
    case UInt8(ascii: "K"), UInt8(ascii: "L"), UInt8(ascii: "M"): return .digits(spanish(number[1..<8], number[8]))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digits(spanish(number[0..<8], number[8]))
    case UInt8(ascii: "X")...UInt8(ascii: "Z"):
      let digits = [number[0] - UInt8(ascii: "X") + UInt8(ascii: "0")] + number[1..<8]
      return .digits(spanish(digits[...], number[8]))
    default:
      guard number[0].place(in: "ABCDEFGHJNPQRSUVW") != nil else { return .wrongFormat(.character) }
      // Which kinds of organisation have a digit and which a letter is told in several ways: either counts.
      let check = (10 - luhn(number[1..<8] + [UInt8(ascii: "0")])) % 10
      return .digits(number[8].isDigit(check) || number[8].place(in: "JABCDEFGHI") == check)
    }
  }

  private static func spanish(_ digits: ArraySlice<UInt8>, _ letter: UInt8) -> Bool {
    letter.place(in: "TRWAGMYFPDXBNJZSQVHLCKE") == digits.value % 23
  }

  static let france = VATIDScheme("FR", separators: " -.", "FR, 2 digits or letters other than O and I, and 9 digits") {
    number in
    let alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    let key = number.prefix(2).map { $0.place(in: alphabet) ?? -1 }
    guard !key.contains(-1), number.part(2...).areDigits else { return .wrongFormat(.character) }
    guard number.count == 11 else { return .wrongFormat(.length) }
    let siren = number[2...]
    // Those of Monaco begin with 000 and are no SIREN.
    if !siren.prefix(3).areZeros, luhn(siren) != 0 { return .wrongCheckDigits }
    if number.areDigits { return .digits(number.prefix(2).value == (siren.value * 100 + 12) % 97) }
    let check = number[0].isDigit ? key[0] * 24 + key[1] - 10 : key[0] * 34 + key[1] - 100
    return .digits((siren.value + 1 + check / 11) % 11 == check % 11)
  }

  static let ireland = VATIDScheme(
    "IE", separators: " -", "IE, 7 digits and 1 or 2 letters, or of old a letter in the second place"
  ) { number in
    let alphabet = "WABCDEFGHIJKLMNOPQRSTUV"
    guard number.prefix(1).areDigits, number.part(2..<7).areDigits else { return .wrongFormat(.character) }
    guard number.part(7...).allSatisfy({ $0.place(in: alphabet) != nil }) else { return .wrongFormat(.character) }
    guard number.count == 8 || number.count == 9 else { return .wrongFormat(.length) }
    let weights = [8, 7, 6, 5, 4, 3, 2]
    var sum: Int
    if number[1].isDigit {
      sum = number.prefix(7).weighted(weights)
      if number.count == 9 { sum += 9 * (number[8].place(in: alphabet) ?? 0) }
    } else if number[1].isCapital || number[1] == UInt8(ascii: "+") || number[1] == UInt8(ascii: "*") {
      sum = ([UInt8(ascii: "0")] + number[2..<7] + [number[0]]).weighted(weights)
    } else {
      return .wrongFormat(.character)
    }
    return .digits(number[7].place(in: alphabet) == sum % 23)
  }

  static let unitedKingdom = VATIDScheme(
    "GB", "XI", separators: " -.", "GB or XI and 9 or 12 digits, GD and a number below 500, or HA and one from 500 on"
  ) { number in
    switch number.count {
    case 5:
      guard number[2...].areDigits else { return .wrongFormat(.character) }
      return isOffice(number, number[2...].value) ? .valid : .wrongFormat(.part)
    case 11 where number.starts(with: "GD8888".utf8) || number.starts(with: "HA8888".utf8):
      guard number[6...].areDigits else { return .wrongFormat(.character) }
      let office = number[6..<9].value
      guard isOffice(number, office) else { return .wrongFormat(.part) }
      return .digits(office % 97 == number[9...].value)
    case 9, 12:
      guard number.areDigits else { return .wrongFormat(.character) }
      // Since 2009 the check digits may be larger by 55, or by 42; the last three of 12 digits are a branch.
      let rest = number.weighted([8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97
      return .digits(rest == 0 || (number[0] >= UInt8(ascii: "1") && (rest == 42 || rest == 55)))
    default: return .wrongFormat(.length)
    }
  }

  /// Whether it is the number of a government department or of a health authority.
  private static func isOffice(_ number: [UInt8], _ office: Int) -> Bool {
    number.starts(with: "GD".utf8) && office < 500 || number.starts(with: "HA".utf8) && office >= 500
  }

  static let nonUnionShop = VATIDScheme(
    "EU", separators: " -", "EU and 9 digits that begin with a member state's number"
  ) {
    number in shop(number, length: 9)
  }
  static let importShop = VATIDScheme(
    "IM", separators: " -", "IM and 10 digits that begin with a member state's number"
  ) {
    number in shop(number, length: 10)
  }

  /// Numbers of the one-stop shops; how their check digit is made has not been published.
  private static func shop(_ number: [UInt8], length: Int) -> VATIDVerdict {
    guard number.count == length else { return .wrongFormat(.length) }
    guard number.areDigits else { return .wrongFormat(.character) }
    let states = [
      40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616, 620, 642,
      703, 705, 724, 752, 900,
    ]
    return states.contains(number.prefix(3).value) ? .valid : .wrongFormat(.part)
  }
}
