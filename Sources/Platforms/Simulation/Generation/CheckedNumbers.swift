/// Numbers with right check digits: VAT ids of invented businesses and EAN-13.

enum CheckedNumbers {
  /// An EAN-13 of the range for use inside a shop (prefix 200 to 299), which no article in trade bears.
  static func ean13(_ number: Int64, seed: UInt64) -> String {
    let body = digits(200_000_000_000 + Int64(seed % 100) * 1_000_000_000 + number % 1_000_000_000, count: 12)
    let sum = body.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
    return text(body + [(10 - sum % 10) % 10])
  }

  /// A VAT id of a country, with its prefix; `nil` for countries of which none is known here.
  static func vatID(_ country: String, _ random: inout SeededRandom) -> String? {
    switch country {
    case "DE": "DE" + text(iso7064(random.digits(8)))
    case "AT": "ATU" + text(austrian(random.digits(7)))
    case "FR": "FR" + french(luhn(random.digits(8)))
    case "IT": "IT" + text(luhn(random.digits(7) + [0, 5, 8]))
    case "ES": "ESB" + text(luhn(random.digits(7)))
    case "NL": "NL" + text(modulo11(&random, count: 8, weights: [9, 8, 7, 6, 5, 4, 3, 2])) + "B01"
    case "PL": "PL" + text(modulo11(&random, count: 9, weights: [6, 5, 7, 2, 3, 4, 5, 6, 7]))
    case "GB": "GB" + british(random.digits(7))
    default: nil
    }
  }

  // MARK: Check digits

  /// Luhn's digit: Italy's partita IVA, Spain's CIF of a limited company, France's SIREN.
  private static func luhn(_ body: [Int]) -> [Int] {
    let sum = body.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.offset.isMultiple(of: 2) ? digit.element * 2 : digit.element
      return sum + doubled / 10 + doubled % 10
    }
    return body + [(10 - sum % 10) % 10]
  }

  /// ISO 7064, MOD 11,10: Germany.
  private static func iso7064(_ body: [Int]) -> [Int] {
    let product = body.reduce(10) { product, digit in
      let sum = (digit + product) % 10
      return (sum == 0 ? 10 : sum) * 2 % 11
    }
    return body + [(11 - product) % 10]
  }

  /// Austria: every second digit doubled, 4 more than the sum.
  private static func austrian(_ body: [Int]) -> [Int] {
    let sum = body.enumerated().reduce(4) { sum, digit in
      let value = digit.offset.isMultiple(of: 2) ? digit.element : digit.element * 2
      return sum + value / 10 + value % 10
    }
    return body + [(10 - sum % 10) % 10]
  }

  /// France: a key of two digits before the SIREN.
  private static func french(_ siren: [Int]) -> String {
    let key = (12 + 3 * (siren.reduce(0) { $0 * 10 + $1 } % 97)) % 97
    return text(digits(Int64(key), count: 2) + siren)
  }

  /// The Netherlands and Poland: a weighted sum modulo 11, which must not be 10.
  private static func modulo11(_ random: inout SeededRandom, count: Int, weights: [Int]) -> [Int] {
    while true {
      let body = random.digits(count)
      let check = zip(body, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
      if check < 10 { return body + [check] }
    }
  }

  /// The United Kingdom: 97 less the weighted sum modulo 97.
  private static func british(_ body: [Int]) -> String {
    let sum = zip(body, [8, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
    return text(body + digits(Int64(97 - sum % 97), count: 2))
  }

  private static func digits(_ number: Int64, count: Int) -> [Int] {
    var left = number
    var digits = [Int](repeating: 0, count: count)
    for place in digits.indices.reversed() {
      digits[place] = Int(left % 10)
      left /= 10
    }
    return digits
  }

  private static func text(_ digits: [Int]) -> String { digits.map(String.init).joined() }
}

extension SeededRandom {
  /// Digits, the first of which is not zero.
  fileprivate mutating func digits(_ count: Int) -> [Int] {
    (0..<count).map { $0 == 0 ? 1 + below(9) : below(10) }
  }
}
