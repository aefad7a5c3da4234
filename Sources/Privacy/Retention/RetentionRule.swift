public import Commerce

/// What kinds of data are kept for how long.
public enum RecordClass: String, Sendable, CaseIterable {
  /// Who stands on invoices.
  case invoicing
  /// The same, of whoever declares through a one-stop shop.
  case oneStopShop = "one_stop_shop"
  /// How a person is known and reached.
  case contact
  /// Refused documents that nobody has mended.
  case reject
}

/// For how long a kind of data is kept under a law.
public struct RetentionRule: Sendable, Hashable {
  /// From when the years are counted.
  public enum Start: String, Sendable {
    /// From the day of the last document.
    case day
    /// From the end of the calendar year of the last document.
    case endOfYear = "end_of_year"
    /// From the end of its financial year, which may end in the next calendar year.
    case endOfFinancialYear = "end_of_financial_year"
  }

  /// The code of the country; `EU` for the Union's own law, `*` where there is no row for the country.
  public var jurisdiction: String
  /// What it is about.
  public var recordClass: RecordClass
  /// For how many years.
  public var years: Int
  /// From when they are counted.
  public var start: Start
  /// The law, or why this period was chosen.
  public var law: String
  /// Whether the period was read in the law or at the authority; one that was not is a careful guess.
  public var isVerified: Bool
  /// Where it was read, or that it was not.
  public var source: String

  /// Whether it is for all countries without a row of their own.
  public var isDefault: Bool { jurisdiction == "*" }

  /// The last day on which data is kept whose last document is of `day`.
  public func lastDay(of day: CivilDate) -> CivilDate {
    let (year, month, number) = day.components
    let end =
      switch start {
      case .endOfYear: CivilDate(year: year + years, month: 12, day: 31)
      case .endOfFinancialYear: CivilDate(year: year + years + 1, month: 12, day: 31)
      // There is no February 29 in every year.
      case .day:
        CivilDate(year: year + years, month: month, day: number)
          ?? CivilDate(year: year + years, month: month, day: number - 1)
      }
    return end ?? day
  }
}

/// The periods that are known.
public struct RetentionTable: Sendable {
  /// Every row, as it stands in the table.
  public let rules: [RetentionRule]

  /// The periods of the program's own table.
  public static let standard = RetentionTable(EmbeddedTable(PackageResources.retention_csv))

  init(_ table: EmbeddedTable) {
    rules = table.rows.compactMap { cells in
      guard let recordClass = RecordClass(rawValue: cells[1]), let years = Int(cells[2]),
        let start = RetentionRule.Start(rawValue: cells[3])
      else { return nil }
      return RetentionRule(
        jurisdiction: cells[0], recordClass: recordClass, years: years, start: start, law: cells[4],
        isVerified: cells[5] == "yes", source: cells[6])
    }
  }

  /// The rule of a country, or the one for countries without.
  func rule(_ recordClass: RecordClass, in country: String) -> RetentionRule? {
    let rules = rules.filter { $0.recordClass == recordClass }
    return rules.first { $0.jurisdiction == country } ?? rules.first { $0.jurisdiction == "*" }
  }
}
