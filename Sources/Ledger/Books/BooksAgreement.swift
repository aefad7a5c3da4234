/// Whether the general ledger says what the documents say: worked out anew from nothing but the ledger's own rows.
import Books
import Columns
import Commerce
import GRDB
public import Pipeline

/// What comparing the two books has shown.
public struct BooksAgreement: Sendable, Equatable {
  /// How many documents were booked.
  public var documents: Int64 = 0
  /// Accounts on which the entries of documents come to another sum than the documents, with the difference in minor units
  /// of the books' currency.
  public var differences: [String: Int64] = [:]

  /// What a comparison has shown.
  public init(documents: Int64 = 0, differences: [String: Int64] = [:]) {
    self.documents = documents
    self.differences = differences
  }
}

extension LedgerReader {
  /// Posts every booked document again, by the accounts that its entry was posted by, and compares the sums with those of
  /// the journal.
  public func booksAgreement() throws(RunFailure) -> BooksAgreement {
    try read { database in
      guard let home = try String.fetchOne(database, sql: "SELECT home FROM books").flatMap({ Country($0) }) else {
        return BooksAgreement()
      }
      var agreement = BooksAgreement()
      let rules = DocumentRules(home: home)
      let terms = try PostingTerms(database)
      for store in try Row.fetchAll(database, sql: "SELECT store_id, platform FROM journal_progress") {
        try BookedSums(store: store["store_id"], terms, database).each { group, entry, count in
          agreement.documents += count
          let posted = try terms.posted(group, platform: store["platform"], reference: "")
          for posting in rules.postings(of: posted) {
            let account = try AccountRoles.account(posting.account, asOf: entry, database)
            agreement.differences[account.number, default: 0] -= posting.base.count
          }
        }
      }
      let booked = try Row.fetchCursor(
        database,
        sql: """
          SELECT p.account, sum(p.base) AS base FROM journal_entries e
          LEFT JOIN journal_entries o ON o.id = e.reverses
          JOIN postings p ON p.entry_id = e.id
          WHERE coalesce(o.key, e.key) GLOB 'document*' GROUP BY p.account
          """)
      while let row = try booked.next() { agreement.differences[row["account"], default: 0] += row["base"] }
      agreement.differences = agreement.differences.filter { $0.value != 0 }
      return agreement
    }
  }
}

/// The booked documents of a store, summed where they share everything that decides their postings: the latest booked
/// revision of each, unless it was called off.
struct BookedSums {
  let store: Int64
  let terms: PostingTerms
  let database: Database

  init(store: Int64, _ terms: PostingTerms, _ database: Database) {
    self.store = store
    self.terms = terms
    self.database = database
  }

  /// Gives each group with one of its entries and the number of its documents.
  func each(_ body: (DayGroups.Group, Int64, Int64) throws -> Void) throws {
    let changes = try Int64.fetchAll(database, sql: "SELECT DISTINCT from_entry FROM account_roles ORDER BY 1")
    var groups: [Int: DayGroups] = [:]
    var entries: [Int: Int64] = [:]
    let documents = try Statement(Self.documentsSQL, database)
    defer { documents.reset() }
    documents.bind(1, store)
    documents.bind(2, Int64(DocumentStatus.cancelled.rawValue))
    let lines = try Statement(
      "SELECT terms_id, net, tax, base_net, base_tax FROM lines WHERE id BETWEEN (?1 << 20) AND (?1 << 20) + 1048575",
      database)
    var found: [UnbookedLine] = []
    while try documents.next() {
      found.removeAll(keepingCapacity: true)
      lines.bind(1, documents.integer(0))
      while try lines.next() {
        found.append(
          UnbookedLine(
            terms: lines.integer(0), net: lines.integer(1), tax: lines.integer(2), baseNet: lines.integer(3),
            baseTax: lines.integer(4)))
      }
      let entry = documents.integer(4)
      // Between two changes of the accounts all entries were posted by the same ones.
      let epoch = changes.lastIndex { $0 <= entry } ?? 0
      entries[epoch] = max(entries[epoch] ?? 0, entry)
      groups[epoch, default: DayGroups()].add(
        documents.integer(0),
        DayGroups.Key(
          day: 0, kind: TransactionKind(stored: documents.narrow(1)), terms: documents.integer(2),
          destination: documents.integer(3)),
        found, terms.giftCards(of: documents.integer(0)))
    }
    for (epoch, sums) in groups {
      for group in sums.groups { try body(group, entries[epoch] ?? 0, Int64(group.documents.count)) }
    }
  }

  /// The latest booked revisions of a store's documents, unless they were called off.
  static let documentsSQL = """
    SELECT t.id, t.kind, t.terms_id, t.destination_id, j.entry_id
    FROM \(StandingDocuments.table) j
    JOIN transactions t ON t.id = j.transaction_id
    JOIN document_terms e ON e.id = t.terms_id
    WHERE t.store_id = ?1 AND e.status IS NOT ?2
      AND (t.is_current = 1 OR NOT EXISTS (
        SELECT 1 FROM transactions n
        WHERE n.external_id = t.external_id AND n.store_id = t.store_id AND n.kind = t.kind
          AND n.revision > t.revision AND \(StandingDocuments.entry(of: "n.id")) IS NOT NULL))
    """
}
