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

  /// How many of something: one or more.
  static func count(_ text: String) throws -> Int {
    guard let count = Int(text), count > 0 else { throw ValidationError("\"\(text)\" is no number from 1 on") }
    return count
  }

  /// How many of something, which may be none.
  static func countOrZero(_ text: String) throws -> Int {
    guard let count = Int(text), count >= 0 else { throw ValidationError("\"\(text)\" is no number from 0 on") }
    return count
  }

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
