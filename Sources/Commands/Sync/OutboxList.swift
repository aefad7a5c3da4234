import Ledger

/// The list of changes for stores.
extension RecordList<OutboxRecord> {
  /// Changes that stores are or were told; with what became of them where `showsFate`.
  static func outbox(_ changes: [OutboxRecord], showsFate: Bool) -> Self {
    let status = RecordField<OutboxRecord>.text("status") { $0.status }
    let answer = RecordField<OutboxRecord>.text("answer") { $0.answer }
    return RecordList(
      changes, orSay: "no store is to be told anything",
      [
        .number("entry") { $0.number }, .text("store") { $0.store }, .text("entity") { $0.entity }.forPrograms,
        .text("product") { $0.product ?? "(new)" }.forPeople, .text("product") { $0.product }.forPrograms,
        .text("variant") { $0.variant }, .number("material") { $0.material }, .text("field") { $0.field },
        .text("from") { $0.seen }, .text("to") { $0.value },
      ] + (showsFate ? [status, answer] : [status.forPrograms, answer.forPrograms]))
  }
}
