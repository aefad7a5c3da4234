/// On which day something is booked.
import Commerce

struct BookingCalendar {
  /// The last month that is closed; `nil` while none is.
  let closedThrough: CivilMonth?

  /// The day for an event of `date`: that day, or the first one after the closed months; then also the month it belongs to.
  func day(for date: CivilDate) -> (day: CivilDate, correctionOf: CivilMonth?) {
    guard let closedThrough, date.month <= closedThrough else { return (date, nil) }
    return (closedThrough.lastDay.addingDays(1), date.month)
  }
}
