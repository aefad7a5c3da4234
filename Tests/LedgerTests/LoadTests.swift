import Columns
import Commerce
/// What becomes of a document that the ledger sees for the first time, again, or changed.
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Loading documents")
struct LoadTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  @Test("every document of a batch is written, whatever the size of the batch", arguments: [1, 7, 8, 9, 16, 17, 40])
  func sizes(count: Int) throws {
    let documents = (1...count).map { number in
      SampleDocument("\(number)").with { $0.lines = Array(repeating: SampleLine(), count: number % 3 + 1) }
    }
    let outcome = try ledger.load(documents)
    #expect(outcome.totals.count(.loaded).documents == Int64(count))
    #expect(try ledger.number("SELECT count(*) FROM v_transactions") == Int64(count))
    #expect(try ledger.number("SELECT count(*) FROM v_lines") == Int64(documents.reduce(0) { $0 + $1.lines.count }))
    #expect(outcome.totals.unbalanced.isEmpty == false, "the store alone does not count the source")
    #expect(try ledger.reader().controls().first?.totals.unbalanced == [])
  }

  @Test("a document is stored with its values, sums and words")
  func values() throws {
    try ledger.load([
      SampleDocument("A").with {
        $0.lines = [SampleLine(), SampleLine(title: "Parcel", kind: .shipping, net: 500, tax: 95)]
        $0.email = "kim@example.org"
        $0.contact = 1
        $0.keys = [.contact: 5]
      }
    ])
    let row = try #require(try ledger.rows("SELECT * FROM v_transactions").first)
    #expect(row["external_id"] == "A")
    #expect(row["kind"] == "sale")
    #expect(row["status"] == "completed")
    #expect(row["currency"] == "EUR")
    #expect(row["country"] == "DE")
    #expect(row["tax_date"] == "2024-03-15")
    #expect(row["net"] == 1_500)
    #expect(row["gross"] == 1_785)
    #expect(row["total_millionths"] == 17_850_000)
    #expect(row["source_line"] == 2)
    #expect(row["source_byte"] == 200)
    let lines = try ledger.rows("SELECT * FROM v_lines ORDER BY line_no")
    #expect(lines.map { $0["line_no"] as Int } == [1, 2])
    #expect(lines.map { $0["title"] as String } == ["Lamp", "Parcel"])
    #expect(lines.map { $0["kind"] as String } == ["goods", "shipping"])
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    let customer = try #require(try store.customer(1, for: .customerRead, at: 2_000))
    #expect(customer.contacts.map { $0.record?[.email] } == ["kim@example.org"])
  }

  @Test("loading the same thing again changes nothing and says so")
  func idempotent() throws {
    let documents = (1...20).map { SampleDocument("\($0)") }
    try ledger.load(documents)
    let before = try ledger.reader().contentDigest()
    let outcome = try ledger.load(documents.reversed(), from: "copy.csv", digest: 2)
    #expect(outcome.totals.count(.loaded).documents == 0)
    #expect(outcome.totals.count(.unchanged).documents == 20)
    #expect(outcome.counts.revised == 0)
    #expect(try ledger.reader().contentDigest() == before)
  }

  @Test("what a document says of its buyer is no part of the content")
  func contactIsNoContent() throws {
    try ledger.load([SampleDocument("A").with { ($0.contact, $0.keys) = (1, [.contact: 5]) }])
    let outcome = try ledger.load(
      [SampleDocument("A").with { ($0.contact, $0.keys) = (2, [.contact: 6]) }], digest: 2)
    #expect(outcome.totals.count(.unchanged).documents == 1)
  }

  @Test(
    "a document with other content is a new revision that replaces the old one",
    arguments: [
      SampleDocument("A").with { $0.lines[0].net = 1_001 },
      SampleDocument("A").with { $0.lines[0].title = "Lamps" },
      SampleDocument("A").with { $0.lines.append(SampleLine()) },
      SampleDocument("A").with { $0.status = .refunded },
      SampleDocument("A").with { $0.date = "2024-03-16" },
      SampleDocument("A").with { $0.taxes = [("VAT", 1_900_000)] },
    ])
  func revision(changed: SampleDocument) throws {
    try ledger.load([SampleDocument("A"), SampleDocument("B")])
    let outcome = try ledger.load([changed, SampleDocument("B")], from: "later.csv", digest: 2)
    #expect(outcome.totals.count(.loaded).documents == 1)
    #expect(outcome.totals.count(.unchanged).documents == 1)
    #expect(outcome.counts.revised == 1)
    let rows = try ledger.rows(
      "SELECT id, revision, supersedes, is_current FROM transactions WHERE external_id = 'A' ORDER BY revision")
    #expect(rows.map { $0["revision"] as Int } == [1, 2])
    #expect(rows.map { $0["is_current"] as Int } == [0, 1])
    #expect(rows[1]["supersedes"] as Int64? == rows[0]["id"] as Int64?)
    #expect(try ledger.number("SELECT count(*) FROM v_transactions") == 2)
  }

  @Test("a revision back to the first content is a third revision")
  func back() throws {
    let first = SampleDocument("A")
    try ledger.load([first])
    try ledger.load([first.with { $0.lines[0].net = 5 }], digest: 2)
    try ledger.load([first], digest: 3)
    #expect(try ledger.number("SELECT revision FROM v_transactions") == 3)
  }

  @Test("the same id is another document in another store and of another kind")
  func naturalKey() throws {
    try ledger.load([SampleDocument("A"), SampleDocument("A").with { $0.kind = .refund }])
    let outcome = try ledger.load([SampleDocument("A")], store: "other")
    #expect(outcome.totals.count(.loaded).documents == 1)
    #expect(try ledger.number("SELECT count(*) FROM v_transactions") == 3)
  }

  @Test("two equal lines of one document stay two lines")
  func equalLines() throws {
    try ledger.load([SampleDocument("A").with { $0.lines = [SampleLine(), SampleLine()] }])
    #expect(try ledger.number("SELECT count(*) FROM v_lines") == 2)
    #expect(try ledger.number("SELECT net FROM v_transactions") == 2_000)
  }

  @Test(
    "a document that another file of the run has with other content is a finding: which of them counts is only order")
  func twoFiles() throws {
    let document = SampleDocument("A")
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    let first = try store.open(.sample("1.csv", inode: 1), layout: "test", header: [], dialect: "")
    #expect(try store.commit(Batch([document]), source: first).counts.findingsByCode == [:])
    try store.complete(source: first, digest: Array(repeating: 1, count: 32))
    let second = try store.open(.sample("2.csv", inode: 2), layout: "test", header: [], dialect: "")
    let counts = try store.commit(Batch([document.with { $0.lines[0].net = 7 }]), source: second).counts
    #expect(counts.revised == 1 && counts.findingsByCode == ["F1301": 1])
    try store.complete(source: second, digest: Array(repeating: 2, count: 32))
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(try ledger.rows("SELECT net FROM v_transactions").map { $0[0] as Int } == [7])
    #expect(try ledger.reader().findings().map(\.example) == ["line 2 of one file, line 2 of the next"])
    // Another run is another day: what has changed since is no finding.
    #expect(try ledger.load([document.with { $0.lines[0].net = 9 }], from: "3.csv", digest: 2).counts.findings == 0)
  }

  @Test("a document scattered over its file is rejected with both places", arguments: [false, true])
  func scattered(inOneBatch: Bool) throws {
    let parts = [SampleDocument("A"), SampleDocument("B"), SampleDocument("A").with { $0.lines[0].net = 7 }]
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    let source = try store.open(.sample("orders.csv"), layout: "test", header: [], dialect: "")
    let counts: RunCounts
    if inOneBatch {
      counts = try store.commit(Batch(parts), source: source).counts
    } else {
      _ = try store.commit(Batch([parts[0], parts[1]]), source: source)
      counts = try store.commit(Batch([parts[2]], firstLine: 4), source: source).counts
    }
    try store.complete(source: source, digest: Array(repeating: 1, count: 32))
    #expect(try store.totals().unbalanced == [])
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(counts.rejectsByCode == ["R4001": 1])
    let reject = try #require(try ledger.reader().rejects().first)
    #expect(reject.code == RejectCode.scattered.rawValue)
    #expect(try ledger.reader().reasons(ofReject: reject.reject).first?.detail == "line 2 and line 4")
    #expect(try ledger.number("SELECT net FROM v_transactions WHERE external_id = 'A'") == 1_000)
  }

  @Test("a document found again later in its file, the same, is unchanged")
  func repeatedInFile() throws {
    let outcome = try ledger.load([SampleDocument("A"), SampleDocument("A")])
    #expect(outcome.totals.count(.loaded).documents == 1)
    #expect(outcome.totals.count(.unchanged).documents == 1)
  }

  @Test(
    "taxes are kept where there are several or a rest",
    arguments: [
      ([("VAT", 1_900_000)], []),
      ([("State", 1_000_000), ("County", 900_000)], ["State 1000000", "County 900000"]),
      ([("State", 1_000_000)], ["State 1000000", "NULL 900000"]),
      ([], []),
    ] as [([(String, Int64)], [String])])
  func taxLines(taxes: [(String, Int64)], expected: [String]) throws {
    try ledger.load([SampleDocument("A").with { $0.taxes = taxes.map { (title: $0.0, millionths: $0.1) } }])
    let rows = try ledger.rows("SELECT coalesce(title, 'NULL') || ' ' || amount FROM tax_lines ORDER BY ordinal")
    #expect(rows.map { $0[0] as String } == expected)
  }

  @Test("findings are recorded once, for documents that are loaded")
  func findings() throws {
    let documents = [
      SampleDocument("A").with { $0.findings = ["F3101"] },
      SampleDocument("B").with { ($0.findings, $0.refusals) = (["F3101"], [("R2001", nil, "")]) },
    ]
    #expect(try ledger.load(documents).counts.findings == 1)
    #expect(try ledger.load([documents[0]], digest: 2).counts.findings == 0)
    let summary = try #require(try ledger.reader().findings().first)
    #expect(summary.code == "F3101")
    #expect(summary.count == 1)
  }
}
