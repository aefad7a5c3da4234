/// How events are posted beyond the published vectors.
import Books
import Commerce
import Tax
import Testing

@Suite("Posting events")
struct EventTests {
  private static func item(
    _ account: AccountKey, _ amount: Int64, _ currency: Currency = .euro, base: Int64? = nil
  ) -> OpenItem { VectorEvents.item(account, "1", amount, currency, base: base) }

  // MARK: Payouts

  @Test("a payout that does not come to what it settles is refused to the cent, not rounded off")
  func unbalanced() throws {
    let payout = Payout(received: Self.item(VectorEvents.bank, 9999), settled: [Self.item(VectorEvents.paypal, 10000)])
    #expect(throws: PostingFault.unbalanced(MinorUnits(-1), .euro)) { try payout.postings(in: .euro) }
    let dollars = Payout(
      received: Self.item(VectorEvents.bank, 9999, .usDollar, base: 9200),
      settled: [Self.item(VectorEvents.paypal, 10000, .usDollar, base: 9200)])
    #expect(throws: PostingFault.unbalanced(MinorUnits(-1), .usDollar)) { try dollars.postings(in: .euro) }
  }

  @Test("a bank account in the payout's own currency gains or loses in the books' currency alone")
  func foreignBank() throws {
    let payout = Payout(
      received: Self.item(VectorEvents.bank, 10000, .usDollar, base: 9100),
      settled: [Self.item(VectorEvents.paypal, 10000, .usDollar, base: 9200)])
    let postings = try payout.postings(in: .euro)
    #expect(postings.map(\.text) == ["bank 100.00 USD", "exchange_loss 1.00 EUR", "clearing paypal -100.00 USD"])
    #expect(baseSum(postings) == 0)
  }

  @Test("a payout of less than nothing is what the business pays")
  func negative() throws {
    let payout = Payout(received: Self.item(VectorEvents.bank, -500), settled: [Self.item(VectorEvents.paypal, -500)])
    #expect(try payout.postings(in: .euro).map(\.text) == ["bank -5.00 EUR", "clearing paypal 5.00 EUR"])
  }

  // MARK: Goods

