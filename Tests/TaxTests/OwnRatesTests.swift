/// A business's own rates: read strictly, and laid over the program's.
import Commerce
import Tax
import Testing

@Suite struct OwnRatesTests {
  private static func table(_ rows: [String]) -> NumberedTable {
    NumberedTable(
      header: ["country", "category", "rate", "valid_from", "valid_to"],
      rows: rows.enumerated().map { index, row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return NumberedTable.Row(line: index + 2, cells: cells)
      })
  }

  private static func faults(_ rows: String...) -> [String] {
    do throws(TableFaults) {
      _ = try OwnRates(table(rows))
      return []
    } catch {
      return error.all.map { "\($0.line): \($0.sentence)" }
    }
  }

  private static func rate(_ table: RateTable, _ territory: String, _ category: RateCategory, _ day: String) throws
    -> String?
  {
    table.rate(try #require(Territory(territory)), category, on: try #require(CivilDate(day)))?.description
  }

  @Test("own rows take the place of the program's on their days, and on no other")
  func overlay() throws {
    let own = try OwnRates(
      Self.table(["DE,standard,9.975,2024-03-01,2024-03-31", "AT,super_reduced,4.9,2020-01-01,2020-12-31"]))
    let table = RateTable(.standard, overlaidBy: own)
    #expect(try Self.rate(table, "DE", .standard, "2024-02-29") == "19")
    #expect(try Self.rate(table, "DE", .standard, "2024-03-01") == "9.975")
    #expect(try Self.rate(table, "DE", .standard, "2024-03-31") == "9.975")
    #expect(try Self.rate(table, "DE", .standard, "2024-04-01") == "19")
    #expect(try Self.rate(table, "DE", .reduced, "2024-03-15") == "7")
    #expect(try Self.rate(table, "AT", .superReduced, "2020-06-01") == "4.9")
    #expect(try Self.rate(table, "AT", .superReduced, "2021-01-01") == nil)
    let held = table.holding(in: try #require(Territory("DE")), on: try #require(CivilDate("2024-03-10")))
    #expect(held.first?.details.source == "the business's own table, line 2")
  }

  @Test("a table of many territories of its own finds them all")
  func large() throws {
    var rows: [String] = []
    for first in 65..<91 {
      for second in 65..<91 {
        let code = String(decoding: [UInt8(first), UInt8(second)], as: UTF8.self)
        guard Country(code) != nil else { continue }
        for category in ["standard", "reduced", "reduced2", "super_reduced", "parking", "special"] {
          rows.append("\(code),\(category),12.345,1900-01-01,")
        }
      }
    }
    let table = RateTable(.standard, overlaidBy: try OwnRates(Self.table(rows)))
    #expect(rows.count > 1_400)
    #expect(try Self.rate(table, "US", .parking, "2024-01-01") == "12.345")
    #expect(try Self.rate(table, "ZW", .special, "2024-01-01") == "12.345")
    #expect(try Self.rate(table, "PT-20", .standard, "2024-01-01") == "16")
    #expect(try Self.rate(table, "US", .zero, "2024-01-01") == nil)
  }

  @Test("everything that is wrong is told in one pass, with its line")
  func wrong() {
    let faults = Self.faults(
      "DE,standard,190,2024-01-01,2024-06-30", "DE,standard,19,2024-01-01,2024-06-30",
      "DE,standard,19,2024-06-30,", "Germany,standard,19,2024-01-01,", "FR,standart,20,2024-01-01,",
      "FR,reduced,5.5,2024-02-30,", "FR,reduced2,-5,2024-01-01,", "FR,parking,1.2345,2024-01-01,",
      "IT,standard,22,2024-01-01,2024-01-31", "IT,standard,22,2024-03-01,", "GB,zero,5,2024-01-01,",
      "ES,standard,21,2024-05-01,2024-04-01")
    #expect(
      faults == [
        "2: 190 % is an impossible rate: it must lie between 0 and 50",
        "4: DE standard from 2024-06-30 to 2024-06-30 has a rate on line 3 already",
        "5: there is no territory \"Germany\"; write DE, EL, XI, PT-20 and the like",
        "6: there is no category \"standart\"; there are "
          + RateCategory.allCases.map(\.name).joined(separator: ", "),
        "7: valid_from \"2024-02-30\" is no day such as 2024-12-31",
        "8: -5 % is an impossible rate: it must lie between 0 and 50", "9: 1.2345 % has more than three decimals",
        "11: IT standard has no rate from 2024-02-01 to 2024-02-29, between this row and line 10",
        "12: 5 % is an impossible rate of category zero: that is 0",
        "13: valid_to 2024-04-01 lies before valid_from 2024-05-01",
      ])
  }

  @Test("a row within another overlaps with it, also where a third lies between, and days after both are no gap")
  func nested() {
    #expect(
      Self.faults(
        "SE,standard,25,2024-01-01,2024-12-31", "SE,standard,25,2024-02-01,2024-02-29",
        "SE,standard,25,2024-06-01,2024-06-30", "SE,standard,25,2025-01-01,")
        == [
          "3: SE standard from 2024-02-01 to 2024-02-29 has a rate on line 2 already",
          "4: SE standard from 2024-06-01 to 2024-06-30 has a rate on line 2 already",
        ])
  }

  @Test("temporary rates come and go without a gap, and spellings of Greece and the United Kingdom are known")
  func accepted() throws {
    #expect(
      Self.faults(
        "ES,temp_reduced,5,2023-01-01,2023-06-30", "ES,temp_reduced,2,2024-01-01,2024-06-30",
        "GR,standard,24,2024-01-01,", "UK,standard,20,2024-01-01,", "PT-20,standard,16,2024-01-01,") == [])
    let greek = try OwnRates(Self.table(["GR,standard,1,2024-01-01,2024-01-01"]))
    #expect(try Self.rate(RateTable(.standard, overlaidBy: greek), "EL", .standard, "2024-01-01") == "1")
  }

  @Test("missing columns are named with those there are")
  func columns() {
    let table = NumberedTable(header: ["country", "rate"], rows: [])
    #expect(throws: TableFaults.self) { try OwnRates(table) }
    do throws(TableFaults) {
      _ = try OwnRates(table)
    } catch {
      #expect(
        error.all.map(\.sentence)
          == ["category", "valid_from", "valid_to"].map {
            "there is no column \"\($0)\"; there are country, rate"
          })
    }
  }
}
