/// The calendar: days, months and quarters against known dates.
import Commerce
import Testing

@Suite struct CivilDateTests {
  @Test(
    "Days are counted from 1970-01-01",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("1999-01-04", 10_595),
      ("2026-11-23", 20_780), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ] as [(String, Int32)])
  func dayNumber(_ text: String, _ day: Int32) {
    #expect(CivilDate(text)?.day == day)
    #expect(CivilDate(day: day).description == text)
  }

  @Test("Every day from 1600 to 2400 has one date, in order")
  func everyDay() throws {
    var date = try #require(CivilDate(year: 1600, month: 1, day: 1))
    let last = try #require(CivilDate(year: 2400, month: 12, day: 31))
    var previous = (1599, 12, 31)
    while date <= last {
      let (year, month, day) = date.components
      let follows = (year, month) == (previous.0, previous.1) ? day == previous.2 + 1 : day == 1
      #expect(follows && CivilDate(year: year, month: month, day: day) == date)
      previous = (year, month, day)
      date = date.addingDays(1)
    }
  }

  @Test(
    "Days that the calendar lacks do not exist",
    arguments: [
      (2011, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0), (0, 1, 1),
    ])
  func impossible(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("Weekdays are right on both sides of the epoch")
  func weekdays() throws {
    #expect(try #require(CivilDate("2026-11-23")).weekday == .monday)
    #expect(try #require(CivilDate("1970-01-01")).weekday == .thursday)
    #expect(try #require(CivilDate("1969-12-28")).weekday == .sunday)
  }

  @Test("A month knows its quarter, its first and its last day")
  func months() throws {
    let month = try #require(CivilDate("2012-02-10")).month
    #expect(month.description == "2012-02")
    #expect(month.quarterName == "2012-Q1")
    #expect(month.firstDay.description == "2012-02-01")
    #expect(month.lastDay.description == "2012-02-29")
    #expect(CivilMonth(year: 2011, month: 12)?.quarter == 4)
    #expect(CivilMonth(year: 2011, month: 13) == nil)
  }
}
