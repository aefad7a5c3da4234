/// When the documents of contacts were placed, the first and the last; an account's day is that of its last change.
import Commerce
import GRDB

/// No index leads from a contact to its documents, which would cost every load: one look through all of them serves for any
/// number of contacts.
struct ToldDates {
  private var spans: [Int64: ClosedRange<Instant>] = [:]

  /// The dates of some contacts, or of all.
  init(of contacts: [Int64]? = nil, _ database: Database) throws {
    let chosen = contacts == nil ? "IS NOT NULL" : "IN (SELECT value FROM json_each(:contacts))"
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT contact, min(at), max(at) FROM (
          SELECT contact_id AS contact, placed_at AS at FROM transactions WHERE contact_id \(chosen)
          UNION ALL SELECT contact, coalesce(updated_at, created_at) FROM accounts WHERE contact \(chosen))
        WHERE at IS NOT NULL GROUP BY contact
        """, arguments: contacts.map { ["contacts": $0.jsonArray] } ?? [:])
    while let row = try rows.next() {
      spans[row[0]] = Instant(seconds: row[1])...Instant(seconds: row[2])
    }
  }

  /// The dates of a contact; `nil` where no document says when it was placed.
  subscript(contact: Int64) -> ClosedRange<Instant>? { spans[contact] }
}

extension Sequence<Int64> {
  /// The numbers as SQLite's `json_each` takes them, however many there are.
  var jsonArray: String { "[" + map(String.init).joined(separator: ",") + "]" }
}
