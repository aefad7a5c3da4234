/// What is left of somebody who was erased, in every file, and what comes back: nothing.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Erasing people")
struct ErasureTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private let placed = Instant(seconds: 1_700_000_000)

  /// A document of a buyer that brings contact `contact`.
  private func document(_ id: String, _ contact: Int64, email: Int64, at instant: Instant? = nil) -> SampleDocument {
    SampleDocument(id).with {
      $0.contact = contact
      $0.email = "anna-maria@example.org"
      $0.keys = [.contact: 1_000 + contact, .email: email]
      $0.postcode = "10115"
      $0.placedAt = instant ?? placed
    }
  }

  /// Opens the ledger for a moment.
  private func withStore<Result>(_ body: (LedgerStore) throws -> Result) throws -> Result {
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    return try body(store)
  }

  private func sealed(_ contact: Int64) throws -> Data? {
    try ledger.rows("SELECT sealed FROM contacts WHERE id = \(contact)").first?[0]
  }

  private func isAnywhere(_ bytes: Data) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: ledger.folder).contains { name in
      try Data(contentsOf: URL(filePath: ledger.folder + "/" + name)).range(of: bytes) != nil
    }
  }

  @Test("nothing of what a store told stands in any file, sealed or not, once the person is erased")
  func bytes() throws {
    try ledger.load([document("A", 1, email: 7), document("B", 2, email: 8)])
    #expect(try !isAnywhere(Data("anna-maria".utf8)))
    let (anna, ben) = (try #require(try sealed(1)), try #require(try sealed(2)))
    #expect(try isAnywhere(anna) && isAnywhere(ben))
    let outcome = try withStore { try $0.erase(.customer(1), at: 1_800_000_000) }
    #expect(outcome.contacts == 1 && outcome.documents == 1)
    #expect(try !isAnywhere(anna) && isAnywhere(ben))
    #expect(try sealed(1) == nil)
    let key = Data([0xE9, 3, 0, 0, 0, 0, 0, 0])
    #expect(try !isAnywhere(key))
    let customer = try #require(try withStore { try $0.customer(1, for: .customerRead, at: 1) })
    #expect(customer.isErased && customer.documents.map(\.externalID) == ["A"])
  }

  @Test("the document keeps what tax asks for")
  func documents() throws {
    try ledger.load([document("A", 1, email: 7)])
    let before = try ledger.rows("SELECT * FROM v_transactions").first
    _ = try withStore { try $0.erase(.customer(1), at: 1_800_000_000) }
    let after = try #require(try ledger.rows("SELECT * FROM v_transactions").first)
    for column in ["external_id", "country", "region", "net", "tax", "gross", "tax_date", "customer_id", "vat_id"] {
      #expect(after[column] as DatabaseValue? == before?[column] as DatabaseValue?, "\(column)")
    }
    #expect(after["postcode"] == "101")
  }

  @Test("contacts of others who share a mailbox stay, and their mailbox tells nobody as erased")
  func sharedMailbox() throws {
    try ledger.load([
      document("A", 1, email: 7).with { $0.keys[.name] = 1 }, document("B", 2, email: 7).with { $0.keys[.name] = 2 },
      document("C", 3, email: 7).with { $0.keys[.name] = 3 }, document("D", 4, email: 7).with { $0.keys[.name] = 4 },
    ])
    _ = try withStore { try $0.erase(.customer(1), at: 1_800_000_000) }
    let tombstones = try withStore { try $0.tombstones() }
    #expect(tombstones.map(\.key) == [1_001])
    #expect(try sealed(2) != nil)
  }

  @Test("refused documents that a person stands in are emptied, others are not")
  func rejects() throws {
    try ledger.load([
      document("A", 1, email: 7),
      SampleDocument("R").with {
        $0.raw = "R,Anna-Maria@example.org,Lamp"
        $0.refusals = [("R2001", nil, "")]
      },
      SampleDocument("S").with {
        $0.raw = "S,otto@example.org,Lamp"
        $0.refusals = [("R2001", nil, "")]
      },
    ])
    #expect(try withStore { try $0.erasure(of: .customer(1)) }.rejects == 1)
    #expect(try withStore { try $0.erase(.customer(1), at: 1_800_000_000) }.rejects == 1)
    let left = try ledger.rows("SELECT external_id, raw IS NULL FROM rejects ORDER BY id")
    #expect(left.map { $0[0] as String } == ["R", "S"])
    #expect(left.map { $0[1] as Bool } == [true, false])
  }

  @Test("who is erased while a run is interrupted does not come back when it goes on")
  func interruptedRun() throws {
    try ledger.load([document("A", 1, email: 7)])
    let file = SourceIdentity.sample("more.csv")
    let request = RunRequest.sample(digest: 2, sources: [file])
    let first = try LedgerStore(path: ledger.path)
    _ = try first.begin(request)
    let source = try first.open(file, layout: "test", header: [], dialect: "")
    _ = try first.commit(Batch([document("B", 2, email: 7), document("C", 3, email: 8)]), source: source)
    try first.close()
    _ = try withStore { try $0.erase(.customer(1), at: 1_800_000_000) }
    let second = try LedgerStore(path: ledger.path)
    let ticket = try second.begin(request)
    #expect(ticket.isResumed)
    _ = try second.commit(Batch([document("D", 4, email: 9)], firstLine: 40), source: source)
    try second.complete(source: source, digest: [UInt8](repeating: 3, count: 32))
    try second.finish(.published, at: 1_000, message: "")
    try second.close()
    #expect(try sealed(2) == nil)
    #expect(try sealed(3) != nil && sealed(4) != nil)
    #expect(
      try ledger.rows("SELECT postcode FROM transactions ORDER BY id").map { $0[0] as String } == [
        "101", "101", "10115", "10115",
      ])
  }

  @Test("erasing somebody again changes nothing more")
  func twice() throws {
    try ledger.load([document("A", 1, email: 7)])
    for _ in 0..<2 { _ = try withStore { try $0.erase(.customer(1), at: 1_800_000_000) } }
    #expect(try ledger.rows("SELECT postcode FROM transactions").map { $0[0] as String } == ["101"])
  }

  @Test("an old copy of the ledger beside today's keys erases again, but not who came back since")
  func oldCopy() throws {
    let later = Instant(seconds: 1_900_000_000)
    try ledger.load([document("A", 1, email: 7), document("B", 2, email: 8)])
    try ledger.load([document("C", 3, email: 9, at: later)], from: "c.csv", digest: 2)
    let copy = try Data(contentsOf: URL(filePath: ledger.path))
    for contact in [Int64(1), 3] { _ = try withStore { try $0.erase(.customer(contact), at: 1_800_000_000) } }
    try copy.write(to: URL(filePath: ledger.path))
    #expect(try sealed(1) != nil)
    try ledger.load([document("D", 4, email: 10)], from: "d.csv", digest: 3)
    #expect(try sealed(1) == nil)
    #expect(try sealed(2) != nil && sealed(3) != nil)
    let events = try ledger.reader().audit().map(\.event)
    #expect(events.contains("erasure_repeated"))
  }

  @Test("without its keys an old copy tells nobody, and its figures are all there")
  func withoutKeys() throws {
    try ledger.load([document("A", 1, email: 7)])
    for ending in [".keys", ".kek"] { try FileManager.default.removeItem(atPath: ledger.path + ending) }
    #expect(try ledger.reader().counts().transactions == 1)
    let failure = #expect(throws: RunFailure.self) {
      try withStore { try $0.customer(1, for: .customerRead, at: 1) }
    }
    #expect(failure.map { ["E8201", "E8211"].contains($0.code) } == true)
  }

  @Test("an erasure that ended after its keys were destroyed is ended by the next run")
  func interrupted() throws {
    try ledger.load([document("A", 1, email: 7)])
    let anna = try #require(try sealed(1))
    let store = try LedgerStore(path: ledger.path)
    let keys = try store.keys()
    try keys.shred([.contact: [1]], leaving: [Tombstone(kind: 7, key: 1_001, erasedAt: 1_800_000_000)])
    try store.close()
    #expect(try isAnywhere(anna))
    let customer = try withStore { try $0.customer(1, for: .customerRead, at: 1) }
    #expect(customer?.isErased == true)
    try ledger.load([document("D", 4, email: 10)], from: "d.csv", digest: 3)
    #expect(try !isAnywhere(anna))
  }
}
