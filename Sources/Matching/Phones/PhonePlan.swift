import Commerce
import Synchronization

/// How telephone numbers are made and dialled in a region: one row of `Data/phone_plans.csv`.
final class PhonePlan: Sendable {
  /// The calling code's digits, such as `49`.
  let callingCode: [UInt8]
  /// What is dialled before a calling code, such as `00`.
  let internationalPrefix: DigitMatcher
  /// What is dialled before a national number and is no part of it, such as `0`.
  let trunkPrefix: DigitMatcher?
  /// Numbers that are written shorter or longer than they are, and what becomes of them.
  let rewriting: PhoneRewriting?
  /// Which national numbers there are.
  let number: DigitMatcher
  /// How many digits they have: bit n stands for n digits.
  let lengths: UInt32
  /// How many digits numbers have that can be dialled within their own area only.
  let localLengths: UInt32

  fileprivate init(_ cells: [String]) {
    func matcher(_ cell: String) -> DigitMatcher { DigitMatcher(Array(cell.utf8)[...]) }
    func lengths(_ cell: String) -> UInt32 {
      cell.split(separator: " ").reduce(0) { $0 | 1 << (UInt32($1) ?? 0) }
    }
    callingCode = Array(cells[2].utf8)
    internationalPrefix = matcher(cells[3].isEmpty ? "[]" : cells[3])
    trunkPrefix = cells[4].isEmpty ? nil : matcher(cells[4])
    rewriting = cells[5].isEmpty ? nil : PhoneRewriting(cells[5], inserting: cells[6])
    number = matcher(cells[7])
    self.lengths = lengths(cells[8])
    localLengths = lengths(cells[9])
  }
}

/// What a plan makes of numbers written in a way of their own: `([457]\d{6})$` with `268` puts the area before local
/// numbers of seven digits, `0?(11|…)15` with `9` writes mobile numbers as they are dialled from abroad.
struct PhoneRewriting: Sendable {
  /// What stands before the digits that are kept, and is dropped.
  let before: DigitMatcher
  /// The digits that are kept: those within the only parentheses that have no `?:`.
  let kept: DigitMatcher
  /// What stands behind them and is dropped.
  let after: DigitMatcher
  /// Whether nothing else may follow.
  let endsNumber: Bool
  /// The digits that are put before those that are kept.
  let inserted: [UInt8]

  fileprivate init(_ pattern: String, inserting inserted: String) {
    let text = Array(pattern.utf8)
    var start = 0
    while start < text.count, text[start] != UInt8(ascii: "(") || text[start + 1] == UInt8(ascii: "?") { start += 1 }
    var end = start
    var depth = 0
    repeat {
      if text[end] == UInt8(ascii: "(") { depth += 1 }
      if text[end] == UInt8(ascii: ")") { depth -= 1 }
      end += 1
    } while depth > 0 && end < text.count
    endsNumber = text.last == UInt8(ascii: "$")
    before = DigitMatcher(text[..<start])
    kept = DigitMatcher(text[start..<end])
    after = DigitMatcher(text[end..<(endsNumber ? text.count - 1 : text.count)])
    self.inserted = Array(inserted.utf8)
  }
}

/// The plans of all regions and of the networks that belong to none.
///
/// A plan is made when a number first needs it; making one costs about as much as reading a thousand numbers.
final class PhonePlans: Sendable {
  static let shared = PhonePlans(EmbeddedTable(PackageResources.phone_plans_csv))

  private let rows: [[String]]
  /// The row of each country.
  private let countries: [Int32: Int]
  /// The row that leads those of its calling code, by code; -1 where there is no such code.
  private let codes: [Int16]
  private let made: Mutex<[PhonePlan?]>

  private init(_ table: EmbeddedTable) {
    rows = table.rows
    var countries: [Int32: Int] = [:]
    var codes = [Int16](repeating: -1, count: 1000)
    for (index, cells) in rows.enumerated() {
      if let country = Country(cells[0]) { countries[country.stored] = index }
      if cells[1] == "yes", let code = Int(cells[2]) { codes[code] = Int16(index) }
    }
    self.countries = countries
    self.codes = codes
    made = Mutex(Array(repeating: nil, count: rows.count))
  }

  /// The plan of a country; `nil` where none is listed.
  func plan(of country: Country) -> PhonePlan? { countries[country.stored].map(plan) }

  /// The plan that leads those of the calling code with which the digits from `start` on begin.
  func plan(of digits: borrowing [UInt8], from start: Int) -> PhonePlan? {
    var code = 0
    // No calling code begins with zero, and none is the beginning of another one.
    for index in start..<min(start + 3, digits.count) {
      code = code * 10 + digits[index].digit
      if code == 0 { return nil }
      if codes[code] >= 0 { return plan(Int(codes[code])) }
    }
    return nil
  }

  private func plan(_ row: Int) -> PhonePlan {
    made.withLock { made in
      if let plan = made[row] { return plan }
      let plan = PhonePlan(rows[row])
      made[row] = plan
      return plan
    }
  }
}
