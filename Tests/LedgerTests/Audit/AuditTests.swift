/// The audit log of a real ledger: what somebody does to it who can write the file is found.
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Audit log")
struct AuditTests {
  private let ledger: TestLedger

  /// A ledger with five rows on record.
  init() throws {
    ledger = try TestLedger()
    let store = try LedgerStore(path: ledger.path)
    for number in 1...5 { try store.record(AuditEntry(.rejectRead, subject: "reject \(number)"), at: 1_000) }
    try store.close()
  }

  /// Does something to the file as somebody does who first takes the triggers away.
  private func attack(_ sql: String) throws {
    try DatabaseQueue(path: ledger.path).write { database in
      for name in ["changed", "deleted", "replaced"] { try database.execute(sql: "DROP TRIGGER audit_is_not_\(name)") }
      try database.execute(sql: sql)
    }
  }

  private func fault() throws -> AuditWalk.Fault? { try ledger.reader().auditWalk().fault }

  @Test("what was put on record is listed, and whole")
  func whole() throws {
    let rows = try ledger.reader().audit()
    #expect(rows.map(\.subject) == (1...5).reversed().map { "reject \($0)" })
    #expect(rows.allSatisfy { $0.store == nil && $0.run == nil && $0.at == 1_000 && $0.event == "reject_read" })
    #expect(try ledger.reader().auditWalk().head.count == 5)
    #expect(try fault() == nil)
  }

  @Test(
    "a row that was changed, deleted, put in, moved or cut off is found",
    arguments: [
      ("UPDATE audit SET subject = 'reject 9' WHERE id = 2", AuditWalk.Fault.hash(number: 2)),
      ("UPDATE audit SET at = at + 1 WHERE id = 5", .hash(number: 5)),
      ("UPDATE audit SET hash = randomblob(32) WHERE id = 3", .hash(number: 3)),
      ("DELETE FROM audit WHERE id = 3", .number(expected: 3, found: 4)),
      ("DELETE FROM audit WHERE id = 1", .number(expected: 1, found: 2)),
      ("DELETE FROM audit WHERE id > 3", .cutOff(found: 3, recorded: 5)),
      ("DELETE FROM audit", .cutOff(found: 0, recorded: 5)),
      (
        "INSERT INTO audit SELECT 6, at, event, store_id, run_id, subject, randomblob(32) FROM audit WHERE id = 1",
        .hash(number: 6)
      ),
      (
        "UPDATE audit SET id = 9 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 9",
        .hash(number: 2)
      ),
      ("DELETE FROM audit WHERE id = 2; UPDATE audit SET id = id - 1 WHERE id > 2", .hash(number: 2)),
    ])
  func tampered(sql: String, expected: AuditWalk.Fault) throws {
    try attack(sql)
    #expect(try fault() == expected)
  }

  /// Puts more on record, as everybody does who goes on working.
  private func goOn(_ count: Int = 3) throws {
    let store = try LedgerStore(path: ledger.path)
    for _ in 0..<count { try store.record(AuditEntry(.rejectRead, subject: "reject 7"), at: 3_000) }
    try store.close()
  }

  @Test("what was cut off is told for good, however the log grows on")
  func cutOffForGood() throws {
    try attack("DELETE FROM audit WHERE id > 3")
    try goOn(1)
    #expect(try fault() == .cutOff(found: 4, recorded: 5))
    try goOn(5)
    #expect(try fault() == .rewritten(number: 5))
  }

  @Test("a log that was written anew with right hashes is found for good, for the file of keys knows another one")
  func rewritten() throws {
    let chain = try ledger.reader().keys().auditChain
    var head = AuditHead.none
    for number in Int64(1)...5 {
      let row = ChainedRow(
        number: number, at: 1_000, event: "reject_read", store: nil, run: nil, subject: "reject \(number + 1)")
      head = chain.head(after: head, adding: row)
      let hash = head.hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      if number == 1 { try attack("DELETE FROM audit") }
      try DatabaseQueue(path: ledger.path).write { database in
        try database.execute(
          sql: "INSERT INTO audit VALUES (?, 1000, 'reject_read', NULL, NULL, ?, x'\(hash)')",
          arguments: [number, row.subject])
      }
    }
    #expect(try fault() == .rewritten(number: 5))
    try goOn()
    #expect(try fault() == .rewritten(number: 5))
  }

  @Test("an older copy of the ledger beside today's keys is found")
  func restored() throws {
    let copy = try Data(contentsOf: URL(filePath: ledger.path))
    let store = try LedgerStore(path: ledger.path)
    try store.record(AuditEntry(.customerErased, subject: "customer 1"), at: 2_000)
    try store.close()
    #expect(try fault() == nil)
    try copy.write(to: URL(filePath: ledger.path))
    #expect(try fault() == .cutOff(found: 5, recorded: 6))
    try goOn()
    #expect(try fault() == .rewritten(number: 6))
  }

  @Test("a log that grows while it is looked at is whole")
  func growing() throws {
    let key = try KeyEncryptionKey.sample()
    let path = ledger.folder + "/busy.sqlite"
    @Sendable func grow() throws(RunFailure) {
      var configuration = LedgerConfiguration()
      configuration.key = KeyAccess(fetch: { () throws(RunFailure) in key })
      let store = try LedgerStore(path: path, configuration: configuration)
      try store.record(AuditEntry(.rejectRead, subject: "reject 1"), at: 1_000)
      try store.close()
    }
    try grow()
    let reader = try LedgerReader(
      path: path,
      key: KeyAccess(fetch: { () throws(RunFailure) in
        try grow()
        return key
      }))
    let walk = try reader.auditWalk()
    #expect(walk.fault == nil)
    #expect(walk.head.count == 2)
  }

  @Test("without its keys nobody can say that the log is whole")
  func keyless() throws {
    try FileManager.default.removeItem(atPath: KeyFile.path(ofLedger: ledger.path))
    #expect(failure { _ = try ledger.reader().auditWalk() }?.code == "E8201")
  }

  @Test("a ledger on which nothing is on record is whole, and needs no keys for it")
  func empty() throws {
    let empty = try TestLedger()
    try LedgerStore(path: empty.path).close()
    let walk = try empty.reader().auditWalk()
    #expect(walk.fault == nil && walk.head == .none)
    #expect(!FileManager.default.fileExists(atPath: KeyFile.path(ofLedger: empty.path)))
  }
}
