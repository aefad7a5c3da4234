/// Dated rates: the day of supply picks them, and the last day counts.
import Commerce
import Tax
import Testing

@Suite struct RateTableTests {
  @Test(
    "Rates change on the day the law says",
    arguments: [
      ("GB", "standard", "1991-03-31", nil), ("GB", "standard", "1991-04-01", "17.5"),
      ("GB", "standard", "2008-11-30", "17.5"),
      ("GB", "standard", "2008-12-01", "15"), ("GB", "standard", "2009-12-31", "15"),
      ("GB", "standard", "2010-01-01", "17.5"),
      ("GB", "standard", "2011-01-03", "17.5"), ("GB", "standard", "2011-01-04", "20"),
      ("DE", "standard", "2020-06-30", "19"),
      ("DE", "standard", "2020-07-01", "16"), ("DE", "reduced", "2020-12-31", "5"),
      ("DE", "standard", "2021-01-01", "19"),
      ("FI", "standard", "2024-08-31", "24"), ("FI", "standard", "2024-09-01", "25.5"),
      ("RO", "standard", "2025-07-31", "19"),
      ("RO", "standard", "2025-08-01", "21"), ("LU", "standard", "2023-06-30", "16"),
      ("IE", "standard", "2021-02-28", "21"),
      ("EL", "standard", "2016-05-31", "23"), ("EE", "standard", "2025-07-01", "24"),
      ("CH", "standard", "2024-01-01", "8.1"),
      ("NO", "super_reduced", "2026-01-01", "11.11"), ("PT-20", "standard", "2026-01-01", "16"),
      ("US", "standard", "2026-01-01", nil), ("DE", "parking", "2026-01-01", nil),
    ] as [(String, String, String, String?)])
  func rates(_ territory: String, _ category: String, _ date: String, _ expected: String?) throws {
    let rate = RateTable.standard.rate(
      try #require(Territory(territory)), try #require(RateCategory(name: category)), on: try #require(CivilDate(date)))
    #expect(rate?.description == expected)
  }

  @Test("Every line of the table is readable, and no two rates of a class hold on one day, temporary ones aside")
  func table() throws {
    let table = RateTable.standard
    #expect(table.unreadable == [])
    #expect(table.rows.count == 194)
    for (earlier, later) in zip(table.rows, table.rows.dropFirst())
    where earlier.territory == later.territory && earlier.category == later.category {
      let mayOverlap = [.temporaryReduced, .scopeChange].contains(earlier.category)
      #expect(earlier.days.last < later.days.first || mayOverlap, "\(earlier) and \(later)")
    }
  }

  @Test("Where two rates of a class hold for different goods, there is no one rate")
  func several() throws {
    let spain = try #require(Territory("ES"))
    let day = try #require(CivilDate("2024-11-01"))
    #expect(RateTable.standard.rate(spain, .temporaryReduced, on: day) == nil)
  }

  @Test("Territories know which have rates")
  func coverage() throws {
    #expect(RateTable.standard.covers(try #require(Territory("AT-JM"))))
    #expect(!RateTable.standard.covers(try #require(Territory("US"))))
    #expect(!RateTable.standard.covers(try #require(Territory("A"))))
  }

  @Test(
    "Territory codes come back as they went in", arguments: ["DE", "EL-ISL", "PT-20", "FR-20R", "US-TX", "XI", "A"])
  func codes(_ code: String) { #expect(Territory(code)?.code == code) }

  @Test("What is no code of a territory is refused", arguments: ["", "de", "1A", "-A", "ABCDEFG", "D E"])
  func noCodes(_ code: String) { #expect(Territory(code) == nil) }

  @Test("A part of a state names its state")
  func prefix() throws {
    #expect(try #require(Territory("EL-ISL")).prefix.code == "EL")
    #expect(try #require(Territory("DE")).prefix.code == "DE")
  }
}
