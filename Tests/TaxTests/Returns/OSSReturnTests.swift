/// Returns of the one-stop shops, with figures that were worked out by hand.
import Commerce
import Tax
import Testing

@Suite struct OSSReturnTests {
  @Test("lines of one state, type and rate are one row: 99.17 and 10.00 are 109.17, 19.83 and 2.00 are 21.83")
  func sums() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "FR", "20", net: "99.17", tax: "19.83", on: "2026-01-01"),
        OSSLine.line(2, "FR", "20", net: "10.00", tax: "2.00", on: "2026-03-31"),
        OSSLine.line(2, "FR", "5.5", net: "20.00", tax: "1.10", on: "2026-03-31", category: .reduced, number: 2),
        OSSLine.line(3, "FR", "20", net: "7.00", tax: "1.40", on: "2026-04-01"),
        OSSLine.line(4, "FR", "20", net: "7.00", tax: "1.40", on: "2026-02-01", taxReturn: .domestic),
      ])
    #expect(made.rows == ["FR GOODS STANDARD 20 109.17 21.83", "FR GOODS REDUCED 5.5 20.00 1.10"])
    #expect(made.payable.text == "22.93")
    #expect(made.supplies.first?.entries.map(\.document.externalID) == ["D1", "D2"])
    #expect(made.omitted == [])
  }

  @Test("a refund within the period of its sale is a negative line in the same row (V110)")
  func refundOfSamePeriod() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "FR", "20", net: "200.00", tax: "40.00", on: "2026-02-01"),
        OSSLine.line(
          2, "FR", "20", net: "-100.00", tax: "-20.00", on: "2026-03-02", kind: .refund, soldOn: "2026-02-01"),
      ])
    #expect(made.rows == ["FR GOODS STANDARD 20 100.00 20.00"])
    #expect(made.corrected == [])
  }

  @Test("a refund of an earlier period is a correction: a sum of tax by state and period (V111)")
  func refundOfEarlierPeriod() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(
          1, "FR", "20", net: "-100.00", tax: "-20.00", on: "2026-01-05", kind: .refund, soldOn: "2025-11-15"),
        OSSLine.line(
          2, "FR", "5.5", net: "-100.00", tax: "-5.50", on: "2026-02-05", kind: .refund, soldOn: "2025-12-31",
          category: .reduced),
        OSSLine.line(
          3, "FR", "20", net: "-50.00", tax: "-10.00", on: "2026-02-05", kind: .refund, soldOn: "2025-09-30"),
      ])
    #expect(made.rows == [])
    #expect(made.corrected == ["FR 2025-Q3 -10.00", "FR 2025-Q4 -25.50"])
    #expect(made.balances.map(\.balance.text) == ["-35.50"])
    #expect(!made.isNil)
  }

  @Test("a negative balance of one state reduces no other's: 30.00 are paid, not 10.00")
  func balances() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "AT", "20", net: "150.00", tax: "30.00", on: "2026-01-05"),
        OSSLine.line(
          2, "FR", "20", net: "-100.00", tax: "-20.00", on: "2026-01-05", kind: .refund, soldOn: "2025-11-15"),
      ])
    #expect(
      made.balances.map { "\($0.consumption) \($0.balance.text) \($0.payable.text)" } == [
        "AT 30.00 30.00", "FR -20.00 0.00",
      ])
    #expect(made.payable.text == "30.00")
  }

  @Test("sales before 2021-07-01 and returns due more than three years ago are not corrected but listed apart")
  func lateCorrections() throws {
    func refund(_ soldOn: String, on date: String) throws -> DeclaredLine {
      try OSSLine.line(1, "FR", "20", net: "-10.00", tax: "-2.00", on: date, kind: .refund, soldOn: soldOn)
    }
    #expect(
      try OSSLine.made("2021-Q3", [refund("2021-06-30", on: "2021-08-01")]).omitted == ["D1 before_2021_07 -2.00"])
    // Due on 2021-10-31: the return for 2024-Q3 can be handed in by 2024-10-31, that for 2024-Q4 not before 2025.
    #expect(try OSSLine.made("2024-Q3", [refund("2021-08-01", on: "2024-09-30")]).corrected == ["FR 2021-Q3 -2.00"])
    #expect(
      try OSSLine.made("2024-Q4", [refund("2021-08-01", on: "2024-10-01")]).omitted == ["D1 past_three_years -2.00"])
  }

  @Test("a refund of an unknown sale counts in its own period with a remark, and apart when the row gets negative")
  func unknownSales() throws {
    let refund = try OSSLine.line(2, "FR", "20", net: "-10.00", tax: "-2.00", on: "2026-02-01", kind: .refund)
    let sale = try OSSLine.line(1, "FR", "20", net: "30.00", tax: "6.00", on: "2026-01-01")
    let both = try OSSLine.made("2026-Q1", [sale, refund])
    #expect(both.rows == ["FR GOODS STANDARD 20 20.00 4.00"])
    #expect(both.supplies.first?.entries.map(\.remark) == [nil, .saleUnknown])
    let alone = try OSSLine.made("2026-Q1", [refund])
    #expect(alone.omitted == ["D2 negative_row -2.00"])
    #expect(alone.isNil)
  }

  @Test("rows tell where goods left: the state of identification, or another with its number")
  func origins() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "FR", "20", net: "10.00", tax: "2.00", on: "2026-01-01", dispatch: "PL"),
        OSSLine.line(2, "DE", "19", net: "10.00", tax: "1.90", on: "2026-01-01", dispatch: "PL"),
        OSSLine.line(3, "FR", "20", net: "5.00", tax: "1.00", on: "2026-01-01", lineKind: .digital),
        OSSLine.line(4, "FR", "20", net: "1.00", tax: "0.20", on: "2026-01-01", lineKind: .shipping),
      ], of: OSSLine.trader(registrations: ["PL": "PL5260001246"]))
    #expect(
      made.rows == [
        "DE<PL GOODS STANDARD 19 10.00 1.90", "FR GOODS STANDARD 20 1.00 0.20", "FR SERVICES STANDARD 20 5.00 1.00",
        "FR<PL GOODS STANDARD 20 10.00 2.00",
      ])
    #expect(made.supplies.first?.originNumber == "PL5260001246")
  }

  @Test(
    "the state whose return carries the tax of a territory",
    arguments: [
      ("EL", "EL"), ("PT-20", "PT"), ("AT-JM", "AT"), ("XI", "XI"), ("ES-CN", nil), ("GB", nil),
      ("US-TX", nil),
    ] as [(String, String?)])
  func states(_ territory: String, _ state: String?) throws {
    let made = try OSSLine.made("2026-Q1", [OSSLine.line(1, territory, "20", net: "10", tax: "2", on: "2026-01-01")])
    #expect(made.supplies.first?.key.consumption.code == state)
    #expect(made.omitted == (state == nil ? ["D1 outside_union 2.00"] : []))
  }

  @Test("a rate is standard or reduced by what it was in its state on the day of the sale, not by the product's class")
  func rateTypes() throws {
    let made = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "AT", "10", net: "10.00", tax: "1.00", on: "2026-01-01"),
        OSSLine.line(2, "AT", "20", net: "10.00", tax: "2.00", on: "2026-01-01", category: .reduced),
        OSSLine.line(3, "PT-30", "22", net: "10.00", tax: "2.20", on: "2026-01-01"),
      ])
    #expect(
      made.rows == [
        "AT GOODS STANDARD 20 10.00 2.00", "AT GOODS REDUCED 10 10.00 1.00", "PT GOODS STANDARD 22 10.00 2.20",
      ])
  }

  @Test("what cannot be declared is left out with its reason")
  func reasons() throws {
    let lines = try [
      OSSLine.line(1, "FR", "20", net: "10", tax: "2", on: "2026-01-01", status: .cancelled),
      OSSLine.line(2, "FR", "20", net: "10", tax: "2", on: "2026-01-01", status: .pending),
      OSSLine.line(3, "FR", nil, net: "10", tax: "2", on: "2026-01-01"),
      OSSLine.line(4, "IE", "0", net: "10", tax: "0", on: "2026-01-01", category: .zero),
      OSSLine.line(5, "FR", "20", net: "10", tax: "2", on: "2026-01-01", dispatch: nil),
      OSSLine.line(6, "FR", "20", net: "10", tax: "2", on: "2026-01-01", treatment: .pending),
      OSSLine.line(7, "FR", "20", net: "10", tax: "2", on: "2026-01-01", currency: "USD"),
    ]
    #expect(
      try OSSLine.made("2026-Q1", lines).omitted == [
        "D5 dispatch_unknown 2.00", "D7 no_fixing 2.00", "D3 no_rate 2.00", "D1 status_cancelled 2.00",
        "D2 status_pending 2.00", "D6 tax_pending 2.00", "D4 zero_rate 0.00",
      ])
    var unregistered = OSSReturnBuilder(.union, try #require(ReturnPeriod("2026-Q1")), of: nil)
    unregistered.add(try OSSLine.line(1, "FR", "20", net: "10", tax: "2", on: "2026-01-01"))
    #expect(unregistered.finish(nil).omitted == ["D1 not_registered 2.00"])
  }

  @Test("a period without anything is a nil return, due at the end of the month that follows")
  func nilReturns() throws {
    #expect(try OSSLine.made("2026-Q1", []).isNil)
    #expect(try OSSLine.made("2026-Q1", []).due.description == "2026-04-30")
    #expect(try OSSLine.made("2025-12", [], scheme: .importScheme).due.description == "2026-01-31")
    let refunded = try OSSLine.made(
      "2026-Q1",
      [
        OSSLine.line(1, "FR", "20", net: "10.00", tax: "2.00", on: "2026-02-01"),
        OSSLine.line(2, "FR", "20", net: "-10.00", tax: "-2.00", on: "2026-03-02", kind: .refund, soldOn: "2026-02-01"),
      ])
    #expect(refunded.isNil)
    #expect(refunded.rows == ["FR GOODS STANDARD 20 0.00 0.00"])
  }

  @Test("every line is in one row, one correction, or left out: the sums by currency are those of the lines")
  func nothingIsLost() throws {
    let lines = try Self.invented(2_000)
    let made = try OSSLine.made("2026-Q1", lines, fixings: ECBFixingsTests.fixings())
    var wanted: [Currency: [Int64]] = [:]
    for line in lines { wanted[line.document.currency, default: [0, 0]].add(line.net, line.tax) }
    var found: [Currency: [Int64]] = [:]
    for entry in made.supplies.flatMap(\.entries) + made.corrections.flatMap(\.entries) {
      found[entry.document.currency, default: [0, 0]].add(entry.net, entry.tax)
    }
    for item in made.leftOut { found[item.document.currency, default: [0, 0]].add(item.net, item.tax) }
    #expect(found == wanted)
    #expect(made.supplies.count > 5 && made.corrections.count > 3 && made.leftOut.count > 100)
  }

  /// Lines drawn from a fixed sequence: states, rates, currencies, refunds of known, early and unknown sales, and trouble.
  private static func invented(_ count: Int) throws -> [DeclaredLine] {
    var state: UInt64 = 42
    func draw<Value>(_ values: [Value]) -> Value {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return values[Int(state >> 33) % values.count]
    }
    return try (0..<count).map { index in
      let isRefund = draw([true, false, false, false])
      let sign = isRefund ? "-" : ""
      return try OSSLine.line(
        Int64(index), draw(["FR", "AT", "EL", "PL", "ES-CN"]), draw(["20", "5.5", nil]),
        net: "\(sign)\(draw(["10.01", "99.99", "0.05", "1234.56"]))", tax: "\(sign)\(draw(["2.00", "0.01", "246.91"]))",
        on: draw(["2026-01-01", "2026-02-14", "2026-03-31"]), currency: draw(["EUR", "SEK", "USD", "AED"]),
        kind: isRefund ? .refund : .sale,
        soldOn: isRefund ? draw([nil, "2026-01-01", "2025-07-01", "2022-05-05", "2020-01-01"]) : nil,
        status: draw([.completed, .completed, .refunded, .cancelled]), number: Int64(index % 2 + 1))
    }
  }
}

extension [Int64] {
  fileprivate mutating func add(_ net: MinorUnits, _ tax: MinorUnits) {
    self[0] += net.count
    self[1] += tax.count
  }
}
