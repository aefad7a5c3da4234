/// A process killed at any write boundary of an erasure leaves what the same command, or the next one, ends.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Kills of erasures")
struct ErasureKillTests {
  private let ledger: TestLedger
  /// What tells of Anna, sealed or not.
  private let personal: [Data]

  /// Anna is a contact, stands in a refused document, and in what a provider says of her payment by name alone; Ben is a contact.
  init() throws {
    ledger = try TestLedger()
    func buyer(_ id: String, _ contact: Int64, _ email: String) -> SampleDocument {
      SampleDocument(id).with {
        ($0.contact, $0.email, $0.postcode, $0.placedAt) = (contact, email, "10115", Instant(seconds: 1_700_000_000))
        $0.keys = [.contact: 1_000 + contact, .email: contact]
      }
    }
    try ledger.load([
      buyer("A", 1, "anna-maria@example.org"), buyer("B", 2, "ben@example.org"),
      SampleDocument("R").with {
        $0.raw = "R,Anna-Maria@example.org,Lamp"
        $0.refusals = [("R2001", nil, "")]
      },
    ])
    let store = try LedgerStore(path: ledger.path)
    var request = RunRequest.sample(digest: 2)
    request.entity = .payouts
    _ = try store.begin(request)
    var batch = Batch([SampleDocument("P")])
    batch.put(PayoutKeys.amount, Column(stored: [1_000_000]))
    _ = try store.loadWhole(batch, from: .sample("payouts.csv"))
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(sql: "UPDATE payout_lines SET description = 'for anna-maria@example.org, with thanks'")
    }
    let sealed: [Data] = try ledger.rows(
      "SELECT sealed FROM contacts WHERE id = 1 UNION ALL SELECT raw FROM rejects"
    ).map { $0[0] }
    personal = sealed + [Data("anna-maria".utf8)]
  }

  private static func erase(
    _ path: String, at point: String? = nil, catchingUpOnly: Bool = false
  ) throws -> ErasureOutcome? {
    var configuration = LedgerConfiguration()
    configuration.erasureCrashPoints = { reached in if reached.rawValue == point { kill(getpid(), SIGKILL) } }
    let store = try LedgerStore(path: path, configuration: configuration)
    defer { try? store.close() }
    try store.catchUpWithErasures(at: 1_800_000_100)
    return catchingUpOnly ? nil : try store.erase(.customer(1), at: 1_800_000_000)
  }

  private func killErasure(at point: ErasureCrashPoint) async {
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = ledger.path as String, name = point.rawValue as String] in
      _ = try Self.erase(path, at: name)
    }
  }

  /// Nothing of Anna is in any file, and everything of Ben.
  private func expectErased() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: ledger.folder) {
      let bytes = try Data(contentsOf: URL(filePath: ledger.folder + "/" + name))
      for text in personal { #expect(bytes.range(of: text) == nil, "\(name)") }
    }
    #expect(try ledger.rows("SELECT 1 FROM contacts WHERE sealed IS NOT NULL").count == 1)
    let postcodes = try ledger.rows("SELECT postcode FROM transactions ORDER BY id").map { $0[0] as String }
    #expect(postcodes == ["101", "10115"])
    #expect(try ledger.rows("SELECT 1 FROM rejects WHERE raw IS NULL AND is_shredded = 1").count == 1)
    #expect(try ledger.reader().auditWalk().fault == nil)
    #expect(try ledger.rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"])
    let store = try LedgerStore(path: ledger.path)
    #expect(try store.tombstones().isEmpty == false)
    #expect(try store.customer(2, for: .customerRead, at: 1)?[.email] == "ben@example.org")
    try store.close()
  }

  @Test("the same command again erases everything", arguments: ErasureCrashPoint.allCases)
  func again(point: ErasureCrashPoint) async throws {
    await killErasure(at: point)
    _ = try Self.erase(ledger.path)
    try expectErased()
  }

  @Test(
    "any command that opens the ledger ends what was begun",
    arguments: ErasureCrashPoint.allCases.filter { $0 != .afterTexts })
  func next(point: ErasureCrashPoint) async throws {
    await killErasure(at: point)
    _ = try Self.erase(ledger.path, catchingUpOnly: true)
    try expectErased()
  }

  @Test("who was not erased yet when the process ended is all there")
  func notYet() async throws {
    await killErasure(at: .afterTexts)
    _ = try Self.erase(ledger.path, catchingUpOnly: true)
    #expect(try ledger.rows("SELECT 1 FROM contacts WHERE sealed IS NOT NULL").count == 2)
    #expect(try ledger.rows("SELECT 1 FROM rejects WHERE raw IS NOT NULL").count == 1)
  }
}
