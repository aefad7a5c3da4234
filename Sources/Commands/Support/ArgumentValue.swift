import ArgumentParser
import Commerce
import Pipeline

/// Values of the command line that are more than text.
enum ArgumentValue {
  /// A month such as `2026-01`.
  static func month(_ text: String) throws -> CivilMonth {
    guard let month = CivilMonth(text) else { throw ValidationError("\"\(text)\" is no month such as 2026-01") }
    return month
  }

  /// A day such as `2026-01-31`.
  static func day(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else { throw ValidationError("\"\(text)\" is no day such as 2026-01-31") }
    return day
  }

  /// Why somebody does something: words that go on record.
  static func reason(_ text: String) throws -> String {
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw ValidationError("--reason goes on record: say why in a word or two")
    }
    return text
  }

  /// How many of something: one or more.
  static func count(_ text: String) throws -> Int { try number(text, in: 1...countMax) }

  /// How many of something, which may be none.
  static func countOrZero(_ text: String) throws -> Int { try number(text, in: 0...countMax) }

  private static func number(_ text: String, in range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw ValidationError("\"\(text)\" is no number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// More than any ledger has of anything, and little enough to be counted with.
  private static let countMax = 1_000_000_000

  /// The code of a reason why documents are rejected, such as `R2103`.
  static func rejectCode(_ text: String) throws -> String {
    guard let code = RejectCode(rawValue: text.uppercased()) else {
      throw ValidationError(
        "\"\(text)\" is no reason for a reject such as R2103; shopledger rejects lists those of a ledger")
    }
    return code.rawValue
  }

  /// One of the words of `Value`.
  static func word<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
    guard let value = Value(rawValue: text) else {
      throw UnknownName.error("word", text, among: Value.allCases.map(\.rawValue))
    }
    return value
  }
}
