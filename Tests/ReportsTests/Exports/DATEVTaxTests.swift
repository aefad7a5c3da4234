/// Which tax DATEV works out of its rows: the one that is booked, to the cent.
import Books
import Commerce
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct DATEVTaxTests {
  private typealias Sample = ExportSample

  @Test("(i) an automatic account gets the gross amount and (ii) no key, on refunds as on sales")
  func gross() throws {
    #expect(
      try DATEVReading.sentences(
        Sample.entry(
          1, Sample.line(Sample.clearing, 11_900), Sample.line(Sample.revenue, -10_000, Sample.standard),
          Sample.line(Sample.tax, -1_900, Sample.standard)),
        Sample.entry(
          2, kind: .refund, Sample.line(Sample.revenue, 5_000, Sample.standard),
          Sample.line(Sample.tax, 950, Sample.standard), Sample.line(Sample.clearing, -5_950))
      ) == ["119,00 S 1361 8400", "59,50 H 1361 8400"])
  }

  @Test("(vi) where DATEV would come to another cent, the gross amount is divided until it does not")
  func anotherCent() throws {
    // 3 × 0.35 gross: 0.06 tax on each, 0.17 on their sum.
    let package = try DATEVFormat().package(
      [
        Sample.entry(
          1, Sample.line(Sample.clearing, 105), Sample.line(Sample.revenue, -87, Sample.standard),
          Sample.line(Sample.tax, -18, Sample.standard))
      ], Sample.facts)
    let rows = DATEVReading(file: try #require(package.files.first).bytes).rows
    #expect(rows.map { [$0[1], $0[2], $0[8], $0[9]] } == Array(repeating: ["0,35", "S", "8400", ""], count: 3))
    #expect(package.warnings.first?.hasPrefix("gross amounts in several rows, entries 1:") == true)
    #expect(
      try DATEVReading.sentences(
        Sample.entry(
          1, kind: .refund, Sample.line(Sample.revenue, 17_307, Sample.standard),
          Sample.line(Sample.tax, 3_289, Sample.standard), Sample.line(Sample.clearing, -20_596))
      ) == ["103,00 H 1361 8400", "102,96 H 1361 8400"])
  }

  @Test("(iii) where no rounding brings the tax about, net amount with key 40 and tax have rows of their own")
  func anotherRate() throws {
    // 16 % was charged, and the account stands for 19.
    let package = try DATEVFormat().package(
      [
        Sample.entry(
          1, Sample.line(Sample.clearing, 11_600), Sample.line(Sample.revenue, -10_000, Sample.standard),
          Sample.line(Sample.tax, -1_600, Sample.standard))
      ], Sample.facts)
    let rows = DATEVReading(file: try #require(package.files.first).bytes).rows
    #expect(
      rows.map { [$0[1], $0[2], $0[8], $0[9]] } == [["100,00", "S", "8400", "40"], ["16,00", "S", "1776", ""]])
    #expect(package.warnings.first?.hasPrefix("net amounts with key 40 and tax in rows of its own, entries 1:") == true)
  }

  @Test("(vi) one tax over two accounts is spread as DATEV comes back to it, the larger divided where need be")
  func twoAccounts() throws {
    func sale(_ tax: Int64) throws -> [String] {
      try DATEVReading.sentences(
        Sample.entry(
          1, Sample.line(Sample.clearing, 5_272 + tax), Sample.line(Sample.revenue, -5_000, Sample.standard),
          Sample.line(Sample.shipping, -272, Sample.standard), Sample.line(Sample.tax, -tax, Sample.standard)))
    }
    #expect(try sale(1_002) == ["59,50 S 1361 8400", "3,24 S 1361 8401"])
    #expect(
      try sale(1_004) == [
        "14,88 S 1361 8400", "14,88 S 1361 8400", "14,88 S 1361 8400", "14,88 S 1361 8400", "3,24 S 1361 8401",
      ])
    #expect(try sale(1_030) == ["50,00 S 1361 8400 40", "2,72 S 1361 8401 40", "10,30 S 1361 1776"])
  }

  @Test("(vi) a day of many orders comes to their tax, which was rounded on each", arguments: [7, 19])
  func manyOrders(percent: Int32) throws {
    let rate = TaxRate(thousandths: percent * 1_000)
    let tag = Sample.tag("DE-S", "DE", percent)
    for orders in [2, 10, 100, 300] {
      var (net, tax): (Int64, Int64) = (0, 0)
      for order in 1...Int64(orders) {
        let gross = order * 7_919 % 20_000 + 1
        let contained = rate.taxContained(in: MinorUnits(gross))?.count ?? 0
        (net, tax) = (net + gross - contained, tax + contained)
      }
      let found = try DATEVReading.rows(
        Sample.entry(
          1, Sample.line(Sample.clearing, net + tax), Sample.line(Sample.revenue, -net, tag),
          Sample.line(Sample.tax, -tax, tag)))
      let grosses = found.map { Int64($0[1]?.filter(\.isNumber) ?? "") ?? 0 }
      #expect(found.allSatisfy { $0[8] == "8400" && $0[9] == "" })
      #expect(grosses.reduce(0, +) == net + tax)
      let taxes = grosses.map { (2 * $0 * Int64(percent) + 100 + Int64(percent)) / (2 * (100 + Int64(percent))) }
      #expect(taxes.reduce(0, +) == tax)
    }
  }

  @Test("(i) every tax that gross rows stand for is the tax that is booked", arguments: [7, 19])
  func workedOut(percent: Int32) throws {
    let rate = TaxRate(thousandths: percent * 1_000)
    let tag = Sample.tag("DE-S", "DE", percent)
    for net in stride(from: Int64(1), through: 700, by: 3) {
      for off in -1...1 as ClosedRange<Int64> {
        let tax = (rate.tax(on: MinorUnits(net))?.count ?? 0) + off
        guard tax > 0 else { continue }
        let found = try DATEVReading.rows(
          Sample.entry(
            1, Sample.line(Sample.clearing, net + tax), Sample.line(Sample.revenue, -net, tag),
            Sample.line(Sample.tax, -tax, tag)))
        var booked: Int64 = 0
        for row in found {
          let cents = Int64(row[1]?.filter(\.isNumber) ?? "") ?? 0
          if row[8] == "1776" { booked += cents }
          // Half a cent up, as DATEV rounds.
          if row[8] == "8400", row[9] == "" {
            booked += (2 * cents * Int64(percent) + 100 + Int64(percent)) / (2 * (100 + Int64(percent)))
          }
        }
        #expect(booked == tax, "\(net) + \(tax)")
      }
    }
  }

  @Test(
    "(iv) an account without automatic gets key 3 for 19 % and 2 for 7 %, and none while the keys meant other rates")
  func keys() throws {
    func sale(_ percent: Int32, _ tax: Int64, on day: String) -> JournalEntry {
      let tag = Sample.tag("DE-S", "DE", percent)
      return Sample.entry(
        1, on: day, Sample.line(Sample.clearing, 10_000 + tax), Sample.line(Sample.plainRevenue, -10_000, tag),
        Sample.line(Sample.tax, -tax, tag))
    }
    #expect(try DATEVReading.sentences(sale(19, 1_900, on: "2026-01-05")) == ["119,00 S 1361 8200 3"])
    #expect(try DATEVReading.sentences(sale(7, 700, on: "2026-01-05")) == ["107,00 S 1361 8200 2"])
    #expect(
      try DATEVReading.sentences(sale(19, 1_900, on: "2020-08-05")) == ["100,00 S 1361 8200", "19,00 S 1361 1776"])
  }

  @Test("(v) one-stop shop: key 240 from Germany and 241 from elsewhere, country, rate and own VAT id")
  func oneStopShop() throws {
    func sale(_ tag: TaxTag) -> JournalEntry {
      Sample.entry(
        1, Sample.line(Sample.clearing, 12_000), Sample.line(Sample.oss, -10_000, tag),
        Sample.line(Sample.ossTax, -2_000, tag))
    }
    let columns = [1, 8, 9, 40, 41, 123]
    let german = try DATEVReading.rows(sale(Sample.french))
    #expect(
      german.map { row in columns.map { row[$0, default: ""] } } == [
        ["120,00", "8320", "240", "FR", "20,00", "DE123456788"]
      ])
    let polish = try DATEVReading.rows(sale(Sample.tag("OSS-S-PL", "FR", 20)))
    #expect(
      polish.map { row in columns.map { row[$0, default: ""] } } == [
        ["120,00", "8320", "241", "FR", "20,00", "PL5260001246"]
      ])
    #expect(throws: RunFailure.self) { try DATEVReading.rows(sale(Sample.tag("OSS-S-CZ", "FR", 20))) }
    // Several rates and countries in one order stay apart.
    let greek = try DATEVReading.rows(sale(Sample.tag("OSS-R", "EL", 20)))
    #expect(greek.map { $0[40] } == ["EL"])
  }

  @Test("what the buyer of a service owes is worked out on top of the net amount, or written apart")
  func reverseCharge() throws {
    func invoice(_ tax: Int64) -> JournalEntry {
      Sample.entry(
        1, kind: .fee, Sample.line(Sample.fees, 10_000, Sample.tag("RC-S", "DE", 19)),
        Sample.line(Sample.deducted, tax, Sample.tag("RC-S-IN", "DE", 19)),
        Sample.line(Sample.owed, -tax, Sample.tag("RC-S", "DE", 19)), Sample.line(Sample.clearing, -10_000))
    }
    #expect(try DATEVReading.sentences(invoice(1_900)) == ["100,00 H 1361 3125"])
    #expect(
      try DATEVReading.sentences(invoice(1_901)) == [
        "100,00 S 1590 1361", "100,00 H 1590 3125 40", "19,01 H 1590 1577", "19,01 S 1590 1787",
      ])
  }
}
