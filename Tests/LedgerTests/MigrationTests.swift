/// What a newer version of the program makes of a ledger with content of an older one.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Ledgers of earlier versions")
struct MigrationTests {
  private let ledger: TestLedger

  /// Two accounts, one of them in two revisions, and one that was refused.
  init() throws {
    ledger = try TestLedger()
    try load([("7001", "gold", 1), ("7002", "silver", 2)], from: "a.csv")
    try load([("7001", "vip", 3)], from: "b.csv", refused: "7003")
  }

  private func load(
    _ accounts: [(id: String, region: String, contact: Int64)], from file: String, refused: String? = nil
  ) throws {
    let refusals = [refused].compactMap(\.self).map { id in
      SampleDocument(id).with { $0.refusals = [("R2001", nil, "")] }
    }
    var batch = Batch(
      accounts.map { account in
        SampleDocument(account.id).with {
          ($0.contact, $0.keys) = (account.contact, [.contact: 1_000 + account.contact])
        }
      } + refusals)
    var regions = accounts.map { batch.text.append($0.region) }
    if refused != nil { regions.append(.empty) }
    batch.put(OrderKeys.region, Column(stored: regions))
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    var request = RunRequest.sample(digest: 3)
    request.entity = .customers
    _ = try store.begin(request)
    _ = try store.loadWhole(batch, from: .sample(file, bytes: Int64(500 + accounts.count)))
    try store.finish(.published, at: 1_000, message: "")
  }

  /// Makes the file one of the version before a migration.
  private func takeBack(_ migration: String, _ sql: String) throws {
    try DatabaseQueue(path: ledger.path).write { database in
      try database.execute(sql: sql)
      let applied = try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
      #expect(applied.contains { $0.hasPrefix(migration) })
      try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '\(migration) %'")
    }
  }

