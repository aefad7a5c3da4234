/// What the journal has of a payout.
import Books
import Columns
import Commerce
import GRDB
import Tax

struct BookedPayout {
  /// What was booked for one event: its first entry and the corrections of it.
  struct Event {
    /// What it comes to, by account.
    var postings: [BookedPosting] = []
    /// How many entries that is.
    var entries = 0
  }

  /// The events, by the key of the first entry of each.
  private(set) var events: [String: Event] = [:]

  /// What stands between the key of an entry and the number of its correction.
  static let correction = " corrected "

  /// Reads the entries whose keys begin with that of the payout.
  init(key: String, _ accounts: [String: Account], _ database: Database) throws {
    let rows = try database.cachedStatement(
      sql: """
        SELECT e.id, e.key, p.account, p.currency, p.amount, p.base, p.tax_code, p.territory, p.rate, p.reference, p.note
        FROM journal_entries e JOIN postings p ON p.entry_id = e.id
        WHERE e.key >= ?1 || ' ' AND e.key < ?1 || '!' ORDER BY e.id, p.line_no
        """)
    var last: Int64?
    for row in try Row.fetchAll(rows, arguments: [key]) {
      guard let account = accounts[row["account"]], let currency = Currency(row["currency"] as String) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      let text: String = row["key"]
      let event = text.firstRange(of: Self.correction).map { String(text[..<$0.lowerBound]) } ?? text
      let tag = (row["tax_code"] as String?).map { code in
        TaxTag(
          code: code, territory: (row["territory"] as String?).flatMap { Territory($0) },
          rate: (row["rate"] as Int32?).map { TaxRate(thousandths: $0) })
      }
      // Which role the account has played is of no account any more: it is taken back from where it stands.
      let posting = Posting(
        AccountKey(.suspense), currency, MinorUnits(row["amount"]), base: MinorUnits(row["base"]), tax: tag,
        reference: row["reference"] ?? "", note: row["note"] ?? "")
      events[event, default: Event()].postings.append(BookedPosting(posting, to: account))
      if last != row["id"] { events[event]?.entries += 1 }
      last = row["id"]
    }
  }
}
