/// Erases a person: what identifies goes, what tax asks for stays.
import Columns
import Commerce
import Foundation
import GRDB
import Privacy

/// Of a document stay country, region, a shortened postcode, amounts, and the VAT id with what was asked about it; who
/// stands on invoices stays sealed until its time is over. Regulation (EU) 2016/679, article 17(1) and (3)(b).
struct Erasure {
  private let database: Database
  private let contacts: Set<Int64>

  init(of contacts: some Sequence<Int64>, _ database: Database) {
    self.contacts = Set(contacts)
    self.database = database
  }

  /// The kinds of key that tell a person; a VAT id is a business, and a name is anybody.
  private static let telling: [MatchKeyKind] = [.sourceID, .email, .phone, .nameAndAddress, .contact]

  /// The keys of these contacts that tell a person.
  func keys() throws -> Set<MatchKey> {
    var keys: Set<MatchKey> = []
    for kind in Self.telling {
      try ContactKeys.forEach(kind, .published, in: database) { key, contact in
        if contacts.contains(contact) { keys.insert(MatchKey(kind: kind, key: key)) }
      }
    }
    return keys
  }

  /// Those of some keys that tell a person and that no other contact bears.
  func own(_ keys: Set<MatchKey>) throws -> Set<MatchKey> {
    var own = keys.filter { Self.telling.contains($0.kind) }
    for kind in Set(own.map(\.kind)) {
      try ContactKeys.forEach(kind, .published, in: database) { key, contact in
        if !contacts.contains(contact) { own.remove(MatchKey(kind: kind, key: key)) }
      }
    }
    return own
  }

  /// What tells a person again who is imported once more: some keys, but for those that others bear too, who would be taken
  /// for the person.
  func tombstones(of keys: Set<MatchKey>, at instant: Int64) throws -> Set<Tombstone> {
    try Set(
      own(keys).map {
        Tombstone(kind: UInt8(truncatingIfNeeded: $0.kind.rawValue), key: $0.key, erasedAt: instant)
      })
  }

  /// The contacts that tombstones tell, and none of whose documents is younger than the erasure: people who were erased
  /// after this copy of the ledger was made.
  static func risen(
    _ tombstones: Set<Tombstone>, _ scope: ContactKeys.Scope, in database: Database
  ) throws -> Set<Int64> {
    var erasedAt: [Int64: Int64] = [:]
    for (kind, tombstones) in Dictionary(grouping: tombstones, by: \.kind) {
      guard let kind = MatchKeyKind(rawValue: Int32(kind)) else { continue }
      let instants = Dictionary(uniqueKeysWithValues: tombstones.map { ($0.key, $0.erasedAt) })
      try ContactKeys.forEach(kind, scope, in: database) { key, contact in
        if let instant = instants[key] { erasedAt[contact] = max(instant, erasedAt[contact] ?? instant) }
      }
    }
    guard !erasedAt.isEmpty else { return [] }
    let dates = try ToldDates(of: Array(erasedAt.keys), database)
    return Set(
      erasedAt.filter { contact, instant in dates[contact].map { $0.upperBound.seconds <= instant } ?? true }.keys)
  }

  /// Where the documents of the contacts came from, by path.
  func sources() throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT f.path FROM sources f WHERE f.is_stream = 0 AND (
          f.id IN (SELECT source_id FROM transactions WHERE contact_id IN (SELECT value FROM json_each(:contacts)))
          OR f.id IN (SELECT source_id FROM accounts WHERE contact IN (SELECT value FROM json_each(:contacts)))) ORDER BY f.path
        """, arguments: arguments)
  }

  /// How many documents bear the contacts.
  func documentCount() throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM transactions WHERE is_current = 1 AND contact_id IN (SELECT value FROM json_each(:contacts))
        """, arguments: arguments) ?? 0
  }

  /// How many erasures this copy of the ledger has seen.
  static func seen(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT seen FROM erasures") ?? 0
  }

  /// Notes that pages of the file may still hold what was erased: it counts as an old copy until it is cleaned.
  static func setUncleaned(_ database: Database) throws { try setSeen(-1, database) }

  /// Remembers how many erasures this copy of the ledger has seen.
  static func setSeen(_ count: Int64, _ database: Database) throws {
    try database.execute(sql: "UPDATE erasures SET seen = ?", arguments: [count])
  }

  /// Takes everything personal about the contacts out of the ledger.
  func erase() throws {
    guard !contacts.isEmpty else { return }
    // While it still shows who was not erased before: a postcode is shortened once.
    try shortenPostcodes()
    try execute("UPDATE contacts SET sealed = NULL WHERE id IN (SELECT value FROM json_each(:contacts))")
    try execute(
      """
      UPDATE accounts SET external_id = 'erased ' || id, vat_id = NULL, region = NULL, content_hash = 0
      WHERE contact IN (SELECT value FROM json_each(:contacts))
      """)
    try ContactKeys.remove(contacts, in: database)
  }

  private func shortenPostcodes() throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT t.id, t.postcode, p.country FROM transactions t
        JOIN contacts c ON c.id = t.contact_id AND c.sealed IS NOT NULL
        LEFT JOIN destinations p ON p.id = t.destination_id
        WHERE t.postcode IS NOT NULL AND t.contact_id IN (SELECT value FROM json_each(:contacts))
        """, arguments: arguments)
    for row in rows {
      let id: Int64 = row["id"]
      let short = ShortPostcode.of(row["postcode"], country: row["country"])
      try database.execute(sql: "UPDATE transactions SET postcode = ? WHERE id = ?", arguments: [short, id])
    }
  }

  private var arguments: StatementArguments { ["contacts": contacts.sorted().jsonArray] }

  private func execute(_ sql: String) throws { try database.execute(sql: sql, arguments: arguments) }
}
