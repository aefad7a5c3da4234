import ArgumentParser
import Commerce

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

  /// One of the words of `Value`.
  static func word<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
    guard let value = Value(rawValue: text) else {
      throw UnknownName.error("word", text, among: Value.allCases.map(\.rawValue))
    }
    return value
  }
}
