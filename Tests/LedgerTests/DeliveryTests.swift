/// Deliveries that were dealt with, and what is on record for good.
import Columns
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Deliveries and the audit log")
struct DeliveryTests {
  private let ledger: TestLedger
  private let spool = SourceIdentity.sample("spool.jsonl")

  init() throws { ledger = try TestLedger() }

  private func record(
    _ number: UInt8, _ outcome: DeliveryRecord.Outcome = .fetched, name: String = "", reject: Int64? = nil
  ) -> DeliveryRecord {
    DeliveryRecord(
      stream: "orders", name: name, position: SourcePosition(line: Int(number), byte: Int(number) * 10),
      end: Int(number) * 10 + 10, digest: Array(repeating: number, count: 32),
      key: outcome == .rejected ? nil : Array(repeating: number, count: 32), topic: "orders/create", outcome: outcome,
      reject: reject)
  }

  /// Deals with deliveries in a run of its own.
  private func load(
    _ records: [DeliveryRecord], _ documents: [SampleDocument] = [], audit: [AuditEntry] = [],
    store name: String = "shop", verdict: RunVerdict? = .published
  ) throws {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    _ = try store.begin(.sample(store: name, digest: 1))
    let source = try store.open(spool, layout: "webhooks", header: [], dialect: "lines")
    var next = SourceCheckpoint(position: SourcePosition(line: 9, byte: 900))
    next.deliveries = records
    next.audit = audit
    let batch = Batch(documents)
    _ = try store.commit(batch, source: source, next: next, extracted: ControlTotals(counting: batch))
    if let verdict { try store.finish(verdict, at: 1_000, message: "") }
  }

  private func known<Result>(_ body: (LedgerStore) throws -> Result) throws -> Result {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    return try body(store)
  }

  @Test("what was dealt with is known by its place, its name and its event, for its store and stream alone")
  func known() throws {
    try load([record(1), record(2, .repeated, name: "b")])
    try known { store in
      let last = try #require(try store.lastDelivery(in: "spool.jsonl", stream: "orders", store: "shop"))
      #expect(last == record(2, .repeated, name: "b"))
      #expect(try store.takenDeliveries(in: "spool.jsonl", stream: "orders", store: "shop") == ["", "b"])
      #expect(try store.isKnown(record(1).key ?? [], stream: "orders", store: "shop"))
      #expect(try !store.isKnown(record(3).key ?? [], stream: "orders", store: "shop"))
      #expect(try !store.isKnown(record(1).key ?? [], stream: "products", store: "shop"))
      #expect(try !store.isKnown(record(1).key ?? [], stream: "orders", store: "other"))
      #expect(try store.lastDelivery(in: "spool.jsonl", stream: "products", store: "shop") == nil)
      #expect(try store.takenDeliveries(in: "other.jsonl", stream: "orders", store: "shop").isEmpty)
    }
  }

  @Test(
    "a run that is taken back forgets its deliveries; the audit log does not", arguments: [RunVerdict.refused, nil])
  func undone(verdict: RunVerdict?) throws {
    let entry = AuditEntry(.deliveryRejected, subject: "R1101 in spool.jsonl, byte 10")
    try load([record(1)], audit: [entry], verdict: verdict)
    if verdict == nil {
      // Another definition does not go on with it.
      try known { _ = try $0.begin(.sample(digest: 2)) }
    }
    #expect(try ledger.number("SELECT count(*) FROM deliveries") == 0)
    let audit = try ledger.reader().audit()
    let row = try #require(audit.first)
    #expect(audit.count == 1 && row.number == 1 && row.at == 900 && row.run == 1 && row.store == "shop")
    #expect(row.event == "delivery_rejected" && row.subject == "R1101 in spool.jsonl, byte 10")
  }

  @Test("a delivery that was rejected and is believed now closes its reject, and a run that is undone opens it again")
  func settled() throws {
    let bad = SampleDocument("").with { $0.refusals = [("R1101", nil, "")] }
    try load([record(1, .rejected)], [bad])
    let reject = try #require(try ledger.reader().rejects().first)
    #expect(reject.status == "open")
    try load([record(1, .rejected, reject: reject.reject)])
    #expect(try ledger.reader().rejects().first?.status == "open")
    try load([record(1, .leftOut, reject: reject.reject)], verdict: .refused)
    #expect(try ledger.reader().rejects().first?.status == "open")
    try load([record(1, .leftOut, reject: reject.reject)])
    #expect(try ledger.reader().rejects().first?.status == "resolved")
  }

  @Test(
    "the audit log takes no change, no deletion, and no row in another's place",
    arguments: [
      "UPDATE audit SET subject = 'x'", "UPDATE audit SET at = at + 1", "DELETE FROM audit",
      "DELETE FROM audit WHERE id = 1",
      "INSERT OR REPLACE INTO audit SELECT id, at, event, store_id, run_id, 'x', randomblob(32) FROM audit",
      "REPLACE INTO audit VALUES (1, 2, 'x', 1, 1, 'x', randomblob(32))",
      "INSERT OR REPLACE INTO audit SELECT 3, at, event, store_id, run_id, 'x', hash FROM audit WHERE id = 1",
      "UPDATE OR REPLACE audit SET id = 1 WHERE id = 2",
      "INSERT INTO audit VALUES (9, 2, 'x', 1, 1, 'x', randomblob(32))",
      "INSERT INTO audit VALUES (3, 1, 'x', 1, 99, '', randomblob(32))",
    ])
  func attacks(sql: String) throws {
    let entries = ["one", "two"].map { AuditEntry(.personalDataRequest, subject: $0) }
    try load([], audit: entries)
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: sql) }
    }
    #expect(try ledger.reader().audit().map(\.subject) == ["two", "one"])
  }
}
