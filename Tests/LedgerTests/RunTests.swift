import Columns
import Commerce
/// Runs: what they publish, how they are resumed, and what is left of one that does not end well.
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Runs")
struct RunTests {
  private let ledger: TestLedger
  private let file = SourceIdentity.sample("orders.csv")

  init() throws { ledger = try TestLedger() }

  /// Begins a run, loads documents of it and goes away without an end.
  private func interrupt(_ documents: [SampleDocument], request: RunRequest = .sample(), complete: Bool = false) throws
  {
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(request)
    let source = try store.open(file, layout: "test", header: [], dialect: "")
    _ = try store.commit(Batch(documents), source: source)
    if complete { try store.complete(source: source, digest: Array(repeating: 1, count: 32)) }
    try store.close()
  }

  @Test("nothing of a run is seen before it is published")
  func visibility() throws {
    try ledger.load([SampleDocument("A")])
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample(digest: 2))
    _ = try store.loadWhole(
      Batch([SampleDocument("A").with { $0.lines[0].net = 7 }, SampleDocument("B")]), from: .sample("later.csv"))
    let reader = try ledger.reader()
    #expect(try reader.counts().transactions == 1)
    #expect(try reader.tallies().map(\.net) == [1_000])
    #expect(try ledger.rows("SELECT net FROM v_transactions").map { $0[0] as Int } == [1_000])
    try store.finish(.published, at: 1_000, message: "")
    #expect(try reader.counts().transactions == 2)
    #expect(try ledger.rows("SELECT net FROM v_transactions ORDER BY net").map { $0[0] as Int } == [7, 1_000])
    try store.close()
  }

  @Test("an interrupted run is resumed at its checkpoint and ends as if it had never stopped")
  func resume() throws {
    let documents = (1...6).map { SampleDocument("\($0)") }
    let other = try TestLedger()
    try other.load(documents)
    try interrupt(Array(documents[..<3]))

    let store = try LedgerStore(path: ledger.path)
    let ticket = try store.begin(.sample(sources: [file]))
    #expect(ticket.run == 1 && ticket.isResumed)
    let state = try store.state(of: file) { () throws(RunFailure) in [] }
    let next = SourceCheckpoint(position: SourcePosition(line: 5, byte: 500))
    #expect(state == .partly(source: 1, next))
    _ = try store.commit(Batch(Array(documents[3...]), firstLine: 5), source: 1)
    try store.complete(source: 1, digest: Array(repeating: 1, count: 32))
    #expect(try store.totals().count(.source).documents == 6)
    #expect(try store.totals().unbalanced == [])
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(try ledger.reader().contentDigest() == other.reader().contentDigest())
  }

  @Test("a source that was read to its end before the interruption is not read again")
  func resumeComplete() throws {
    try interrupt([SampleDocument("A")], complete: true)
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    #expect(try store.state(of: file) { () throws(RunFailure) in [] } == .complete(source: 1))
    #expect(try store.state(of: .sample("new.csv", bytes: 3)) { () throws(RunFailure) in [] } == .new)
    try store.close()
  }

  @Test(
    "an interrupted run that cannot be resumed is undone without a trace in what is published",
    arguments: [
      RunRequest.sample(digest: 2), .sample(pipeline: "other"), .sample(sources: []),
      .sample(sources: [.sample("orders.csv", modified: 8)]),
    ])
  func undone(request: RunRequest) throws {
    try ledger.load(
      [SampleDocument("A").with { $0.refusals = [("R2001", nil, "")] }, SampleDocument("B")], from: "first.csv")
    let before = try ledger.reader().contentDigest()
    try interrupt([
      SampleDocument("A").with { ($0.contact, $0.keys, $0.findings) = (1, [.contact: 77], ["F1"]) },
      SampleDocument("B").with { ($0.lines[0].net, $0.taxes) = (7, [("X", 1), ("Y", 2)]) },
      SampleDocument("C").with { $0.refusals = [("R2001", nil, "")] },
    ])
    let store = try LedgerStore(path: ledger.path)
    let ticket = try store.begin(request)
    #expect(!ticket.isResumed)
    #expect(ticket.replacedRun == (request.sources == nil ? nil : 2))
    #expect(try !store.hasContacts())
    #expect(try store.nextContact() == 1)
    try store.finish(.unchanged, at: 1_000, message: "")
    try store.close()
    #expect(try ledger.reader().contentDigest() == before)
    #expect(try ledger.reader().run(2)?.status == "undone")
    for table in ["transactions", "lines", "tax_lines", "findings", "tallies", "rejects", "contacts", "contact_keys"] {
      let expected: Int64 = ["transactions": 1, "lines": 1, "tallies": 1, "rejects": 1][table] ?? 0
      #expect(try ledger.number("SELECT count(*) FROM \(table)") == expected, "rows of \(table)")
    }
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test("undoing keeps what another store's run wrote between, with its contacts")
  func undoBeside() throws {
    try interrupt([SampleDocument("A").with { ($0.contact, $0.keys) = (1, [.contact: 77]) }])
    try ledger.load([SampleDocument("X").with { ($0.contact, $0.keys) = (2, [.contact: 99]) }], store: "other")
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    let source = try store.open(.sample("more.csv"), layout: "test", header: [], dialect: "")
    _ = try store.commit(
      Batch([SampleDocument("B").with { ($0.contact, $0.keys) = (3, [.contact: 88]) }]), source: source)
    try store.finish(.refused, at: 1_000, message: "no")
    try store.close()
    #expect(try ledger.rows("SELECT external_id FROM v_transactions").map { $0[0] as String } == ["X"])
    #expect(try ledger.rows("SELECT id FROM contacts").map { $0[0] as Int } == [2])
    #expect(try ledger.number("SELECT count(*) FROM contact_keys") == 1)
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test("a refused run keeps its sources, controls and rejects, and nothing else")
  func refused() throws {
    try ledger.load(
      [SampleDocument("A"), SampleDocument("B").with { $0.refusals = [("R2001", nil, "")] }], verdict: .refused)
    let reader = try ledger.reader()
    let counts = try reader.counts()
    #expect((counts.transactions, counts.lines, counts.openRejects) == (0, 0, 1))
    #expect(try reader.runs().map(\.status) == ["refused"])
    #expect(try reader.sources(ofRun: 1).map(\.identity) == [file])
    #expect(try reader.controls(run: 1).first?.totals.count(.rejected).documents == 1)
    #expect(try ledger.load([SampleDocument("A")]).totals.count(.loaded).documents == 1)
  }

  @Test("a run shows its counts")
  func shown() throws {
    try ledger.load([SampleDocument("A"), SampleDocument("B").with { $0.refusals = [("R2001", nil, "")] }])
    let run = try #require(try ledger.reader().run(1))
    #expect(run.pipeline == "orders")
    #expect(run.store == "shop")
    #expect((run.documents, run.loaded, run.unchanged, run.rejected, run.revised) == (2, 1, 0, 1, 0))
    #expect((run.startedAt, run.finishedAt) == (900, 1_000))
    let source = try #require(try ledger.reader().sources(ofRun: 1).first)
    #expect(source.checkpoint?.position == SourcePosition(line: 4, byte: 400))
    #expect(source.digest?.count == 32)
  }
}
