/// The charts that come with the program, and a business's own accounts over them.
import Books
import Commerce
import Tax
import Testing

@Suite("Charts of accounts")
struct ChartTests {
  static func chart(_ name: String) throws -> ChartOfAccounts { try #require(ChartOfAccounts.named(name)) }

  @Test("there are four, and no other")
  func names() {
    #expect(ChartOfAccounts.names == ["skr03", "skr04", "uk", "us"])
    #expect(ChartOfAccounts.named("ifrs") == nil)
  }

  @Test("every row can be read, and every number has one name and one type", arguments: ChartOfAccounts.names)
  func readable(_ name: String) throws {
    let chart = try Self.chart(name)
    #expect(chart.unreadable == [])
    #expect(Set(chart.accounts.map(\.name)).count == chart.accounts.count)
  }

  @Test("every role has an account whatever the supply, place, rate and party", arguments: ChartOfAccounts.names)
  func complete(_ name: String) throws {
    let chart = try Self.chart(name)
    #expect(chart.unmapped(among: AccountRole.allCases.map { AccountKey($0) }) == [])
    let supplies = SupplyClass.allCases.map {
      AccountKey(.revenue, supply: $0, territory: Territory("FR"), rate: TaxRate("20"), party: "anybody")
    }
    #expect(chart.unmapped(among: supplies) == [])
  }

  @Test("accounts stand on the side of the books where their role belongs", arguments: ChartOfAccounts.names)
  func types(_ name: String) throws {
    let chart = try Self.chart(name)
    let types: [AccountType: [AccountRole]] = [
      .asset: [.clearing, .receivable, .bank, .reserve, .inventory, .reverseChargeInputTax, .withheldTax],
      .liability: [.outputTax, .giftCards, .reverseChargeTax],
      .income: [.revenue, .shippingRevenue, .reduction, .exchangeGain, .compensation],
      .expense: [
        .paymentFees, .platformFees, .fulfilmentFees, .advertising, .reverseChargeFees, .costOfGoods, .exchangeLoss,
        .badDebt, .bankCharges, .rounding,
      ],
    ]
    for (type, roles) in types {
      for role in roles { #expect(chart.account(for: AccountKey(role))?.type == type, "\(role)") }
    }
  }

  @Test(
    "the closest row decides: supply before place, place before its state, state before rate, rate before party",
    arguments: [
      (AccountKey(.revenue, supply: .domestic, territory: Territory("DE"), rate: TaxRate("19")), "8400"),
      (AccountKey(.revenue, supply: .domestic, territory: Territory("DE"), rate: TaxRate("5")), "8200"),
      (AccountKey(.revenue, supply: .oss, territory: Territory("FR"), rate: TaxRate("19")), "8320"),
      (AccountKey(.revenue, supply: .local, territory: Territory("FR"), rate: TaxRate("20")), "8320"),
      (AccountKey(.revenue, supply: .local, territory: Territory("GB"), rate: TaxRate("20")), "8325"),
      (AccountKey(.revenue, supply: .marketplace, territory: Territory("US-TX")), "8338"),
      (AccountKey(.clearing, party: "paypal"), "1363"), (AccountKey(.clearing, party: "foo_pay"), "1360"),
    ])
  func closest(_ key: AccountKey, _ number: String) throws {
    #expect(try Self.chart("skr03").account(for: key)?.number == number)
  }

  @Test("an account for the supply goes before one for place, rate and party together")
  func supplyFirst() throws {
    let rate = try #require(TaxRate("20"))
    let chart = try Self.chart("us").overriding([
      AccountMapping(.revenue, territory: Territory("FR"), rate: rate, party: "shopify", account: "4011"),
      AccountMapping(.revenue, rate: rate, party: "shopify", account: "4012"),
      AccountMapping(.revenue, party: "shopify", account: "4013"),
    ])
    func account(_ supply: SupplyClass, _ territory: String, _ percent: String) -> String? {
      let key = AccountKey(
        .revenue, supply: supply, territory: Territory(territory), rate: TaxRate(percent), party: "shopify")
      return chart.account(for: key)?.number
    }
    #expect(account(.oss, "FR", "20") == "4010")
    #expect(account(.domestic, "FR", "20") == "4011")
    #expect(account(.domestic, "AT", "20") == "4012")
    #expect(account(.domestic, "AT", "10") == "4013")
  }

  @Test("carriage is sales unless the chart keeps it apart")
  func shipping() throws {
    let german = AccountKey(.shippingRevenue, supply: .domestic, territory: Territory("DE"), rate: TaxRate("7"))
    #expect(try Self.chart("skr04").account(for: german)?.number == "4300")
    let american = AccountKey(.shippingRevenue, supply: .salesTax, territory: Territory("US-CA"))
    #expect(try Self.chart("us").account(for: american)?.number == "4100")
  }

  @Test("only accounts of sales at home and abroad without tax are automatic, as DATEV has them")
  func automatic() throws {
    let automatic = try Self.chart("skr03").accounts.filter(\.worksOutTax).map(\.number)
    #expect(
      automatic == [
        "3125", "8110", "8120", "8125", "8300", "8336", "8400", "8705", "8710", "8720", "8724",
      ])
  }

  @Test("a business's own account takes the place of the chart's, and what it says nothing of stays")
  func overriding() throws {
    let chart = try Self.chart("skr03").overriding([
      AccountMapping(.clearing, party: "paypal", account: "1369", name: "PayPal"),
      AccountMapping(.revenue, supply: .oss, territory: Territory("FR"), account: "8321", name: "Erlöse Frankreich"),
      AccountMapping(.bankCharges, account: "4971"),
    ])
    let paypal = chart.account(for: AccountKey(.clearing, party: "paypal"))
    #expect(paypal == Account(number: "1369", name: "PayPal", type: .asset))
    #expect(!chart.accounts.contains { $0.number == "1363" })
    func sales(_ territory: String) -> String? {
      chart.account(for: AccountKey(.revenue, supply: .oss, territory: Territory(territory), rate: TaxRate("20")))?
        .number
    }
    #expect([sales("FR"), sales("AT")] == ["8321", "8320"])
    let charges = chart.account(for: AccountKey(.bankCharges))
    #expect(charges == Account(number: "4971", name: "bank charges", type: .expense))
    #expect(chart.account(for: AccountKey(.paymentFees))?.number == "4970")
  }

  @Test("an account that the chart has keeps its name unless a mapping gives another")
  func sharedNumber() throws {
    let chart = try Self.chart("skr03").overriding([AccountMapping(.tips, account: "1700")])
    #expect(chart.account(for: AccountKey(.tips))?.name == "Sonstige Verbindlichkeiten")
  }

  @Test("all that is wrong with mappings is told at once, in words")
  func faults() throws {
    let mappings = [
      AccountMapping(.tips, account: "1701", name: "Trinkgeld"),
      AccountMapping(.tips, account: "1702", name: "Trinkgelder"),
      AccountMapping(.duties, account: ""),
      AccountMapping(.giftCards, account: "1701", name: "Gutscheine"),
    ]
    let faults = try #require(throws: AccountMappingFaults.self) {
      _ = try Self.chart("skr03").overriding(mappings)
    }
    #expect(
      faults.all.map(\.sentence) == [
        "\"tips\" is mapped twice; keep one of the two accounts",
        "\"duties\" is mapped to an account without a number; give its number",
        "account 1701 of \"gift_cards\" has another name or type in another mapping; give it one of each",
      ])
  }
}
