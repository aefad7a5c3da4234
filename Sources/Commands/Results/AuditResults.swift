import Commerce
import Ledger

/// The list of what is on record.
extension RecordList<AuditRow> {
  /// Rows of the audit log.
  static func audit(_ rows: [AuditRow]) -> Self {
    RecordList(
      rows, orSay: "the audit log is empty",
      [
        .number("entry") { $0.number }, .text("at") { Instant(seconds: $0.at).description },
        .text("event") { $0.event }, .text("store") { $0.store }, .number("run") { $0.run },
        .text("subject") { $0.subject },
      ])
  }
}
