/// A process killed at any write boundary of the keys loses no key that it was given, and leaves no half rotation.
import Foundation
import Ledger
import Privacy
import Synchronization
import Testing

@Suite("Kills of the file of keys")
struct KeyFileKillTests {
  /// Takes keys, writes down what they make of nothing, destroys one, and seals all under another key.
  private static func work(_ ledger: String, _ crash: (@Sendable (KeyCrashPoint) -> Void)? = nil) throws {
    let keys = try TestKeys.open(ledger, crash: crash)
    for row in [Int64(1), 5_000, 9_000, 20_000] {
      let mark = try keys.sealingKey(.contact, row: row).mark()
      // What is committed to a ledger with a key that was given.
      _ = FileManager.default.createFile(atPath: "\(ledger).\(row)", contents: Data(mark))
    }
    try keys.shred([.contact: [2, 5_001]], leaving: [Tombstone(kind: 1, key: 2, erasedAt: 7)])
    try keys.rotate(to: .sample(2), at: 7)
  }

  @Test(
    "killed at a boundary, the file opens with the old or the new key and every key that was given is there",
    arguments: KeyCrashPoint.allCases, 1...8)
  func killed(at point: KeyCrashPoint, occurrence: Int) async throws {
    let folder = try TestKeys()
    if point == .afterFileMade && occurrence > 1 { return }
    await #expect(processExitsWith: .failure) {
      [ledger = folder.ledger as String, name = point.rawValue as String, occurrence = occurrence as Int] in
      let count = Mutex(0)
      try Self.work(ledger) { reached in
        guard reached.rawValue == name else { return }
        let reachedNow = count.withLock {
          $0 += 1
          return $0
        }
        if reachedNow == occurrence { kill(getpid(), SIGKILL) }
      }
      // A boundary that is met less often: the whole work was done.
      exit(1)
    }
    let opened = [1, 2].compactMap { try? folder.open(key: $0) }
    try #require(opened.count == 1)
    var given = 0
    for row in [Int64(1), 5_000, 9_000, 20_000] {
      guard let mark = FileManager.default.contents(atPath: "\(folder.ledger).\(row)") else { continue }
      given += 1
      #expect(try opened[0].openingKey(.contact, row: row)?.mark() == Array(mark))
    }
    if given == 4 {
      // Both keys were destroyed with the tombstone, or none.
      let isBuried = try !opened[0].tombstones().isEmpty
      for row in [Int64(2), 5_001] { #expect(try (opened[0].openingKey(.contact, row: row) == nil) == isBuried) }
    }
    try opened[0].close()
  }
}
