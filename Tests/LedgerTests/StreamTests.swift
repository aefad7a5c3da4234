/// Platforms' streams: what is pulled twice, where a run goes on, and where the next one begins.
import Columns
import Commerce
import Ledger
import Pipeline
import Testing

@Suite("Streams")
struct StreamTests {
  private let ledger: TestLedger
  private let stream = SourceIdentity.stream("shop/orders", since: nil)

  init() throws { ledger = try TestLedger() }

  private func checkpoint(_ page: Int, _ cursor: String, latest: Int64?) -> SourceCheckpoint {
    SourceCheckpoint(position: SourcePosition(line: page, byte: page * 100), cursor: cursor, latestChange: latest)
  }

  private func commit(
    _ documents: [SampleDocument], _ next: SourceCheckpoint, to store: LedgerStore, source: Int64
  ) throws -> BatchOutcome {
    let batch = Batch(documents)
    return try store.commit(batch, source: source, next: next, extracted: ControlTotals(counting: batch))
  }

  @Test("a document that changes between two pages of one pull is a revision", arguments: [false, true])
  func changesBetweenPages(inOneBatch: Bool) throws {
    let first = SampleDocument("A")
    let second = first.with { $0.lines[0].net = 7 }
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    let source = try store.open(stream, layout: "test", header: [], dialect: "json")
    var revised: Int64 = 0
    for documents in inOneBatch ? [[first, second]] : [[first], [second]] {
      revised += try commit(documents, checkpoint(2, "b", latest: 20), to: store, source: source).counts.revised
    }
    try store.complete(source: source, digest: [])
    #expect(try store.totals().unbalanced == [])
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    #expect(revised == 1)
    #expect(try ledger.reader().rejects().isEmpty)
    #expect(try ledger.number("SELECT net FROM v_transactions") == 7)
    #expect(try ledger.number("SELECT count(*) FROM v_transactions") == 1)
    #expect(try ledger.number("SELECT sum(net) FROM v_vat") == 7)
  }

  @Test("a run that was interrupted goes on at its cursor")
  func resumes() throws {
    var store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample(sources: [stream]))
    let source = try store.open(stream, layout: "test", header: [], dialect: "json")
    let next = checkpoint(2, "page-2", latest: 20)
    _ = try commit([SampleDocument("A")], next, to: store, source: source)
    try store.close()

    store = try LedgerStore(path: ledger.path)
    #expect(try store.begin(.sample(sources: [stream])).isResumed)
    #expect(try store.state(of: stream) { () throws(RunFailure) in [] } == .partly(source: source, next))
    try store.close()
  }

  @Test("the watermark is the latest change of published runs, and no page moves it back")
  func watermark() throws {
    func load(_ latest: [Int64?], _ verdict: RunVerdict?, stream: SourceIdentity, name: String = "shop") throws {
      let store = try LedgerStore(path: ledger.path)
      _ = try store.begin(.sample(store: name, digest: UInt8.random(in: 0...255)))
      let source = try store.open(stream, layout: "test", header: [], dialect: "json")
      for (page, latest) in latest.enumerated() {
        _ = try commit(
          [SampleDocument("\(page)")], checkpoint(page + 2, "c", latest: latest), to: store, source: source)
      }
      try store.complete(source: source, digest: [])
      if let verdict { try store.finish(verdict, at: 1_000, message: "") }
      try store.close()
    }
    func mark(_ name: String = "shop") throws -> Int64? {
      let store = try LedgerStore(path: ledger.path)
      defer { try? store.close() }
      return try store.watermark(of: "shop/orders", store: name)
    }
    #expect(try mark() == nil)
    try load([10, 30, nil, 20], .published, stream: stream)
    #expect(try mark() == 30)
    try load([90], .refused, stream: stream)
    try load([80], nil, stream: stream)
    try load([70], .published, stream: .stream("shop/products", since: nil))
    try load([60], .published, stream: stream, name: "other")
    #expect(try mark() == 30)
    #expect(try mark("other") == 60)
  }

  @Test("a stream is read again however much it looks like one that was published")
  func neverKnown() throws {
    let store = try LedgerStore(path: ledger.path)
    for _ in 1...2 {
      _ = try store.begin(.sample())
      #expect(try store.state(of: stream) { () throws(RunFailure) in [] } == .new)
      let source = try store.open(stream, layout: "test", header: [], dialect: "json")
      try store.complete(source: source, digest: Array(repeating: 1, count: 32))
      try store.finish(.published, at: 1_000, message: "")
    }
    try store.close()
  }
}
