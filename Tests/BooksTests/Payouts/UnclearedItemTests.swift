/// What is open on providers' accounts, since when, and why.
import Books
import Commerce
import Testing

@Suite("Open items")
struct UnclearedItemTests {
  private let rules = SettledPayouts.rules()

  private func document(_ item: String, _ amount: Int64, on date: String = "2026-01-10") -> ClearingMove {
    ClearingMove(
      .order(item, store: "shop"), .document, on: SettledPayouts.day(date), amount: MinorUnits(amount),
      base: MinorUnits(amount))
  }

  private func items(_ documents: [ClearingMove], _ payouts: [SettledPayout]) throws -> ClearingItems {
    var items = ClearingItems()
    for move in documents { items.add(move) }
    for payout in payouts {
      for move in try rules.moves(of: payout) { items.add(move) }
    }
    return items
  }

  private func words(_ items: ClearingItems) -> [String] {
    items.open.map { "\($0.item) \($0.amount.count) \($0.reason.rawValue) since \($0.since)" }
  }

  @Test("What is paid out clears to exactly zero, item by item")
  func settled() throws {
    let payout = SettledPayouts.payout(lines: [
      SettledPayouts.line(.sale, 11_900, fee: 250, "1001"), SettledPayouts.line(.refund, -5_950, "1001"),
      SettledPayouts.line(.adjustment, -300), SettledPayouts.line(.reserve, -100),
    ])
    let items = try items([document("1001", 11_900), document("1001", -5_950)], [payout])
    #expect(items.open == [] && items.settledCount == 2)
    #expect(items.total.amount == .zero)
  }

  @Test("Open items say why they are open and since when")
  func reasons() throws {
    let payout = SettledPayouts.payout(lines: [
      SettledPayouts.line(.sale, 4_000, "1002"), SettledPayouts.line(.sale, 700, "9999"),
      SettledPayouts.line(.sale, 80),
    ])
    let items = try items([document("1001", 11_900), document("1002", 5_000, on: "2026-01-12")], [payout])
    #expect(
      words(items) == [
        #"order("1001", store: "shop") 11900 not_paid_out since 2026-01-10"#,
        #"order("1002", store: "shop") 1000 other_amount since 2026-01-12"#,
        #"order("9999", store: "shop") -700 unknown_order since 2026-01-16"#,
        #"payout("PO-77", store: "shop") -80 no_order since 2026-01-16"#,
      ])
    #expect(items.open.first?.age(on: SettledPayouts.day("2026-02-10")) == 31)
    #expect(items.open.reduce(0) { $0 + $1.amount.count } == items.total.amount.count)
  }

  @Test("What is left of an order that a gift card has paid in part is told as that once a payout has the rest")
  func giftCardPart() throws {
    var items = try items([document("1001", 11_900)], [])
    items.noteGiftCardPart(.order("1001", store: "shop"))
    #expect(items.open.map(\.reason) == [.notPaidOut])
    let payout = SettledPayouts.payout(lines: [SettledPayouts.line(.sale, 8_000, "1001")])
    for move in try rules.moves(of: payout) { items.add(move) }
    #expect(words(items) == [#"order("1001", store: "shop") 3900 gift_card_part since 2026-01-10"#])
    #expect(items.open.first?.reason.isUnexplained == true)
  }

  @Test("An item that was settled and opened again is open since then")
  func reopened() throws {
    let payout = SettledPayouts.payout(lines: [SettledPayouts.line(.sale, 11_900, "1001")])
    let items = try items([document("1001", 11_900), document("1001", -2_000, on: "2026-03-01")], [payout])
    #expect(words(items) == [#"order("1001", store: "shop") -2000 other_amount since 2026-03-01"#])
  }

  @Test("Orders of an account that holds money are settled when it has the money, and what it holds is one item")
  func held() throws {
    let day = SettledPayouts.payout(
      "paypal", nil, on: nil,
      lines: [
        SettledPayouts.line(.sale, 11_900, fee: 250, "1001"),
        SettledPayouts.line(.payout, -9_000, "", "General Withdrawal"),
      ])
    let items = try items([document("1001", 11_900)], [day])
    #expect(words(items) == ["balance 2650 held since 2026-01-15"])
  }

  @Test("A payout that failed settles its orders and waits for the one that takes it over")
  func failed() throws {
    var first = SettledPayouts.payout(
      "shopify", .failed, on: "2026-01-16", lines: [SettledPayouts.line(.sale, 11_900, "1001")])
    first.id = "PO-76"
    #expect(
      words(try items([document("1001", 11_900)], [first])) == ["carriedOver 11900 carried_over since 2026-01-16"])
    let second = SettledPayouts.payout(
      on: "2026-01-20",
      lines: [
        SettledPayouts.line(.payoutReturn, 11_900, "", on: "2026-01-17", "payout_failure")
      ])
    #expect(try items([document("1001", 11_900)], [first, second]).open == [])
  }

  @Test("What a seller owed is taken over by the payout that says so as its opening balance")
  func owed() throws {
    var first = SettledPayouts.payout(
      "amazon", .scheduled, on: "2026-01-16", total: -1_000,
      lines: [SettledPayouts.line(.fee, -1_000, "", "Commission")])
    first.id = "PO-76"
    let second = SettledPayouts.payout(
      "amazon", on: "2026-01-30", total: 4_000, opening: -1_000, lines: [SettledPayouts.line(.sale, 5_000, "A")])
    let items = try items([document("A", 5_000)], [first, second])
    #expect(items.open == [] && items.total.amount == .zero)
  }

  @Test("An item whose amounts are settled is open while a difference from exchange rates is left")
  func exchange() {
    var items = ClearingItems()
    let day = SettledPayouts.day("2026-01-10")
    items.add(
      ClearingMove(.order("1", store: "shop"), .document, on: day, amount: MinorUnits(100), base: MinorUnits(117)))
    items.add(
      ClearingMove(.order("1", store: "shop"), .payout, on: day, amount: MinorUnits(-100), base: MinorUnits(-115)))
    #expect(items.open.map(\.reason) == [.exchange] && items.open.first?.base == MinorUnits(2))
  }

  @Test(
    "Moves change the account by what the entries change it by, whatever the payout",
    arguments: [PayoutStatus.open, .scheduled, .paid, .failed, .cancelled, nil])
  func agreement(status: PayoutStatus?) throws {
    let lines = PayoutLineKind.allCases.enumerated().map { index, kind in
      SettledPayouts.line(
        kind, Int64(1_000 + index * 37) * (index % 2 == 0 ? 1 : -1), fee: Int64(index * 3), index % 3 == 0 ? "" : "A",
        "Some name")
    }
    for ratio in [BaseRatio.same, BaseRatio(MinorUnits(12_000), is: MinorUnits(14_040)) ?? .same] {
      let payout = SettledPayouts.payout(
        "stripe", status, on: status == nil ? nil : "2026-01-16", in: ratio == .same ? .euro : SettledPayouts.pound,
        ratio: ratio, lines: lines)
      let entries = try rules.entries(of: payout)
      #expect(SettledPayouts.change(entries) == SettledPayouts.change(try rules.moves(of: payout)))
      for entry in entries { #expect(entry.postings.reduce(0) { $0 + $1.base.count } == 0, "\(entry.key)") }
    }
  }
}
