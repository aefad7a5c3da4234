/// Thresholds of registration: which there are, and which sale crosses.
import Commerce
import Tax
import Testing

@Suite struct ThresholdTests {
  private static func counter(_ code: String) throws -> ThresholdCounter {
    ThresholdCounter(try #require(Thresholds.all.first { $0.code == code }))
  }

  private static func sale(
    _ document: String, _ date: String, _ net: Int64, isMarketplace: Bool = false
  ) throws -> ThresholdCounter.Sale {
    ThresholdCounter.Sale(
      document: document, date: try #require(CivilDate(date)), net: MinorUnits(net), isMarketplace: isMarketplace)
  }

  @Test("the limits are those of the table")
  func table() throws {
    let all = Thresholds.all
    #expect(all.count == 51, "48 states and territories with a sales tax, the Union, Australia and Switzerland")
    let limits = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.sales.count / 100) })
    #expect(limits["us_ca"] == 500_000 && limits["us_tx"] == 500_000 && limits["us_ny"] == 500_000)
    #expect(limits["us_al"] == 250_000 && limits["us_ms"] == 250_000 && limits["us_wa"] == 100_000)
    #expect(limits["eu_distance_sales"] == 10_000 && limits["au_gst_turnover"] == 75_000)
    #expect(limits["ch_mail_order"] == 100_000)
    #expect(["us_de", "us_mt", "us_nh", "us_or"].allSatisfy { limits[$0] == nil })
  }

  @Test("the sale that crosses is over the limit itself, and the one that reaches four fifths is near it")
  func crossing() throws {
    var counter = try Self.counter("eu_distance_sales")
    #expect(counter.add(try Self.sale("1", "2024-03-01", 799_999)) == .below)
    #expect(counter.add(try Self.sale("2", "2024-03-01", 1)) == .near)
    #expect(counter.add(try Self.sale("3", "2024-05-01", 200_000)) == .near, "10,000.00 does not exceed 10,000")
    #expect(counter.add(try Self.sale("4", "2024-05-01", 1)) == .crossed)
    #expect(counter.add(try Self.sale("5", "2024-05-01", 5_000)) == .crossed)
    #expect(counter.years.map(\.net.count) == [1_005_001])
    #expect(counter.crossing(of: 2024)?.document == "4")
    #expect(counter.years[0].near?.document == "2")
  }

  @Test("who was over last year is over this year, and the year after next no more")
  func nextYears() throws {
    var counter = try Self.counter("eu_distance_sales")
    counter.add(try Self.sale("1", "2023-12-31", 1_000_001))
    #expect(counter.add(try Self.sale("2", "2024-01-01", 100)) == .crossed)
    #expect(counter.crossing(of: 2024)?.document == "1")
    #expect(counter.add(try Self.sale("3", "2025-01-01", 100)) == .below)
  }

  @Test("refunds are taken off in the Union, not in the United States, and what was crossed stays crossed")
  func refunds() throws {
    var union = try Self.counter("eu_distance_sales")
    union.add(try Self.sale("1", "2024-03-01", 900_000))
    union.add(try Self.sale("R1", "2024-03-02", -900_000))
    #expect(union.add(try Self.sale("2", "2024-03-03", 200_000)) == .near, "near was told with the first sale")
    #expect(union.years[0].net == MinorUnits(200_000) && union.years[0].count == 2)
    var texas = try Self.counter("us_tx")
    texas.add(try Self.sale("1", "2024-03-01", 50_000_001))
    #expect(texas.add(try Self.sale("R1", "2024-03-02", -50_000_001)) == .crossed)
    #expect(texas.years[0].net == MinorUnits(50_000_001))
  }

  @Test(
    "a number of transactions crosses where the state counts it, on the days on which it does",
    arguments: [
      // 200 sales of a dollar each.
      ("us_ga", "2024-02-01", ThresholdCounter.State.crossed), ("us_il", "2025-12-31", .crossed),
      ("us_il", "2026-01-01", .below), ("us_nc", "2024-06-30", .crossed), ("us_nc", "2024-07-01", .below),
      ("us_ut", "2025-06-30", .crossed), ("us_ut", "2025-07-01", .below), ("us_ca", "2024-02-01", .below),
      ("us_fl", "2024-02-01", .below),
    ])
  func transactions(_ code: String, _ date: String, _ state: ThresholdCounter.State) throws {
    var counter = try Self.counter(code)
    for number in 1...199 { counter.add(try Self.sale("\(number)", date, 100)) }
    #expect(counter.state(on: try #require(CivilDate(date))) != .crossed)
    #expect(counter.add(try Self.sale("200", date, 100)) == state)
    if state == .crossed { #expect(counter.years[0].crossing?.document == "200") }
  }

  @Test("where both are needed, one is not enough")
  func both() throws {
    var newYork = try Self.counter("us_ny")
    #expect(newYork.add(try Self.sale("1", "2024-03-01", 60_000_000)) == .below)
    for number in 2...99 { newYork.add(try Self.sale("\(number)", "2024-03-02", 100)) }
    #expect(newYork.state(of: 2024) == .near)
    #expect(newYork.add(try Self.sale("100", "2024-03-02", 100)) == .crossed)
  }

  @Test("marketplace sales count where the state says so")
  func marketplaces() throws {
    var texas = try Self.counter("us_tx")
    #expect(texas.add(try Self.sale("1", "2024-03-01", 60_000_000, isMarketplace: true)) == .crossed)
    var georgia = try Self.counter("us_ga")
    #expect(georgia.add(try Self.sale("1", "2024-03-01", 60_000_000, isMarketplace: true)) == .below)
    #expect(georgia.years.isEmpty)
  }

  @Test("Connecticut counts the twelve months that end in September")
  func connecticut() throws {
    var counter = try Self.counter("us_ct")
    for number in 1...150 { counter.add(try Self.sale("a\(number)", "2023-10-01", 100_000)) }
    for number in 1...50 { counter.add(try Self.sale("b\(number)", "2024-09-30", 100_000)) }
    counter.add(try Self.sale("c", "2024-10-01", 100_000))
    #expect(counter.years.map(\.year) == [2024, 2025])
    #expect(counter.crossing(of: 2024)?.document == "b50")
  }

  @Test("a threshold crosses nothing before its first day, though earlier sales of the year count")
  func firstDay() throws {
    var counter = try Self.counter("eu_distance_sales")
    #expect(counter.add(try Self.sale("1", "2021-06-30", 900_000)) == .below)
    #expect(counter.add(try Self.sale("2", "2021-07-01", 200_000)) == .crossed)
  }

  @Test(
    "states are found by code and by name",
    arguments: [
      ("TX", "US-TX"), ("us-tx", "US-TX"), ("Texas", "US-TX"), ("NEW  YORK", "US-NY"), ("Ontario", nil), ("", nil),
    ]
      as [(String, String?)])
  func regions(_ text: String, _ code: String?) throws {
    let country = try #require(Country("US"))
    #expect(VATArea.standard.place(country, region: text)?.territory.code == code)
  }
}
