/// Payouts in the books: each event on its own day, every order settled to exactly zero.
import Books
import Commerce
import Tax
import Testing

@Suite("Payouts in the books")
struct PayoutRulesTests {
  private let rules = SettledPayouts.rules()

  @Test("Fees are posted on the day of the sale, the transfer on its own; both together are what the orders gave")
  func fees() throws {
    let payout = SettledPayouts.payout(
      total: 25_866,
      lines: [
        SettledPayouts.line(.sale, 11_900, fee: 250, "1001"), SettledPayouts.line(.refund, -5_950, "1001"),
        SettledPayouts.line(.sale, 9_659, fee: 193, "1002"), SettledPayouts.line(.sale, 12_000, fee: 100, "1003"),
        SettledPayouts.line(.refund, -1_200, "1003"),
      ])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout)) == [
        "2026-01-15 fee payment_fees 543", "2026-01-15 fee clearing shopify 1001 -250",
        "2026-01-15 fee clearing shopify 1002 -193", "2026-01-15 fee clearing shopify 1003 -100",
        "2026-01-16 payout bank 25866", "2026-01-16 payout clearing shopify 1001 -5700",
        "2026-01-16 payout clearing shopify 1002 -9466", "2026-01-16 payout clearing shopify 1003 -10700",
      ])
  }

  @Test("Where days are summed, a payout's own id stands for its orders")
  func summed() throws {
    let payout = SettledPayouts.payout(lines: [
      SettledPayouts.line(.sale, 11_900, fee: 250, "1001"), SettledPayouts.line(.sale, 9_659, fee: 193, "1002"),
    ])
    #expect(
      SettledPayouts.words(try SettledPayouts.rules(namesOrders: false).entries(of: payout)) == [
        "2026-01-15 fee payment_fees 443", "2026-01-15 fee clearing shopify PO-77 -443",
        "2026-01-16 payout bank 21116", "2026-01-16 payout clearing shopify PO-77 -21116",
      ])
  }

  @Test("Events of a payout over a month's end are booked in their months; nothing is carried over")
  func monthsEnd() throws {
    let payout = SettledPayouts.payout(
      "amazon", on: "2026-02-03",
      lines: [
        SettledPayouts.line(.sale, 10_000, "A", on: "2026-01-30"),
        SettledPayouts.line(.fee, -1_500, "A", on: "2026-01-30", "Order/ItemFees/Commission"),
        SettledPayouts.line(.fee, -540, "A", on: "2026-01-30", "Order/ItemFees/FBAPerUnitFulfillmentFee"),
        SettledPayouts.line(.fee, -5_000, on: "2026-02-01", "ServiceFee/Cost of Advertising/TransactionTotalAmount"),
        SettledPayouts.line(.reserve, -2_000, on: "2026-02-01", "Current Reserve Amount"),
      ])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout)) == [
        "2026-01-30 fee platform_fees 1500", "2026-01-30 fee clearing amazon A -2040",
        "2026-01-30 fee fulfilment_fees 540", "2026-02-01 fee advertising 5000",
        "2026-02-01 fee clearing amazon PO-77 -5000", "2026-02-01 payout reserve amazon PO-77 2000",
        "2026-02-01 payout clearing amazon PO-77 -2000", "2026-02-03 payout bank 960",
        "2026-02-03 payout clearing amazon A -7960", "2026-02-03 payout clearing amazon PO-77 7000",
      ])
  }

  @Test("What a payout gives besides sales goes where its kind belongs; what nobody explains is in suspense, named")
  func others() throws {
    let payout = SettledPayouts.payout(
      "amazon",
      lines: [
        SettledPayouts.line(.adjustment, 800, "WAREHOUSE_DAMAGE"),
        SettledPayouts.line(.other, 101, "", "Something New"),
        SettledPayouts.line(.tax, -70, "A", "ItemTCS/TCS-CGST"),
        SettledPayouts.line(.tax, -1_040, "A", "ItemTaxWithheldList/MarketplaceFacilitatorTax-Principal"),
      ])
    let entries = try rules.entries(of: payout)
    let words = SettledPayouts.words(entries)
    #expect(words.contains("2026-01-15 adjustment compensation -800"))
    #expect(words.contains("2026-01-15 adjustment suspense -101"))
    #expect(words.contains("2026-01-15 adjustment withheld_tax 70"))
    #expect(!words.contains { $0.contains("marketplace_tax") })
    #expect(entries.flatMap(\.postings).first { $0.account.role == .suspense }?.note == "Something New")
  }

  @Test("Tax that a marketplace keeps leaves the account where the documents have put it, and only then")
  func marketplaceTax() throws {
    var line = SettledPayouts.line(.tax, -1_040, "A", "MarketplaceFacilitatorTax-Principal")
    line.marketplaceTax = TaxTag(code: "US-MF", territory: Territory("US"), rate: nil)
    let words = SettledPayouts.words(try rules.entries(of: SettledPayouts.payout("amazon", lines: [line])))
    #expect(
      words.prefix(2) == [
        "2026-01-15 adjustment marketplace_tax 1040", "2026-01-15 adjustment clearing amazon A -1040",
      ])
  }

  @Test("A chargeback takes back income and tax of its sale in proportion, and its fee is a fee")
  func chargeback() throws {
    var line = SettledPayouts.line(.chargeback, -5_950, fee: 1_500, "1001")
    line.sale = PostedDocument(
      kind: .sale, platform: "shopify", paymentMethod: "shopify_payments", currency: .euro, reference: "1001",
      lines: [.line(.taxed("19"), 10_000, tax: 1_900)])
    #expect(
      SettledPayouts.words(try rules.entries(of: SettledPayouts.payout(lines: [line]))) == [
        "2026-01-15 fee payment_fees 1500", "2026-01-15 fee clearing shopify 1001 -1500",
        "2026-01-15 refund revenue domestic DE 19 5000", "2026-01-15 refund output_tax domestic DE 19 950",
        "2026-01-15 refund clearing shopify 1001 -5950", "2026-01-16 payout bank -7450",
        "2026-01-16 payout clearing shopify 1001 7450",
      ])
  }

  @Test("A chargeback takes back exactly what was fetched, however its parts round")
  func chargebackOfPart() throws {
    var line = SettledPayouts.line(.chargeback, -100, "1001")
    line.sale = PostedDocument.sale(
      "1001", by: "shopify_payments",
      [.line(.taxed("19"), 1_000, tax: 190), .line(.taxed("7"), 1_000, tax: 70), .line(.export, 740)])
    let entries = try rules.entries(of: SettledPayouts.payout(lines: [line]))
    #expect(
      SettledPayouts.words(entries).prefix(6) == [
        "2026-01-15 refund revenue domestic DE 19 34", "2026-01-15 refund output_tax domestic DE 19 6",
        "2026-01-15 refund revenue domestic DE 7 33", "2026-01-15 refund output_tax domestic DE 7 2",
        "2026-01-15 refund revenue export 25", "2026-01-15 refund clearing shopify 1001 -100",
      ])
  }

  @Test("A chargeback of what a card has paid beside a gift card leaves the gift card redeemed")
  func chargebackBesideGiftCard() throws {
    var line = SettledPayouts.line(.chargeback, -5_950, "1001")
    line.sale = PostedDocument.sale(
      "1001", by: "gift_card + shopify_payments", [.line(.taxed("19"), 10_000, tax: 1_900)]
    )
    .redeeming(5_950)
    let entries = try rules.entries(of: SettledPayouts.payout(lines: [line]))
    #expect(
      SettledPayouts.words(entries).prefix(3) == [
        "2026-01-15 refund revenue domestic DE 19 5000", "2026-01-15 refund output_tax domestic DE 19 950",
        "2026-01-15 refund clearing shopify 1001 -5950",
      ])
  }

  @Test("A chargeback of an order that nobody knows is in suspense, never income")
  func unknownChargeback() throws {
    let line = SettledPayouts.line(.chargeback, -5_950, "9999", "dispute")
    let words = SettledPayouts.words(try rules.entries(of: SettledPayouts.payout(lines: [line])))
    #expect(words.first == "2026-01-15 refund suspense 5950")
  }

  @Test("Services of a declared supplier abroad carry the tax that the business owes and deducts")
  func reverseCharge() throws {
    let payout = SettledPayouts.payout(
      "amazon", on: "2026-02-03", lines: [SettledPayouts.line(.fee, -10_000, on: "2026-01-31", "Commission")])
    #expect(
      SettledPayouts.words(try SettledPayouts.rules(reverseCharge: ["amazon"]).entries(of: payout)).prefix(4)
        == [
          "2026-01-31 fee reverse_charge_fees 10000", "2026-01-31 fee reverse_charge_input_tax 1900",
          "2026-01-31 fee reverse_charge_tax -1900", "2026-01-31 fee clearing amazon PO-77 -10000",
        ].prefix(4))
  }

  // MARK: Exchange

  @Test("What the bank gets in the books' currency makes the difference from the documents' rates")
  func exchange() throws {
    let payout = SettledPayouts.payout(
      "stripe", in: SettledPayouts.pound, bank: SettledPayout.BankAmount(MinorUnits(13_340), .euro),
      lines: [
        SettledPayouts.line(
          .sale, 12_000, fee: 400, "1010", ratio: BaseRatio(MinorUnits(12_000), is: MinorUnits(14_040)))
      ])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout)) == [
        "2026-01-15 fee payment_fees 400 = 468", "2026-01-15 fee clearing stripe 1010 -400 = -468",
        "2026-01-16 payout bank 13340", "2026-01-16 payout exchange_loss 232",
        "2026-01-16 payout clearing stripe 1010 -11600 = -13572",
      ])
  }

  @Test("The parts of an order come to exactly what it is in the books, however many there are")
  func parts() throws {
    let ratio = BaseRatio(MinorUnits(999), is: MinorUnits(917))
    let lines = (0..<9).map { _ in SettledPayouts.line(.sale, 111, "1010", ratio: ratio) }
    let payout = SettledPayouts.payout("stripe", in: SettledPayouts.pound, lines: lines)
    #expect(SettledPayouts.change(try rules.entries(of: payout)) == [-999, -917])
  }

  @Test("Money that stays in its currency keeps its value: no difference comes about")
  func carried() throws {
    let payout = SettledPayouts.payout(
      "stripe", in: SettledPayouts.pound,
      lines: [SettledPayouts.line(.sale, 12_000, "1010", ratio: BaseRatio(MinorUnits(12_000), is: MinorUnits(14_040)))])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout)) == [
        "2026-01-16 payout bank gbp 12000 = 14040", "2026-01-16 payout clearing stripe 1010 -12000 = -14040",
      ])
  }

  @Test("Without a rate nothing is guessed")
  func noRate() {
    let payout = SettledPayouts.payout(
      "stripe", in: SettledPayouts.pound, ratio: nil, lines: [SettledPayouts.line(.sale, 12_000, "1010")])
    #expect(throws: PayoutFault.noRate) { try rules.entries(of: payout) }
  }

  // MARK: How far the money has come

  @Test(
    "A payout that was not sent transfers nothing; what has happened is booked",
    arguments: [PayoutStatus.open, .scheduled, .inTransit, .failed, .cancelled])
  func unsent(status: PayoutStatus) throws {
    let payout = SettledPayouts.payout("shopify", status, lines: [SettledPayouts.line(.sale, 11_900, fee: 250, "1001")])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout)) == [
        "2026-01-15 fee payment_fees 250", "2026-01-15 fee clearing shopify 1001 -250",
      ])
  }

  @Test("A transfer on a statement is booked on its own day")
  func statement() throws {
    let day = SettledPayouts.payout(
      "paypal", nil, on: nil,
      lines: [
        SettledPayouts.line(.sale, 11_900, fee: 250, "1001"),
        SettledPayouts.line(.payout, -9_000, on: "2026-01-17", "General Withdrawal"),
      ])
    #expect(
      SettledPayouts.words(try rules.entries(of: day)).suffix(2) == [
        "2026-01-17 payout bank 9000", "2026-01-17 payout clearing paypal PO-77 -9000",
      ])
  }

  @Test("A paid payout without a day is not booked")
  func undated() {
    #expect(throws: PayoutFault.undated) {
      try rules.entries(of: SettledPayouts.payout(on: nil, lines: [SettledPayouts.line(.sale, 100, "1")]))
    }
  }

  @Test(
    "What was carried over is part of the total with some platforms and not with others", arguments: [5_000, 4_000])
  func opening(total: Int64) throws {
    let payout = SettledPayouts.payout(
      "amazon", total: total, opening: -1_000, lines: [SettledPayouts.line(.sale, 5_000, "A")])
    #expect(
      SettledPayouts.words(try rules.entries(of: payout))
        == (total == 5_000
          ? ["2026-01-16 payout bank 5000", "2026-01-16 payout clearing amazon A -5000"]
          : [
            "2026-01-16 payout bank 4000", "2026-01-16 payout clearing amazon A -5000",
            "2026-01-16 payout clearing amazon PO-77 1000",
          ]))
  }
}
