/// Destroys what is kept longer than it may be.
public import Commerce
import GRDB
public import Pipeline
public import Privacy

extension LedgerReader {
  /// What is due on a day.
  public func due(_ policy: RetentionPolicy, on today: CivilDate) throws(RunFailure) -> DueData {
    try read { database in try DueData(policy, on: today, database) }
  }
}

extension LedgerStore {
  /// Destroys what is due on a day: keys first, so that whatever happens then, nothing of it can be read again.
  ///
  /// - Parameter instant: now, in seconds since 1970.
  /// - Returns: what was destroyed.
  public func retain(_ policy: RetentionPolicy, on today: CivilDate, at instant: Int64) throws(RunFailure) -> DueData {
    let due = try onRecord { database in
      let due = try DueData(policy, on: today, database)
      guard !due.isEmpty else { return due }
      let file = try keyring.open(database)
      let erasure = Erasure(of: due.contacts, database)
      let tombstones = try due.contacts.isEmpty ? [] : erasure.tombstones(of: erasure.keys(), at: instant)
      try file.shred([.contact: due.contacts, .fiscal: due.invoicing, .reject: due.rejects], leaving: tombstones)
      try transaction(database) {
        try PersonalRequestSearch(database).forgetSettled(about: due.contacts, rejects: due.rejects)
        try erasure.erase()
        try Erasure.setUncleaned(database)
        for contact in due.invoicing {
          try database.execute(sql: "UPDATE contacts SET fiscal = NULL WHERE id = ?", arguments: [contact])
        }
        try ClosedRejects(database).forget(due.rejects)
        try VATIDRetention(database).destroy(due.vatIDs)
        try auditLog(database).append(AuditEntry(.retentionApplied, subject: due.subject), at: instant)
      }
      return due
    }
    if !due.isEmpty { try clean() }
    return due
  }
}

extension DueData {
  /// How much it is, for the audit log.
  fileprivate var subject: String {
    "contacts \(contacts.count), invoicing \(invoicing.count), rejects \(rejects.count), VAT ids \(vatIDs.count)"
  }
}
