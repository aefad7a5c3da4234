/// The published posting vectors: every one comes out as written.
import Books
import Commerce
import Tax
import Testing

@Suite("Posting vectors")
struct PostingVectorTests {
  static let table = Fixture.rows("posting_vectors.csv")
  static let vectors = Dictionary(grouping: table) { $0["vector", default: ""] }
  static let names = vectors.keys.sorted()

  @Test("every vector has its events here")
  func complete() {
    #expect(Self.table.count == 104)
    #expect(Self.names == VectorEvents.all.keys.sorted())
  }

  @Test(
    "every vector comes out as written: sides, amounts, taxes and open items, line by line",
    arguments: names)
  func lines(_ name: String) throws {
    let expected = try #require(Self.vectors[name])
    let events = try #require(VectorEvents.all[name])
    let actual = try events()
    #expect(baseSum(actual) == 0)
    guard name != "V13" else {
      return #expect(Self.sums(actual.map(Self.words)) == Self.sums(expected.map(Self.words)))
    }
    #expect(actual.map { Self.words($0) } == expected.map { Self.words($0) })
  }

  @Test(
    "every vector comes to the accounts that it names", arguments: names,
    [("skr03", "skr03"), ("skr04", "skr04"), ("us_uk", "uk"), ("us_uk", "us")])
  func accounts(_ name: String, _ column: (column: String, chart: String)) throws {
    let expected = try #require(Self.vectors[name])
    let events = try #require(VectorEvents.all[name])
    let actual = try events()
    let chart = try #require(ChartOfAccounts.named(column.chart))
    let pairs =
      name == "V13"
      ? actual.map { posting in
        (expected.first { Self.words($0).dropFirst(4) == Self.words(posting).dropFirst(4) }, posting)
      }
      : zip(expected, actual).map { ($0, $1) }
    for case (let line?, let posting) in pairs {
      let account = try #require(chart.account(for: posting.account), "\(posting.account)")
      let number = line[column.column, default: ""]
      #expect(number.isEmpty || account.number == number, "\(posting.account)")
    }
  }

  /// What stands on each side of each account. V13 words the money and the tax of an order apart that a document has
  /// together.
  private static func sums(_ lines: [[String]]) -> [[String]: Int64] {
    lines.reduce(into: [:]) { $0[[$1[0], $1[1]] + $1[4...], default: 0] += Int64($1[3]) ?? 0 }
  }

  private static func words(_ line: [String: String]) -> [String] {
    ["side", "ccy", "amount_minor", "base_minor", "tax_code", "tax_country", "tax_rate_bp", "clearing_ref"]
      .map { line[$0, default: ""] }
  }

  private static func words(_ posting: Posting) -> [String] {
    let isDebit = posting.amount == .zero ? posting.base > .zero : posting.amount > .zero
    return [
      isDebit ? "D" : "C", posting.currency.code, "\(posting.amount.count)", "\(posting.base.count)",
      posting.tax?.code ?? "", posting.tax?.territory?.code ?? "",
      posting.tax?.rate.map { "\($0.thousandths / 10)" } ?? "", posting.reference,
    ]
  }
}
