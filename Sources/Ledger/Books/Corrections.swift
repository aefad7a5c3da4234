/// What was booked of a document that has changed since.
import Books
import Columns
import Commerce
import GRDB
import Tax

struct Corrections {
  /// The revision of a document that is booked.
  struct Predecessor {
    let document: Int64
    let entry: Int64
    /// Its tax date.
    let date: CivilDate
  }

  /// What a document is called.
  struct Identity {
    let externalID: String
    /// The sale that it is or refunds.
    let reference: String
  }

  private let platform: String
  private let rules: DocumentRules
  private let terms: PostingTerms
  private let database: Database

  init(platform: String, _ rules: DocumentRules, _ terms: PostingTerms, _ database: Database) {
    self.platform = platform
    self.rules = rules
    self.terms = terms
    self.database = database
  }

  /// What a document is called.
  func identity(of document: Int64) throws -> Identity {
    let row = try Row.fetchOne(
      database, sql: "SELECT external_id, refunds FROM transactions WHERE id = ?", arguments: [document])
    guard let row else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    let externalID: String = row["external_id"]
    return Identity(externalID: externalID, reference: row["refunds"] ?? externalID)
  }

  /// The latest earlier revision of a document that stands in the journal; `nil` when none does.
  func predecessor(of document: Int64) throws -> Predecessor? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT o.id, o.tax_date, \(StandingDocuments.entry(of: "o.id")) AS entry FROM transactions t
        JOIN transactions o ON o.external_id = t.external_id AND o.store_id = t.store_id AND o.kind = t.kind
          AND o.revision < t.revision
        WHERE t.id = ? AND entry IS NOT NULL ORDER BY o.revision DESC LIMIT 1
        """, arguments: [document])
    guard let row, let date = (row["tax_date"] as String?).flatMap({ CivilDate($0) }) else { return nil }
    return Predecessor(document: row["id"], entry: row["entry"], date: date)
  }

  /// What was booked of a revision, with the accounts that it was booked to.
  func postings(of predecessor: Predecessor, reference: String) throws -> [BookedPosting] {
    let row = try Row.fetchOne(
      database,
      sql:
        "SELECT kind, terms_id, destination_id, status FROM transactions t JOIN document_terms e ON e.id = t.terms_id WHERE t.id = ?",
      arguments: [predecessor.document])
    // A document that was called off after it was booked has been taken back: nothing of it is left.
    guard let row, (row["status"] as Int32?) != DocumentStatus.cancelled.rawValue else { return [] }
    let key = DayGroups.Key(
      day: 0, kind: TransactionKind(stored: row["kind"]), terms: row["terms_id"],
      destination: row["destination_id"] ?? .missing)
    var group = DayGroups.Group(key: key)
    for line in try lines(of: predecessor.document) { group.add(line) }
    group.giftCards = terms.giftCards(of: predecessor.document) ?? .none
    return try rules.postings(of: terms.posted(group, platform: platform, reference: reference)).map { posting in
      BookedPosting(posting, to: try AccountRoles.account(posting.account, asOf: predecessor.entry, database))
    }
  }

  private func lines(of document: Int64) throws -> [UnbookedLine] {
    try Row.fetchAll(
      database, sql: "SELECT terms_id, net, tax, base_net, base_tax FROM lines WHERE id BETWEEN ? AND ? ORDER BY id",
      arguments: [document << LineRows.numberBits, (document + 1) << LineRows.numberBits - 1]
    ).map { row in
      UnbookedLine(
        terms: row["terms_id"], net: row["net"], tax: row["tax"], baseNet: row["base_net"], baseTax: row["base_tax"])
    }
  }
}
