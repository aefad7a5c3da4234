/// Finds requests, and the customers whom their keys tell.
import Commerce
import GRDB
import Platforms

struct PersonalRequestSearch {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Forgets whom settled requests are about who are erased, or of whom nothing is held any more: it has to come before keys are
  /// taken away.
  func forgetSettled(about contacts: some Sequence<Int64>, rejects: [Int64]) throws {
    let settled = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM personal_requests
        WHERE status <> 'open' AND coalesce(source_key, email_key, phone_key) IS NOT NULL
        """)
    guard !settled.isEmpty else { return }
    let (contacts, rejects) = (Set(contacts), Set(rejects))
    let refused = try refused()
    try forget(
      zip(settled, try self.contacts(of: settled)).filter { row, found in
        let documents = Self.keys(row).flatMap { refused[$0] ?? [] }
        return found.isEmpty && documents.isEmpty || !contacts.isDisjoint(with: found)
          || !rejects.isDisjoint(with: documents)
      }.map { $0.0["id"] })
  }

  /// Forgets whom requests are about.
  func forget(_ requests: [Int64]) throws {
    try database.execute(
      sql: """
        UPDATE personal_requests SET source_key = NULL, email_key = NULL, phone_key = NULL
        WHERE id IN (SELECT value FROM json_each(?))
        """, arguments: [requests.jsonArray])
  }

  /// The kinds of keys by which a person is looked for: one that is found makes the next needless.
  private static let kinds: [(kind: MatchKeyKind, column: String)] = [
    (.sourceID, "source_key"), (.email, "email_key"), (.phone, "phone_key"),
  ]

  func requests(all: Bool) throws -> [PersonalRequest] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT q.*, s.name AS store FROM personal_requests q JOIN stores s ON s.id = q.store_id
        JOIN runs r ON r.id = q.run_id AND r.status <> 'open'
        WHERE ? OR q.status = 'open' ORDER BY q.id
        """, arguments: [all])
    let contacts = try contacts(of: rows)
    let refused = try refused()
    return try zip(rows, contacts).compactMap { row, contacts in
      guard let kind = PersonalDataRequest.Kind(rawValue: row["kind"]),
        let status = PersonalRequest.Status(rawValue: row["status"])
      else { return nil }
      return PersonalRequest(
        number: row["id"], store: row["store"], kind: kind, receivedAt: row["received_at"], dueAt: row["due_at"],
        status: status, settledAt: row["settled_at"], reason: row["reason"],
        customers: try customers(contacts),
        rejects: Set(Self.keys(row).flatMap { refused[$0] ?? [] }).sorted())
    }
  }

  /// The keys of whom a request is about; none once it is settled.
  func keys(of request: Int64) throws -> Set<MatchKey> {
    let row = try Row.fetchOne(database, sql: "SELECT * FROM personal_requests WHERE id = ?", arguments: [request])
    return Set(row.map(Self.keys) ?? [])
  }

  private static func keys(_ row: Row) -> [MatchKey] {
    kinds.compactMap { kind, column in (row[column] as Int64?).map { MatchKey(kind: kind, key: $0) } }
  }

  /// The refused documents that still hold something, by what they tell.
  private func refused() throws -> [MatchKey: [Int64]] {
    var refused: [MatchKey: [Int64]] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT reject_id, kind, key FROM reject_keys")
    while let row = try rows.next() {
      if let key = MatchKey(row: row) { refused[key, default: []].append(row["reject_id"]) }
    }
    return refused
  }

  /// For each of some requests, the contacts that are meant.
  private func contacts(of rows: [Row]) throws -> [[Int64]] {
    let known = try Self.kinds.map { kind, column in try contacts(kind, rows.compactMap { $0[column] }) }
    return rows.map { row in
      let found = zip(Self.kinds, known).lazy.map { kind, contacts in
        (row[kind.column] as Int64?).flatMap { contacts[$0] } ?? []
      }
      return found.first { !$0.isEmpty } ?? []
    }
  }

  /// The contacts of some keys.
  private func contacts(_ kind: MatchKeyKind, _ keys: [Int64]) throws -> [Int64: [Int64]] {
    guard !keys.isEmpty else { return [:] }
    let wanted = Set(keys)
    var contacts: [Int64: [Int64]] = [:]
    try ContactKeys.forEach(kind, .published, in: database) { key, contact in
      if wanted.contains(key) { contacts[key, default: []].append(contact) }
    }
    return contacts
  }

  private func customers(_ contacts: [Int64]) throws -> [Int64] {
    try Int64.fetchSet(
      database,
      sql: """
        SELECT coalesce(g.customer_id, c.id) FROM contacts c LEFT JOIN memberships g ON g.contact_id = c.id
        WHERE c.id IN (SELECT value FROM json_each(?))
        """, arguments: [contacts.jsonArray]
    ).sorted()
  }
}
