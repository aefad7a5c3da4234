/// What people decided about who is whom.
import GRDB

struct CustomerDecisions {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The contacts of each merge that holds, as pairs of the first with every other.
  ///
  /// - Parameter likeness: whether those that likeness proposed and nobody looked at, or those of people.
  func merges(byLikeness likeness: Bool) throws -> [(Int64, Int64)] {
    var pairs: [(Int64, Int64)] = []
    for contacts in try holding("merge", "d.score IS \(likeness ? "NOT NULL" : "NULL")").values {
      guard let first = contacts.first else { continue }
      pairs += contacts.dropFirst().map { (first, $0) }
    }
    return pairs
  }

  /// The fence of every contact that was split off: the number of the latest decision that holds.
  func fences() throws -> [Int64: Int64] {
    var fences: [Int64: Int64] = [:]
    for (decision, contacts) in try holding("split") {
      for contact in contacts { fences[contact] = max(decision, fences[contact] ?? 0) }
    }
    return fences
  }

  /// The contacts of every decision of a kind that was not taken back, by its number.
  private func holding(_ kind: String, _ condition: String = "1") throws -> [Int64: [Int64]] {
    var decisions: [Int64: [Int64]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.id, c.contact_id FROM customer_decisions d JOIN decided_contacts c ON c.decision_id = d.id
        WHERE d.kind = ? AND \(condition) AND NOT EXISTS (SELECT 1 FROM customer_decisions u WHERE u.undoes = d.id)
        ORDER BY d.id, c.contact_id
        """, arguments: [kind])
    while let row = try rows.next() { decisions[row[0], default: []].append(row[1]) }
    return decisions
  }
}
