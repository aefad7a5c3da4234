import Commerce
import Tax

/// What limits an export beside the numbers of its entries, as it stands on record: `2026-01` for the new entries of a period,
/// `all` or `all 2026-01` for all of them, nothing for all that are new.
struct ExportScope: Equatable, CustomStringConvertible {
  /// Whether it takes entries that have left as well.
  var takesAll: Bool
  /// The period; `nil` for any.
  var period: ReturnPeriod?

  init(takesAll: Bool = false, _ period: ReturnPeriod? = nil) {
    self.takesAll = takesAll
    self.period = period
  }

  /// The scope that stands on record.
  init(_ text: String) {
    let words = text.split(separator: " ")
    takesAll = words.first == "all"
    period = words.last.flatMap { ReturnPeriod(String($0)) }
  }

  var description: String {
    [takesAll ? "all" : nil, period?.description].compactMap(\.self).joined(separator: " ")
  }

  /// Whether an entry of that day is in it.
  func contains(_ date: CivilDate) -> Bool { period?.contains(date) ?? true }
}
