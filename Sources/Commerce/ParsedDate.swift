/// What a cell that should hold a date turned out to hold.
public enum ParsedDate: Hashable, Sendable {
  /// A date, perhaps with a time and an offset.
  case value(LocalMoment)
  /// Nothing but blanks.
  case empty
  /// No date of this grammar; the fault says why.
  case invalid(DateFault)
  /// A date that could be two, such as `10/11/2024` where the order of day and month is not known.
  case ambiguous
}

/// Why text is no date of a grammar.
public enum DateFault: String, Hashable, Sendable, CaseIterable {
  /// Written in another form than the column declares.
  case otherFormat = "other_format"
  /// A day that the calendar does not have, such as 31 February.
  case impossibleDate = "impossible_date"
  /// A time that the clock does not have, such as 25:00.
  case impossibleTime = "impossible_time"
  /// A year of two digits where the column declares four.
  case twoDigitYear = "two_digit_year"
  /// A bare number of days, as a spreadsheet leaves behind where it has lost the date's format.
  case serialNumber = "serial_number"

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .otherFormat: "it is not written in the declared form"
    case .impossibleDate: "the calendar has no such day"
    case .impossibleTime: "the clock has no such time"
    case .twoDigitYear: "its year has two digits"
    case .serialNumber: "it is a spreadsheet's serial number"
    }
  }
}
