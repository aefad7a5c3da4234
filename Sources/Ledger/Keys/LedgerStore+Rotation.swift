/// Another key for the personal data of a ledger, and its record.
import GRDB
public import Pipeline
public import Privacy

extension LedgerStore {
  /// Seals the ledger's keys under another key, and puts that on record.
  ///
  /// Whatever ends the process in between, the rotation is noted with the keys, and the next that writes anything on record
  /// takes it up.
  ///
  /// - Parameter instant: now, in seconds since 1970.
  /// - Returns: how many blocks of keys were sealed anew.
  public func rotateKeys(to key: KeyEncryptionKey, at instant: Int64) throws(RunFailure) -> Int {
    let blocks = try keys().rotate(to: key, at: instant)
    try onRecord { _ in }
    return blocks
  }

  /// Takes up the rotations that are not on record.
  func recordRotations(_ keys: KeyFile, _ database: Database) throws {
    let rotations = try keys.rotations()
    guard !rotations.isEmpty else { return }
    try transaction(database) {
      for rotation in rotations where try !isOnRecord(rotation, database) {
        try AuditLog(database, keys).append(rotation.entry, at: rotation.at)
      }
    }
    try keys.forgetRotations()
  }

  /// Whether a rotation is on record: a process may have ended before the keys forgot it.
  private func isOnRecord(_ rotation: KeyFile.Rotation, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM audit WHERE event = ? AND subject = ? AND at = ?)",
      arguments: [rotation.entry.event.rawValue, rotation.entry.subject, rotation.at]) ?? false
  }
}
