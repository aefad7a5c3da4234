/// Why a date pattern cannot be used.
public enum DatePatternFault: Error, Hashable, Sendable {
  /// Letters, or numbers of them, that stand for nothing.
  case unknownFields([String])
  /// No year, no month or no day.
  case incomplete
  /// A quotation that is opened and not closed.
  case unclosedQuote

  /// The letters that a pattern is made of.
  public static let fields = [
    "yyyy", "yy", "M", "MM", "MMM", "MMMM", "d", "dd", "H", "HH", "h", "hh", "a", "mm", "ss", "S", "Z", "XX", "XXX",
    "ZZZZZ",
  ]

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .unknownFields(let fields):
      fields.map { "\"\($0)\"" }.joined(separator: ", ")
        + " stand\(fields.count == 1 ? "s" : "") for nothing; letters that are text stand in single quotes, as in 'T'"
    case .incomplete: "it lacks the year (y), the month (M) or the day (d); mm are minutes"
    case .unclosedQuote: "a single quote in it is opened and not closed"
    }
  }

  /// The pattern with each letter that stands for nothing in the other case, where that makes it one that can be used.
  public func mended(_ pattern: String) -> String? {
    guard case .unknownFields(let unknown) = self else { return nil }
    var mended = pattern
    for field in unknown {
      guard let meant = Self.fields.first(where: { $0.lowercased() == field.lowercased() }) else { return nil }
      mended.replace(field, with: meant)
    }
    return (try? DatePattern(mended)) == nil ? nil : mended
  }
}
