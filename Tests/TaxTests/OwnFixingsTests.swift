/// A business's own exchange rates, for what the European Central Bank does not publish.
import Commerce
import Tax
import Testing

@Suite struct OwnFixingsTests {
  private static func own(_ rows: [String]) throws -> OwnFixings {
    let table = NumberedTable(
      header: ["currency", "units_per_euro", "valid_from", "valid_to", "source"],
      rows: rows.enumerated().map { index, row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return NumberedTable.Row(line: index + 2, cells: cells)
      })
    return try OwnFixings(table, besides: ECBFixingsTests.fixings())
  }

  private static func faults(_ rows: String...) throws -> [String] {
    do {
      _ = try own(rows)
      return []
    } catch let faults as TableFaults {
      return faults.all.map { "\($0.line): \($0.sentence)" }
    }
  }

  @Test("own rates serve currencies and days without a published one, for both rules, and no others")
  func used() throws {
    let fixings = try ECBFixingsTests.fixings().with(
      Self.own(["AED,4.2465,2026-03-01,2026-03-31,Central Bank of the UAE", "AED,4.25,2026-04-01,2026-04-30,"]))
    let dirham = try #require(Currency("AED"))
    let day = try #require(CivilDate("2026-03-31"))
    #expect(try fixings.fixing(dirham, on: day).description == "4.2465")
    #expect(try fixings.fixing(dirham, by: .iossPeriodEnd, for: day).description == "4.2465")
    #expect(try fixings.fixing(dirham, on: day).date.description == "2026-03-01")
    // 1000 ÷ 4.2465 = 235.4880…
    #expect(try fixings.convert(MinorUnits(100_000), from: dirham, to: .euro, on: day) == MinorUnits(235_49))
    #expect(fixings.own?.source(dirham, on: day) == "Central Bank of the UAE")
    #expect(throws: NoFixing.neverPublished(dirham)) { try fixings.fixing(dirham, on: day.addingDays(31)) }
    #expect(try fixings.fixing(.usDollar, on: day) == ECBFixingsTests.fixings().fixing(.usDollar, on: day))
  }

  @Test("a currency that is not published any more may go on with own rates")
  func ended() throws {
    let rouble = try #require(Currency("RUB"))
    let fixings = try ECBFixingsTests.fixings().with(Self.own(["RUB,90,2026-03-01,2026-03-31,"]))
    #expect(try fixings.fixing(rouble, on: try #require(CivilDate("2026-03-06"))).description == "90")
  }

  @Test("everything that is wrong is told in one pass, with its line")
  func wrong() throws {
    let faults = try Self.faults(
      "AED,0,2026-01-01,2026-01-31,", "AED,4.2,2026-02-01,2026-02-28,", "AED,4.3,2026-02-28,2026-03-31,",
      "AED,4.3,2026-04-31,2026-05-31,", "AED,4.3,2026-06-01,,", "AED,x,2026-07-01,2026-07-31,",
      "XXY,1,2026-01-01,2026-01-31,", "EUR,1,2026-01-01,2026-01-31,", "USD,1.1,2026-03-01,2026-03-31,",
      "BGN,1.96,2026-01-01,2026-01-31,", "SAR,4.4,2026-02-01,2026-01-01,", "AED,4.2,2026-02-01,2026-02-28,")
    #expect(
      faults == [
        "2: the rate 0 is impossible: it must be above zero",
        "4: AED from 2026-02-28 to 2026-02-28 has a rate on line 3 already",
        "5: valid_from \"2026-04-31\" is no day such as 2024-12-31", "6: valid_to \"\" is no day such as 2024-12-31",
        "7: \"x\" is no rate such as 4.2465, with at most six decimals",
        "8: \"XXY\" is no currency of ISO 4217 that amounts can be in", "9: EUR needs no rate: one euro is one euro",
        "10: the European Central Bank published USD on 2026-03-02: its fixing is used",
        "11: the euro replaced BGN on 2026-01-01 at 1.95583 for one euro, which cannot change",
        "12: valid_to 2026-01-01 lies before valid_from 2026-02-01",
        "13: AED from 2026-02-01 to 2026-02-28 has a rate on line 3 already",
      ])
  }
}
