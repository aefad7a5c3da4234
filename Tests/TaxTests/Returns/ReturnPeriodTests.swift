/// Periods of returns as people write them.
import Commerce
import Tax
import Testing

@Suite struct ReturnPeriodTests {
  @Test(
    "months, quarters and years are read and written alike",
    arguments: [
      ("2026-01", "2026-01-01", "2026-01-31", "2026-02-28"), ("2026-Q1", "2026-01-01", "2026-03-31", "2026-04-30"),
      ("2025-Q4", "2025-10-01", "2025-12-31", "2026-01-31"), ("2024-01", "2024-01-01", "2024-01-31", "2024-02-29"),
      ("2026", "2026-01-01", "2026-12-31", "2027-01-31"),
    ])
  func read(_ text: String, _ first: String, _ last: String, _ following: String) throws {
    let period = try #require(ReturnPeriod(text))
    #expect(period.description == text)
    #expect(period.firstDay.description == first)
    #expect(period.lastDay.description == last)
    #expect(period.endOfFollowingMonth.description == following)
    #expect(period.next.firstDay == period.lastDay.addingDays(1))
  }

  @Test("what is no period is none", arguments: ["", "26-Q1", "2026-Q5", "2026-Q0", "2026-13", "2026-Q1-1", "Q1-2026"])
  func refused(_ text: String) { #expect(ReturnPeriod(text) == nil) }
}
