/// Which documents an entry books that was not taken back: at most one for each document.
import GRDB

/// An entry that was taken back books nothing any more; the record of what it had booked stays with it.
enum StandingDocuments {
  /// The numbers of the entries that were taken back.
  private static let takenBack = "SELECT reverses FROM journal_entries WHERE reverses IS NOT NULL"

  /// A table of documents and their standing entries, `transaction_id` and `entry_id`.
  static let table = """
    (SELECT transaction_id, entry_id FROM journal_documents
      WHERE entry_id IS NOT NULL AND entry_id NOT IN (\(takenBack))
     UNION ALL
     SELECT transaction_id, entry_id FROM rebooked_documents WHERE entry_id NOT IN (\(takenBack)))
    """

  /// The standing entry of the document that an expression of SQL gives; `NULL` when it has none.
  static func entry(of document: String) -> String {
    """
    coalesce(
      (SELECT entry_id FROM journal_documents
        WHERE transaction_id = \(document) AND entry_id NOT IN (\(takenBack))),
      (SELECT entry_id FROM rebooked_documents
        WHERE transaction_id = \(document) AND entry_id NOT IN (\(takenBack))))
    """
  }

  /// Whether the entry that booked the document was taken back, and no other books it since.
  static func isTakenBack(_ document: String) -> String {
    """
    EXISTS (SELECT 1 FROM journal_documents WHERE transaction_id = \(document) AND entry_id IN (\(takenBack)))
      AND \(entry(of: document)) IS NULL
    """
  }
}
