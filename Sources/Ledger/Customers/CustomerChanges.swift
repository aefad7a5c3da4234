/// What people decide about who is whom, and consents that they record.
import Commerce
import GRDB

struct CustomerChanges {
  private let database: Database
  /// When, in seconds since 1970.
  private let instant: Int64

  init(_ database: Database, at instant: Int64) {
    self.database = database
    self.instant = instant
  }

  /// Decides that contacts are one customer, or, as a split, another customer than all others; returns the decision's number.
  func decide(
    _ kind: CustomerDecision.Kind, _ contacts: [Int64], reason: String, score: Int? = nil
  ) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO customer_decisions (kind, decided_at, reason, score) VALUES (?, ?, ?, ?)",
      arguments: [kind.rawValue, instant, reason, score])
    let decision = database.lastInsertedRowID
    for contact in Set(contacts).sorted() {
      try database.execute(sql: "INSERT INTO decided_contacts VALUES (?, ?)", arguments: [decision, contact])
    }
    return decision
  }

  /// Takes a decision back; false when there is none of that number that holds.
  func undo(_ decision: Int64, reason: String) throws -> Bool {
    let holds = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM customer_decisions d WHERE d.id = ? AND d.kind <> 'undo'
          AND NOT EXISTS (SELECT 1 FROM customer_decisions u WHERE u.undoes = d.id))
        """, arguments: [decision])
    guard holds == true else { return false }
    try database.execute(
      sql: "INSERT INTO customer_decisions (kind, decided_at, reason, undoes) VALUES ('undo', ?, ?, ?)",
      arguments: [instant, reason, decision])
    return true
  }
}
