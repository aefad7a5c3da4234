/// An older copy of the ledger beside newer keys, taken into use knowingly.
import GRDB
public import Pipeline
import Privacy

extension LedgerStore {
  /// Puts on record that this copy of the ledger was restored, and lets its audit log count from here on.
  ///
  /// The record is a row of the log itself and stays: whoever walks the log finds it. What the file of keys knew of the log
  /// before is named there and known no more.
  ///
  /// - Parameters:
  ///   - person: who acknowledges it.
  ///   - reason: why, in words.
  ///   - instant: now, in seconds since 1970.
  /// - Returns: the number of the row.
  /// - Throws: `E8221` when the log is the one that the keys know, `E8222` when its rows do not fit together: that is no restore.
  public func acknowledgeRestore(by person: String, reason: String, at instant: Int64) throws(RunFailure) -> Int64 {
    let recorded = try keys().auditHead()
    let chain = try keys().auditChain
    return try onRecord { database in
      let log = try auditLog(database)
      guard try !log.holds(recorded) else { throw RestoreFailure.nothingToAcknowledge(path) }
      let walk = try AuditLog.walk(database, chain, recorded: .none)
      guard walk.fault == nil else { throw RestoreFailure.tamperedWith(path) }
      try transaction(database) {
        let words = "row \(recorded.count) on record, \(walk.head.count) rows here; by \(person): \(reason)"
        try record(AuditEntry(.restoreAcknowledged, subject: words), at: instant, database)
      }
      // On the disk before the keys know it: a process that ends in between leaves a log that is acknowledged once more.
      let head = try log.head()
      try keyring.open(database).replace(recorded, by: head)
      return head.count
    }
  }
}

private enum RestoreFailure {
  static func nothingToAcknowledge(_ path: String) -> RunFailure {
    RunFailure(
      "E8221", .usage, "the audit log of \(path) is the one that its keys know: there is no restore to acknowledge",
      remedy: "\"shopledger verify\" says whether everything else is whole")
  }

  static func tamperedWith(_ path: String) -> RunFailure {
    RunFailure(
      "E8222", .unbalanced, "the rows of the audit log of \(path) do not fit together: this is more than an older copy",
      remedy: "\"shopledger verify\" names the row; restore the ledger and its keys from a backup that is whole")
  }
}
