/// What leaves when: new entries by default, everything or an earlier export when asked.
import Books
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct ExportDeskTests {
  private let ledger: TestLedger
  private let business: Business

  init() throws {
    ledger = try TestLedger.sampleOfAll()
    var business = Business(
      legalName: "Beispielwaren GmbH", country: try #require(Country("DE")), baseCurrency: .euro,
      timeZone: "Europe/Berlin", chartOfAccounts: "skr03")
    business.datev = DATEVClient(consultant: 29_098, client: 55_003)
    self.business = business
  }

  private func plan(_ order: ExportOrder, _ format: String = "datev") throws -> ExportPlan {
    let format = try #require(JournalFormats.named(format))
    return try ExportDesk(format, of: business, from: ledger.reader()).plan(order)
  }

  private func again(_ number: Int64, _ format: String = "datev") throws -> ExportPlan {
    try plan(.again(number), format)
  }

  /// Puts a plan on record as if its files had been written.
  @discardableResult
  private func leave(_ plan: ExportPlan, at instant: Int64) throws -> [JournalExport] {
    let records = plan.records(in: "out", at: instant)
    let store = try LedgerStore(path: ledger.path)
    try store.recordExports(records)
    try store.close()
    return records
  }

  private func numbers(_ plan: ExportPlan) -> [Int64] { plan.entries.map(\.number) }

  @Test("what has left does not leave again; what is new does")
  func new() throws {
    let first = try plan(.new(nil))
    #expect(numbers(first) == [1, 2, 3, 4, 5, 6])
    #expect(first.package.files.map(\.entries) == [[1, 2, 3, 4], [5, 6]])
    let records = try leave(first, at: 100)
    #expect(records.map(\.first) == [1, 1])
    #expect(records.map(\.last) == [6, 6])
    #expect(records.map(\.entries) == [4, 2])
    // 119.00 + 59.50 + 117.00 + 3.00, and 119.00 + 23.80.
    #expect(records.map(\.debit) == [MinorUnits(29_850), MinorUnits(14_280)])
    #expect(try numbers(plan(.new(nil))) == [])
    #expect(try plan(.new(nil)).package.files.isEmpty)
    #expect(try numbers(plan(.new(nil), "hledger")) == [1, 2, 3, 4, 5, 6], "another format is another receiver")
    try ledger.book([SampleEntries.later("2011-01-31", "late"), SampleEntries.later("2011-03-01", "march")])
    #expect(try numbers(plan(.new(nil))) == [7, 8])
  }

  @Test("a period leaves what lies outside it for later, also entries with lower numbers")
  func period() throws {
    let february = try plan(.new(ReturnPeriod("2011-02")))
    #expect(numbers(february) == [5, 6])
    try leave(february, at: 100)
    let quarter = try plan(.new(ReturnPeriod("2011-Q1")))
    #expect(numbers(quarter) == [1, 2, 3, 4])
    #expect(quarter.scope == "2011-Q1" && quarter.earlier.isEmpty)
    try leave(quarter, at: 200)
    #expect(try numbers(plan(.new(nil))) == [])
  }

  @Test("all of it leaves once more only when it is asked for, and which exports hold it already is told")
  func all() throws {
    try leave(plan(.new(ReturnPeriod("2011-01"))), at: 100)
    let all = try plan(.all(nil))
    #expect(numbers(all) == [1, 2, 3, 4, 5, 6])
    #expect(all.earlier.map(\.number) == [1] && all.repeated.isEmpty)
    #expect(try plan(.all(ReturnPeriod("2011-02"))).scope == "all 2011-02")
  }

  @Test("an export that is repeated has the same bytes, whatever has left or was booked since")
  func again() throws {
    try leave(plan(.new(ReturnPeriod("2011-02"))), at: 100)
    let first = try plan(.new(nil))
    try leave(first, at: 200)
    try ledger.book([SampleEntries.later("2011-01-15", "late")])
    try leave(plan(.new(nil)), at: 300)
    let again = try self.again(2)
    #expect(again.package == first.package)
    #expect(again.earlier.map(\.number) == [2])
    #expect(again.repeated.map(\.path) == first.package.files.map { "out/\($0.name)" })
    let records = try leave(again, at: 400)
    #expect(records.map(\.repeats) == [2])
    #expect(try self.again(4).package == first.package, "a repetition can be repeated")
    try leave(plan(.all(nil)), at: 500)
    #expect(try numbers(self.again(5)) == [1, 2, 3, 4, 5, 6, 7], "of everything, everything")
    #expect { try self.again(99) } throws: { ($0 as? RunFailure)?.code == "E8749" }
    #expect { try self.again(1, "hledger") } throws: { ($0 as? RunFailure)?.code == "E8749" }
  }

  @Test(
    "the first export of everything is repeated as a whole, too, and closings since then play no part",
    arguments: [ExportOrder.all(nil), .new(nil)])
  func againWhole(order: ExportOrder) throws {
    let first = try plan(order, "beancount")
    try leave(first, at: 100)
    let store = try LedgerStore(path: ledger.path)
    try store.closePeriod(try #require(CivilMonth("2011-02")), reason: "return filed", at: 200)
    try store.close()
    #expect(try again(1, "beancount").package == first.package)
  }

  @Test("files of formats that continue one another start from what left before")
  func continued() throws {
    try leave(plan(.new(ReturnPeriod("2011-01")), "beancount"), at: 100)
    let february = try plan(.new(nil), "beancount")
    let text = String(decoding: try #require(february.package.files.first).bytes, as: UTF8.self)
    #expect(!text.contains("open Assets:1361"))
    #expect(text.contains("open Assets:1200"))
    #expect(!text.contains(" balance "), "February is open")
    let all = try plan(.all(nil), "beancount")
    let whole = String(decoding: try #require(all.package.files.first).bytes, as: UTF8.self)
    #expect(whole.contains("open Assets:1361"))
    #expect(whole.contains("2011-02-11 balance Assets:1361-Geldtransit-Shopify  83.30 EUR\n"))
  }

  @Test("the business's numbers are taken from its registrations, the last one of each country")
  func facts() throws {
    var business = business
    let country = try #require(Country("DE"))
    business.vatRegistrations = ["2015-01-01", "2010-01-01"].compactMap { day in
      CivilDate(day).map { .init(country: country, number: "DE\(day.prefix(4))", period: .init(from: $0)) }
    }
    #expect(ExportFacts(business).vatNumbers == [country: "DE2015"])
  }
}
