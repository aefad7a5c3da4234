/// What platforms passed on about people's data: listed with the customers that are meant, and seen to.
import Commerce
import GRDB
public import Pipeline
public import Platforms

/// A request about a person's data.
public struct PersonalRequest: Sendable, Equatable {
  /// What became of it.
  public enum Status: String, Sendable {
    /// Nothing yet.
    case open
    /// The program carried it out.
    case done
    /// A person has settled it.
    case closed
  }

  /// Its number.
  public var number: Int64
  /// Name of the store whose platform passed it on.
  public var store: String
  /// What is asked for.
  public var kind: PersonalDataRequest.Kind
  /// When it was received, in seconds since 1970.
  public var receivedAt: Int64
  /// Until when the platform wants it seen to.
  public var dueAt: Int64
  /// What became of it.
  public var status: Status
  /// When that was.
  public var settledAt: Int64?
  /// What was done, or why nothing was.
  public var reason: String?
  /// The customers that are meant, as they are known today; nobody once it is settled.
  public var customers: [Int64]
  /// The refused documents that tell of the person; none once it is settled.
  public var rejects: [Int64]
}

extension LedgerReader {
  /// The requests, the oldest first.
  ///
  /// - Parameter all: whether those that are settled are listed too.
  public func personalRequests(all: Bool = false) throws(RunFailure) -> [PersonalRequest] {
    try read { database in try PersonalRequestSearch(database).requests(all: all) }
  }
}

extension LedgerStore {
  /// Erases whom an open request is about, and settles it.
  ///
  /// - Returns: what was erased; nothing where nothing is held of the person.
  /// - Throws: `E8901` when there is no open request of that number that asks for the erasure of one person.
  public func carryOut(request number: Int64, at instant: Int64) throws(RunFailure) -> [ErasureOutcome] {
    let request = try openRequest(number)
    guard request.kind == .erasure else { throw .notToBeCarriedOut(number, request.kind) }
    var outcomes: [ErasureOutcome] = []
    for customer in request.customers { outcomes.append(try erase(.customer(customer), at: instant)) }
    let keys = try write { database in try PersonalRequestSearch(database).keys(of: number) }
    if !keys.isEmpty {
      let refused = try eraseRefused(keys, at: instant)
      if refused.rejects > 0 { outcomes.append(refused) }
    }
    try settle(number, as: .done, reason: Self.words(outcomes), at: instant)
    return outcomes
  }

  private static func words(_ outcomes: [ErasureOutcome]) -> String {
    let rejects = outcomes.filter { $0.customer == nil }.reduce(0) { $0 + $1.rejects }
    let parts =
      outcomes.compactMap(\.customer).isEmpty
      ? [] : ["customer \(outcomes.compactMap(\.customer).map(String.init).joined(separator: ", "))"]
    let all = parts + (rejects > 0 ? ["\(rejects) refused documents"] : [])
    return all.isEmpty ? "nothing is held" : "erased: \(all.joined(separator: ", "))"
  }

  /// Settles an open request that a person has seen to.
  ///
  /// - Throws: `E8901` when there is none of that number.
  public func close(request number: Int64, reason: String, at instant: Int64) throws(RunFailure) {
    _ = try openRequest(number)
    try settle(number, as: .closed, reason: reason, at: instant)
  }

  private func openRequest(_ number: Int64) throws(RunFailure) -> PersonalRequest {
    let open = try write { database in try PersonalRequestSearch(database).requests(all: false) }
    guard let request = open.first(where: { $0.number == number }) else {
      throw RunFailure(
        "E8901", .usage, "there is no open request \(number)", remedy: "shopledger privacy requests lists what is open")
    }
    return request
  }

  /// Whom it was about is forgotten with it.
  private func settle(
    _ number: Int64, as status: PersonalRequest.Status, reason: String, at instant: Int64
  ) throws(RunFailure) {
    try durably { database in
      try database.execute(
        sql: """
          UPDATE personal_requests SET status = ?, settled_at = ?, reason = ?, source_key = NULL, email_key = NULL,
            phone_key = NULL WHERE id = ?
          """, arguments: [status.rawValue, instant, reason, number])
      try auditLog(database).append(
        AuditEntry(.personalDataSettled, subject: "request \(number): \(status.rawValue)"), at: instant)
    }
  }
}

extension RunFailure {
  fileprivate static func notToBeCarriedOut(_ number: Int64, _ kind: PersonalDataRequest.Kind) -> RunFailure {
    RunFailure(
      "E8901", .usage, "request \(number) is no request for the erasure of one person",
      remedy: kind == .access
        ? "customers export gives out what is held; then close the request"
        : "decide which customers of the shop are to go, erase them, and close the request")
  }
}

/// Finds requests, and the customers whom their keys tell.
private struct PersonalRequestSearch {
  let database: Database

  init(_ database: Database) { self.database = database }

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
    let contacts = try Self.kinds.map { kind, column in try self.contacts(kind, rows.compactMap { $0[column] }) }
    let refused = try refused()
    return try rows.compactMap { row in
      guard let kind = PersonalDataRequest.Kind(rawValue: row["kind"]),
        let status = PersonalRequest.Status(rawValue: row["status"])
      else { return nil }
      let found = zip(Self.kinds, contacts).lazy.map { kind, contacts in
        (row[kind.column] as Int64?).flatMap { contacts[$0] } ?? []
      }
      return PersonalRequest(
        number: row["id"], store: row["store"], kind: kind, receivedAt: row["received_at"], dueAt: row["due_at"],
        status: status, settledAt: row["settled_at"], reason: row["reason"],
        customers: try customers(found.first { !$0.isEmpty } ?? []),
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
