/// Decides which contacts are one customer, from the keys of all of them.
import Columns
import Commerce
import GRDB
import Matching

/// It looks at the whole, not at what has changed: whom a mailbox joins can turn on the newest name behind it, and
/// then contacts part that were one customer. Only what comes out differently is written.
struct ContactResolution {
  private let scope: ContactKeys.Scope
  private let database: Database

  /// A resolution of what is published.
  init(_ database: Database) {
    scope = .published
    self.database = database
  }

  /// A resolution of what is published, and of a run that is about to be.
  init(run: Int64, _ database: Database) {
    scope = .visible(toRun: run)
    self.database = database
  }

  /// Whether a run has brought contacts that no resolution has seen.
  static func isDue(run: Int64, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM contact_keys WHERE run_id = ?)", arguments: [run]) ?? false
  }

  /// Writes which customer each contact belongs to.
  func resolve() throws {
    var clusters = ContactClusters(try marks())
    for kind in MatchKeyKind.allCases {
      guard let rule = kind.rule else { continue }
      var keys: [ContactKey] = []
      try ContactKeys.forEach(kind, scope, joining: true, in: database) {
        keys.append(ContactKey(key: $0, contact: $1))
      }
      clusters.join(by: rule, keys)
    }
    clusters.merge(try CustomerDecisions(database).merges(byLikeness: false))
    clusters.join(alike: try CustomerDecisions(database).merges(byLikeness: true))
    try write(clusters.memberships)
  }

  /// What keeps contacts apart: their VAT ids, their names, and people's decisions.
  private func marks() throws -> [ContactMark] {
    var marks: [ContactMark] = []
    try ContactKeys.forEach(.contact, scope, in: database) { marks.append(ContactMark(number: $1)) }
    marks.sort { $0.number < $1.number }
    try set(.vatID, \.vatID, in: &marks)
    try set(.name, \.name, in: &marks)
    for (contact, fence) in try CustomerDecisions(database).fences() {
      if let place = Self.place(of: contact, in: marks) { marks[place].fence = fence }
    }
    return marks
  }

  private func set(
    _ kind: MatchKeyKind, _ mark: WritableKeyPath<ContactMark, Int64>, in marks: inout [ContactMark]
  ) throws {
    try ContactKeys.forEach(kind, scope, in: database) { key, contact in
      if let place = Self.place(of: contact, in: marks) { marks[place][keyPath: mark] = key }
    }
  }

  /// The place of a contact; numbers are nearly without gaps, so it is looked for from where it would be without any.
  private static func place(of contact: Int64, in marks: [ContactMark]) -> Int? {
    guard let first = marks.first?.number, contact >= first else { return nil }
    var place = Swift.min(Int(contact - first), marks.count - 1)
    while place > 0, marks[place].number > contact { place -= 1 }
    return marks[place].number == contact ? place : nil
  }

  private func write(_ memberships: some Sequence<ContactMembership>) throws {
    var known: [Int64: Known] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT contact_id, customer_id, rule, evidence FROM memberships")
    while let row = try rows.next() { known[row[0]] = Known(customer: row[1], rule: row[2], evidence: row[3]) }
    var parted: [Int64] = []
    let put = try Statement(
      """
      INSERT INTO memberships (contact_id, customer_id, rule, evidence) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT DO UPDATE SET customer_id = excluded.customer_id, rule = excluded.rule, evidence = excluded.evidence
      """, database)
    for membership in memberships {
      guard let evidence = membership.evidence else {
        if known.removeValue(forKey: membership.contact) != nil { parted.append(membership.contact) }
        continue
      }
      let new = Known(customer: membership.customer, rule: membership.rule.rawValue, evidence: evidence)
      guard known.removeValue(forKey: membership.contact) != new else { continue }
      put.bind(1, membership.contact)
      put.bind(2, new.customer)
      put.bind(3, new.rule)
      put.bind(4, new.evidence)
      try put.run()
    }
    // What is left has no keys any more: erased contacts stay with the customer they were.
    for contact in parted {
      try database.execute(sql: "DELETE FROM memberships WHERE contact_id = ?", arguments: [contact])
    }
  }

  private struct Known: Equatable {
    var customer: Int64
    var rule: Int32
    var evidence: Int64
  }
}
