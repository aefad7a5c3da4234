/// A ledger finds its keys, makes them when it is new, and says what is missing when they are not there.
import Foundation
import Ledger
import Pipeline
import Privacy
import Synchronization
import Testing

@Suite("Keys of a ledger")
struct LedgerKeysTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  private func begin(_ key: KeyAccess = .besideLedger) throws {
    var configuration = LedgerConfiguration()
    configuration.key = key
    let store = try LedgerStore(path: ledger.path, configuration: configuration)
    defer { try? store.close() }
    _ = try store.begin(.sample())
    try store.record(AuditEntry(.rejectRead, subject: "reject 1"), at: 1)
  }

  @Test("the first run makes a key for its owner alone and says where it is; the next takes it")
  func beside() throws {
    let made = Mutex<[String]>([])
    let access = KeyAccess(fetch: nil) { path in made.withLock { $0.append(path) } }
    for _ in 0..<2 { try begin(access) }
    let path = KeyAccess.path(ofLedger: ledger.path)
    #expect(made.withLock { $0 } == [path])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let key = try KeyText.key(inFile: path)
    #expect(try ledger.reader().keys().fingerprint == key.fingerprint)
  }

  @Test("a key that is gone is told, and none is made in its place")
  func gone() throws {
    try begin()
    try FileManager.default.removeItem(atPath: KeyAccess.path(ofLedger: ledger.path))
    #expect(failure { try begin() }?.code == "E8211")
    #expect(!FileManager.default.fileExists(atPath: KeyAccess.path(ofLedger: ledger.path)))
  }

  @Test("a rotation whose process ended before it was on record is on record with what comes next, once")
  func rotationInterrupted() throws {
    try begin(KeyAccess(fetch: { () throws(RunFailure) in try .text(1) }))
    var configuration = LedgerConfiguration()
    configuration.key = KeyAccess(fetch: { () throws(RunFailure) in try .text(1) })
    let store = try LedgerStore(path: ledger.path, configuration: configuration)
    // What rotates, without what records.
    _ = try store.keys().rotate(to: .sample(2), at: 77)
    try store.close()
    for _ in 0..<2 { try begin(KeyAccess(fetch: { () throws(RunFailure) in try .text(2) })) }
    let rotations = try ledger.reader().audit().filter { $0.event == "key_rotated" }
    #expect(rotations.map(\.at) == [77])
    #expect(
      try rotations.first?.subject
        == "from \(KeyEncryptionKey.sample(1).fingerprint) to \(KeyEncryptionKey.sample(2).fingerprint)")
  }

  @Test("keys that are gone stop a run; what needs none goes on working")
  func keyless() throws {
    try begin()
    try FileManager.default.removeItem(atPath: KeyFile.path(ofLedger: ledger.path))
    #expect(failure { try begin() }?.code == "E8201")
    #expect(try ledger.reader().audit().count == 1)
  }

  @Test("the keys of another ledger are refused")
  func other() throws {
    try begin()
    let other = try TestLedger()
    try LedgerStore(path: other.path).close()
    for path in [KeyFile.path, KeyAccess.path] {
      try FileManager.default.copyItem(atPath: path(ledger.path), toPath: path(other.path))
    }
    #expect(failure { _ = try other.reader().keys() }?.code == "E8202")
  }

  @Test("nothing asks for a key before something personal is written")
  func lazy() throws {
    var configuration = LedgerConfiguration()
    configuration.key = KeyAccess(fetch: { () throws(RunFailure) in throw KeyText.missing("it") })
    try LedgerStore(path: ledger.path, configuration: configuration).close()
    #expect(failure { try begin(configuration.key) }?.code == "E8211")
  }

  @Test(
    "a file with a key that others may read is refused", arguments: [0o644, 0o640, 0o604, 0o620, 0o602])
  func permissions(mode: Int) throws {
    let path = ledger.folder + "/key"
    _ = try KeyText.make(inFile: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let refusal = try #require(failure { _ = try KeyText.key(inFile: path) })
    #expect(refusal.code == "E8212" && refusal.remedy.contains("chmod 600"))
  }

  @Test("a text that is no key is told for what it is, and not repeated")
  func text() throws {
    let refusal = try #require(failure { _ = try KeyText.key("correct horse", at: "the file x") })
    #expect(refusal.code == "E8213" && !refusal.message.contains("horse"))
    #expect(failure { _ = try KeyText.key(nil, at: "the file x") }?.code == "E8211")
  }

  @Test("a key is not written over a file that is there")
  func overwriting() throws {
    let path = ledger.folder + "/key"
    let key = try KeyText.make(inFile: path)
    #expect(failure { _ = try KeyText.make(inFile: path) }?.code == "E8214")
    #expect(try KeyText.key(inFile: path).fingerprint == key.fingerprint)
  }
}

extension KeyEncryptionKey {
  /// The sample key of a number, as it is read out of a text.
  fileprivate static func text(_ byte: UInt8) throws(RunFailure) -> KeyEncryptionKey {
    let digits = byte < 10 ? "0\(byte)" : "\(byte)"
    return try KeyText.key("00" + String(repeating: digits, count: 31), at: "a test")
  }
}