  @Test("units that come back one by one bring back all that they had cost, and never more")
  func restock() throws {
    let cost = GoodsCost(
      unitCost: try #require(Exact("0.3333")), .euro, sold: try #require(Exact(Int64(3))))
    let one = try #require(Exact(Int64(1)))
    let backs = try (0..<3).map { try cost.restock(one, after: try #require(Exact(Int64($0)))) }
    #expect(backs.map { $0.first?.base.count } == [33, 34, 33])
    let spent = try (cost.postings() + backs.joined()).filter { $0.account.role == .costOfGoods }
    #expect(spent.map(\.base.count) == [100, -33, -34, -33])
    #expect(throws: PostingFault.moreThanSold) {
      try cost.restock(one, after: try #require(Exact(Int64(3))))
    }
  }

  @Test("goods that have cost nothing are posted nowhere")
  func free() throws {
    let cost = GoodsCost(unitCost: .zero, .euro, sold: try #require(Exact(Int64(3))))
    #expect(try cost.postings() == [])
  }

  // MARK: Exchange

  @Test("items of the books' own currency are not revalued, and gains are set off against losses")
  func revaluation() throws {
    let revaluation = Revaluation(
      try #require(CivilMonth("2026-02")), in: .euro,
      [
        .init(Self.item(VectorEvents.paypal, 1000, .usDollar, base: 900), worth: MinorUnits(950)),
        .init(Self.item(VectorEvents.amazon, 1000, .poundSterling, base: 1170), worth: MinorUnits(1150)),
        .init(Self.item(VectorEvents.shopify, 1000), worth: MinorUnits(1)),
      ])
    let postings = try revaluation.postings()
    #expect(postings.map(\.base.count) == [50, -20, -30])
    #expect([revaluation.date.description, revaluation.reversalDate.description] == ["2026-02-28", "2026-03-01"])
  }

  // MARK: Several ways to pay

  @Test("a refund goes back the ways that the sale was paid")
  func refundToGiftCard() throws {
    let refund = PostedDocument.refund(
      of: "1", by: "gift_card + paypal", [.line(.taxed("19"), -6723, tax: -1277)]
    ).redeeming(-5000)
    #expect(
      try VectorEvents.rules().postings(of: refund).map(\.text) == [
        "revenue domestic DE 19 67.23 EUR DE-S", "output_tax domestic DE 19 12.77 EUR DE-S", "gift_cards -50.00 EUR",
        "clearing paypal -30.00 EUR",
      ])
  }

  @Test("a document that a gift card pays in full leaves nothing to anybody else")
  func fullyRedeemed() throws {
    for method in ["gift_card", "gift_card + paypal"] {
      let sale = PostedDocument.sale("1", by: method, [.line(.export, 5000)]).redeeming(5000)
      #expect(
        try VectorEvents.rules().postings(of: sale).map(\.text) == [
          "gift_cards 50.00 EUR", "revenue export -50.00 EUR EX-0",
        ]
      )
    }
  }

  @Test("a gift card's part stands in the books at its document's rate, and what is left is the rest to the cent")
  func giftCardPart() throws {
    let part = try #require(GiftCardPart(MinorUnits(333), of: MinorUnits(1000), base: MinorUnits(925)))
    #expect([part.amount.count, part.base.count] == [333, 308])
    let all = try #require(GiftCardPart(MinorUnits(1000), of: MinorUnits(1000), base: MinorUnits(925)))
    #expect(all.base == MinorUnits(925))
    #expect(GiftCardPart(.zero, of: .zero, base: .zero) == GiftCardPart.none)
    #expect(GiftCardPart(MinorUnits(1), of: .zero, base: .zero) == nil)
  }

  @Test(
    "only a name that lists a gift card beside another method tells of a part",
    arguments: [
      ("gift_card + shopify_payments", "shopify", true), ("Gift Card + Shopify Payments", "shopify", true),
      ("gift_card", "shopify", false), ("gift_card + store_credit", "shopify", false), ("paypal", "shopify", false),
      ("Shopify Payments + manual", "shopify", false), ("GiftCard,CreditCard", "amazon", false),
    ])
  func named(_ method: String, _ platform: String, _ isPart: Bool) throws {
    #expect(try VectorEvents.rules().hasGiftCardPart(platform: platform, paymentMethod: method) == isPart)
  }

  // MARK: Corrections

  private static func corrected(from old: [Posting], to new: [Posting]) throws -> [Posting] {
    try Correction(from: VectorEvents.booked(old), to: VectorEvents.booked(new)).postings.map(\.posting)
  }

  @Test("a document that stays as it was needs no correction")
  func unchanged() throws {
    let postings = try VectorEvents.domestic()
    #expect(try Self.corrected(from: postings, to: postings) == [])
  }

  @Test("a document that is called off is taken back whole; one that only changes its way to pay moves what is open")
  func corrections() throws {
    let sale = try VectorEvents.domestic()
    #expect(try Self.corrected(from: sale, to: []) == sale.map(\.reversed))
    let other = try VectorEvents.rules().postings(
      of: .sale("SHOP-1001", by: "paypal", [.line(.taxed("19"), 10000, tax: 1900)]))
    #expect(
      try Self.corrected(from: sale, to: other).map(\.text) == [
        "clearing shopify -119.00 EUR", "clearing paypal 119.00 EUR",
      ])
  }

  @Test("a correction in the currency of the books alone is kept")
  func baseOnly() throws {
    func sale(_ base: Int64) throws -> [Posting] {
      try VectorEvents.rules().postings(
        of: .sale("1", by: "paypal", in: .usDollar, [.line(.export, 1000, base: base)]))
    }
    #expect(try Self.corrected(from: sale(900), to: sale(910)).map(\.base.count) == [10, -10])
  }

  @Test("what was booked is taken back from the account that it was booked to, and a role that moved moves its money")
  func movedRole() throws {
    let sale = try VectorEvents.booked(VectorEvents.domestic())
    var moved = sale
    moved[0].account.number = "1399"
    let correction = Correction(from: sale, to: moved)
    #expect(correction.postings.map(\.account.number) == ["1361", "1399"])
    #expect(correction.movesMoney)
  }

  @Test("a correction of names alone moves no money")
  func namesOnly() throws {
    let sale = try VectorEvents.booked(VectorEvents.domestic())
    var named = sale
    named[0].posting.reference = "another"
    let correction = Correction(from: sale, to: named)
    #expect(correction.postings.count == 2 && !correction.movesMoney)
  }

  @Test("a document whose day has changed is taken back on the one and booked anew on the other")
  func movedDay() throws {
    let sale = try VectorEvents.booked(VectorEvents.domestic())
    let (first, second) = try (#require(CivilDate("2026-01-05")), #require(CivilDate("2026-01-07")))
    let parts = DocumentCorrection.all(to: sale, on: second, from: sale, on: first)
    #expect(parts.map(\.name) == ["taken back", "booked anew"] && parts.map(\.date) == [first, second])
    #expect(parts.last?.correction.postings == sale)
    #expect(parts.first?.correction.postings.map(\.posting) == sale.map(\.posting.reversed))
  }

  @Test(
    "a reversal mirrors its entry: accounts, taxes and items stay, signs turn",
    arguments: VectorEvents.all.keys.sorted())
  func reversal(_ name: String) throws {
    let events = try #require(VectorEvents.all[name])
    let date = try #require(CivilDate("2026-02-01"))
    let entry = EntryDraft(.sale, on: date, store: "s", document: "d", key: "k", note: "n", postings: try events())
    let month = CivilMonth("2026-01")
    let back = entry.reversal(of: 7, on: date, document: "d-back", key: "k back", correcting: month)
    #expect(back.kind == .reversal && back.reverses == 7 && back.correctionOf == month && back.store == "s")
    #expect(back.postings.map(\.reversed) == entry.postings)
    #expect(try Self.corrected(from: entry.postings, to: back.postings.map(\.reversed)) == [])
  }

  // MARK: Charges

  @Test("a charge that is given back comes off what was charged, item by item")
  func chargeBack() {
    let charges = ProviderCharges(
      VectorEvents.paypal, .euro,
      [
        .init(.paymentFees, reference: "1", MinorUnits(250), base: MinorUnits(250)),
        .init(.paymentFees, reference: "2", MinorUnits(-100), base: MinorUnits(-100)),
        .init(.bankCharges, reference: "1", MinorUnits(50), base: MinorUnits(50)),
      ])
    #expect(
      charges.postings.map(\.text) == [
        "payment_fees 1.50 EUR", "bank_charges 0.50 EUR", "clearing paypal -3.00 EUR", "clearing paypal 1.00 EUR",
      ])
  }

  @Test("an amount that does not fit 64 bits is refused")
  func tooLarge() throws {
    let huge = Self.item(VectorEvents.paypal, .max)
    #expect(throws: PostingFault.tooLarge) {
      try Payout(received: Self.item(VectorEvents.bank, 1), settled: [Self.item(VectorEvents.paypal, -.max)]).postings(
        in: .euro)
    }
    #expect(throws: PostingFault.tooLarge) {
      try ReverseChargeFee(
        Self.item(VectorEvents.amazon, .max), in: try VectorEvents.territory("DE"),
        at: TaxRate(thousandths: 200_000)
      ).postings()
    }
    #expect(throws: PostingFault.tooLarge) {
      try Revaluation(
        try #require(CivilMonth("2026-02")), in: .usDollar, [.init(huge, worth: MinorUnits(-2))]
      ).postings()
    }
  }
}
