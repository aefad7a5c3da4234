/// Something that has to be on record for good: one row of the ledger's audit log.
public struct AuditEntry: Sendable, Hashable {
  /// What happened.
  public enum Event: String, Sendable, CaseIterable {
    /// A delivery was not believed.
    case deliveryRejected = "delivery_rejected"
    /// A platform passed on what a person asks about their data.
    case personalDataRequest = "personal_data_request"
    /// What a platform passed on about a person's data was seen to.
    case personalDataSettled = "personal_data_settled"
    /// Somebody looked at a customer.
    case customerRead = "customer_read"
    /// Somebody asked where stores tell different things.
    case customersCompared = "customers_compared"
    /// Everything that is held about a customer was given out.
    case customerExported = "customer_exported"
    /// A person was erased.
    case customerErased = "customer_erased"
    /// An erasure was repeated in an old copy of the ledger.
    case erasureRepeated = "erasure_repeated"
    /// Customers were decided to be one.
    case customersMerged = "customers_merged"
    /// Contacts were decided to be another customer.
    case customersSplit = "customers_split"
    /// A decision about customers was taken back.
    case decisionUndone = "decision_undone"
    /// What a customer agreed to was recorded by hand.
    case consentRecorded = "consent_recorded"
    /// Somebody looked at the original bytes of a refused document.
    case rejectRead = "reject_read"
    /// Somebody looked at the bytes that a document was read from.
    case documentRead = "document_read"
    /// Everything was sealed under another key.
    case keyRotated = "key_rotated"
    /// Entries were sealed into the journal; the last of them and its hash.
    case journalGrown = "journal_grown"
    /// A month of the books was closed.
    case periodClosed = "period_closed"
    /// A month of the books was reopened.
    case periodReopened = "period_reopened"
    /// Entries of the journal have left in a file.
    case journalExported = "journal_exported"
    /// Somebody acknowledged that the ledger is an older copy than the one that the file of keys knows.
    case restoreAcknowledged = "restore_acknowledged"
    /// Data was destroyed because the time was over for which it is kept.
    case retentionApplied = "retention_applied"
  }

  /// What happened.
  public var event: Event
  /// To what: codes, topics and places, nothing personal or secret.
  public var subject: String

  /// An entry.
  public init(_ event: Event, subject: String) {
    self.event = event
    self.subject = subject
  }
}