  private func isAnywhere(_ text: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: ledger.folder).contains { name in
      try Data(contentsOf: URL(filePath: ledger.folder + "/" + name)).range(of: Data(text.utf8)) != nil
    }
  }

  @Test("tags of accounts that stood in the clear are in no file any more, and the accounts are as they were")
  func tags() throws {
    let before = try ledger.rows("SELECT * FROM v_accounts ORDER BY id").map(\.description)
    let text = "Zztag, " + String(repeating: "pays late, ", count: 3_000)
    try takeBack("023", "ALTER TABLE accounts ADD COLUMN tags TEXT; UPDATE accounts SET tags = '\(text)' || id")
    #expect(try isAnywhere("Zztag") && isAnywhere("pays late"))
    try LedgerStore(path: ledger.path).close()
    #expect(try !isAnywhere("Zztag") && !isAnywhere("pays late"))
    #expect(try ledger.rows("SELECT * FROM v_accounts ORDER BY id").map(\.description) == before)
    #expect(try ledger.rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"])
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test("ids of accounts that are personal are hashed once the keys are open, and the same account comes again")
  func accountIDs() throws {
    try takeBack(
      "024",
      """
      DROP TABLE clear_account_ids;
      UPDATE accounts SET external_id = 'anna@example.org' WHERE external_id = '7001';
      UPDATE rejects SET external_id = '+49 30 23125000' WHERE external_id = '7003';
      """)
    let store = try LedgerStore(path: ledger.path)
    #expect(try isAnywhere("anna@example.org"))
    try store.catchUpWithErasures(at: 1)
    try store.close()
    #expect(try !isAnywhere("anna@example.org") && !isAnywhere("23125000"))
    let ids = try ledger.rows("SELECT external_id, revision FROM accounts ORDER BY id").map { row in
      let id: String = row[0]
      return "\(id.prefix(6)) \(row[1] as Int64)"
    }
    #expect(ids == ["keyed  1", "7002 1", "keyed  2"])
    #expect(try ledger.rows("SELECT external_id FROM rejects").first?[0] as String? != nil)
    try load([("anna@example.org", "vip", 5)], from: "c.csv")
    #expect(try ledger.number("SELECT count(*) FROM accounts") == 3)
    try load([("anna@example.org", "gone", 6), ("+49 30 23125000", "north", 7)], from: "d.csv")
    #expect(try ledger.number("SELECT max(revision) FROM accounts") == 3)
    #expect(try ledger.rows("SELECT status FROM rejects").map { $0[0] as String } == ["resolved"])
    #expect(try !isAnywhere("anna@example.org") && !isAnywhere("23125000"))
  }

  @Test("contacts that a postcode or half a name has joined are taken apart, those of a whole name stay one")
  func outdatedKeys() throws {
    let people = [
      ("Anna", "Hauptstraße 1", "10115"), ("Anna", "Hauptstraße 1", "10115"), ("Ben Bauer", "", "10115"),
      ("Ben Bauer", "", "10115"), ("Carla Conrad", "Weg 1", "10115"), ("Carla Conrad", "Weg 1", "10115"),
    ]
    var batch = Batch(
      people.indices.map { number in
        SampleDocument("P\(number)").with {
          $0.contact = Int64(number + 10)
          // As the rules were: whoever has the same name and postcode.
          $0.keys = [.contact: Int64(2_000 + number), .name: Int64(number / 2), .nameAndAddress: Int64(number / 2)]
        }
      })
    for (key, values) in [
      (OrderKeys.name, people.map(\.0)), (OrderKeys.address, people.map(\.1)), (OrderKeys.postcode, people.map(\.2)),
    ] {
      let ranges = values.map { $0.isEmpty ? .empty : batch.text.append($0) }
      batch.put(key, Column(stored: ranges))
    }
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample(digest: 9))
    _ = try store.loadWhole(batch, from: .sample("people.csv", bytes: 900))
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    let members =
      "SELECT contact_id, customer_id FROM memberships WHERE contact_id >= 10 AND customer_id < contact_id ORDER BY 1"
    #expect(try ledger.rows(members).map { [$0[0] as Int64, $0[1]] } == [[11, 10], [13, 12], [15, 14]])
    try takeBack("026", "DROP TABLE outdated_keys")
    let newer = try LedgerStore(path: ledger.path)
    try newer.catchUpWithErasures(at: 1)
    try newer.close()
    #expect(try ledger.rows(members).map { [$0[0] as Int64, $0[1]] } == [[15, 14]])
    #expect(try ledger.rows("SELECT 1 FROM outdated_keys").isEmpty)
  }

  @Test("requests that were settled stay as they were")
  func requests() throws {
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(
        sql: """
          INSERT INTO personal_requests (store_id, run_id, kind, received_at, due_at, source_key, status, settled_at, reason)
          VALUES (1, 1, 'access', 1, 2, 5, 'open', NULL, NULL), (1, 1, 'erasure', 1, 2, NULL, 'done', 3, 'erased'),
            (1, 1, 'access', 1, 2, NULL, 'closed', 3, 'sent')
          """)
    }
    let before = try ledger.rows("SELECT * FROM personal_requests ORDER BY id").map(\.description)
    try takeBack("025", "")
    try LedgerStore(path: ledger.path).close()
    #expect(try ledger.rows("SELECT * FROM personal_requests ORDER BY id").map(\.description) == before)
    #expect(try ledger.reader().personalRequests(all: true).map(\.status) == [.open, .done, .closed])
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: ledger.path).write {
        try $0.execute(sql: "UPDATE personal_requests SET email_key = 7 WHERE status = 'done'")
      }
    }
  }

  @Test("what was hashed over an account goes when its person is erased, of one who was erased before as well")
  func hashes() throws {
    let store = try LedgerStore(path: ledger.path)
    _ = try store.erase(.customer(2), at: 1_800_000_000)
    try store.close()
    let hashes = "SELECT content_hash FROM accounts WHERE contact = 2"
    #expect(try ledger.number(hashes) == 0)
    try takeBack("024", "DROP TABLE clear_account_ids; UPDATE accounts SET content_hash = 5 WHERE contact = 2")
    try LedgerStore(path: ledger.path).close()
    #expect(try ledger.number(hashes) == 0)
    #expect(try ledger.rows("SELECT 1 FROM accounts WHERE content_hash = 0").count == 1)
  }
}
