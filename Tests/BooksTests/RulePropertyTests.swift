/// What holds for every rule whatever the amounts: entries balance, and sums of documents post as documents do.
import Books
import Commerce
import Tax
import Testing

@Suite("Properties of the rules")
struct RulePropertyTests {
  private static let terms: [DeclaredLine.Terms] = [
    .taxed("19"), .taxed("7"), .taxed("19").of(.shipping), .taxed("7").of(.discount), .oss("20", in: "FR"),
    .oss("20", in: "FR", .discount), .intraCommunity, .export, .noSupply(.giftCard), .noSupply(.tip),
    .noSupply(.rounding), .noSupply(.stockAdjustment), .taxed("7.25", in: "US-CA", .usState),
    .untaxed(.notCollected, .ukOverseasSellerMarketplace, in: "GB", .marketplace),
  ]

  /// An invented document: many lines of any terms, amounts of one sign for each.
  private static func document(
    _ random: inout Seeded, _ kind: TransactionKind, _ method: String
  ) -> PostedDocument {
    let lines = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      let place = Int.random(in: terms.indices, using: &random)
      let sign: Int64 = (kind == .refund) == place.isMultiple(of: 2) ? -1 : 1
      let amounts = (0..<4).map { _ in sign * Int64.random(in: 0...1_000_000, using: &random) }
      return PostedDocument.Line.line(
        terms[place], amounts[0], tax: amounts[1], base: amounts[2], baseTax: amounts[3])
    }
    return PostedDocument(
      kind: kind, platform: "shopify", paymentMethod: method, currency: .usDollar, reference: "", lines: lines)
  }

  /// Sums of postings by all but their amounts.
  private static func sums(_ postings: [Posting]) -> [Posting: [Int64]] {
    postings.reduce(into: [:]) { sums, posting in
      var key = posting
      key.amount = .zero
      key.base = .zero
      sums[key, default: [0, 0]][0] += posting.amount.count
      sums[key, default: [0, 0]][1] += posting.base.count
    }.filter { $0.value != [0, 0] }
  }

  @Test("every document balances in its currency and in the books'", arguments: [TransactionKind.sale, .refund])
  func balance(_ kind: TransactionKind) throws {
    var random = Seeded(1)
    for _ in 0..<500 {
      let postings = try VectorEvents.rules().postings(of: Self.document(&random, kind, "paypal"))
      #expect(baseSum(postings) == 0)
      #expect(postings.reduce(0) { $0 + $1.amount.count } == 0)
    }
  }

  @Test("the postings of summed documents are the sums of their postings", arguments: [TransactionKind.sale, .refund])
  func linear(_ kind: TransactionKind) throws {
    var random = Seeded(2)
    let rules = try VectorEvents.rules()
    for _ in 0..<100 {
      let documents = (0..<5).map { _ in Self.document(&random, kind, "paypal") }
      var sum = documents[0]
      sum.lines = Dictionary(grouping: documents.flatMap(\.lines)) { $0.terms }.map { terms, lines in
        let sums = [\PostedDocument.Line.net, \.tax, \.baseNet, \.baseTax].map { path in
          lines.reduce(Int64(0)) { $0 + $1[keyPath: path].count }
        }
        return .line(terms, sums[0], tax: sums[1], base: sums[2], baseTax: sums[3])
      }
      #expect(
        Self.sums(rules.postings(of: sum)) == Self.sums(documents.flatMap { rules.postings(of: $0) }))
    }
  }

  @Test("a document of the other sign takes the postings back")
  func mirror() throws {
    var random = Seeded(3)
    let rules = try VectorEvents.rules()
    for _ in 0..<100 {
      let document = Self.document(&random, .sale, "klarna")
      var back = document
      back.lines = document.lines.map {
        .line($0.terms, -$0.net.count, tax: -$0.tax.count, base: -$0.baseNet.count, baseTax: -$0.baseTax.count)
      }
      #expect(rules.postings(of: back) == rules.postings(of: document).map(\.reversed))
    }
  }

  @Test("every payout, charge, revaluation and movement of goods balances in the currency of the books")
  func events() throws {
    var random = Seeded(4)
    let rate = try #require(TaxRate("19"))
    let month = try #require(CivilMonth("2026-01"))
    for _ in 0..<300 {
      let items = (0..<Int.random(in: 1...5, using: &random)).map { place in
        OpenItem(
          AccountKey(.clearing, party: "paypal"), reference: "\(place)", .usDollar, Self.amount(&random),
          base: Self.amount(&random))
      }
      let received = OpenItem(AccountKey(.bank), reference: "", .euro, Self.amount(&random), base: Self.amount(&random))
      let euros = OpenItem(received.account, reference: "", .euro, received.amount, base: received.amount)
      let charges = ProviderCharges(
        items[0].account, .usDollar,
        items.map { .init(.paymentFees, reference: $0.reference, $0.amount, base: $0.base) })
      let cost = GoodsCost(
        unitCost: Exact(millionths: Int64.random(in: 0...90_000_000, using: &random)), .euro,
        sold: Exact(millionths: 3 * Exact.unit))
      let postings = try [
        Payout(received: euros, settled: items).postings(in: .euro), charges.postings,
        Revaluation(month, in: .euro, items.map { .init($0, worth: Self.amount(&random)) }).postings(),
        ReverseChargeFee(items[0], in: try VectorEvents.territory("DE"), at: rate).postings(), cost.postings(),
        cost.restock(Exact(millionths: Exact.unit)),
      ]
      for event in postings { #expect(baseSum(event) == 0) }
    }
  }

  private static func amount(_ random: inout Seeded) -> MinorUnits {
    MinorUnits(Int64.random(in: -1_000_000...1_000_000, using: &random))
  }
}

/// Random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
