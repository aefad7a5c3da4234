/// What stores are to be told: decided, sent, and what became of it.
import Commerce
import Foundation
import GRDB
import Matching
import Pipeline

struct OutboxRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  // MARK: Deciding

  /// Something that was decided, by what it is about.
  struct Decision {
    /// What it is about: there is one open entry of each.
    var key: String
    /// The platform's id of the product.
    var product: String?
    /// The family.
    var family: Int64?
    /// The values.
    var changes: [ProductDecision.Change]
    /// The field's name where it is none of a material's.
    var field: String?
  }

  /// Puts what was decided in the place of what waits: the same stays, something else supersedes it, and what nothing
  /// decides any more is taken back. What was sent and not answered is left until it is known what became of it.
  func decide(_ decisions: [Decision], store: Int64, _ entity: Entity, run: Int64, at instant: Int64) throws {
    var waiting: [String: (id: Int64, isSent: Bool)] = [:]
    for row in try Row.fetchAll(
      database,
      sql: "SELECT id, key, status FROM outbox WHERE store_id = ? AND entity = ? AND status IN ('decided', 'sent')",
      arguments: [store, entity.rawValue])
    {
      waiting[row[1]] = (row[0], row["status"] == "sent")
    }
    for decision in decisions {
      if let open = waiting.removeValue(forKey: decision.key) {
        if try open.isSent || changes(of: open.id) == Self.values(decision) { continue }
        try end(open.id, as: "superseded", at: instant)
      } else if try isRefused(decision, store: store) {
        // The store has said what it thinks of it; it is told again once either side is another.
        continue
      }
      try insert(decision, store: store, entity, run: run, at: instant)
    }
    for (_, open) in waiting where !open.isSent { try end(open.id, as: "superseded", at: instant) }
  }

  private func insert(_ decision: Decision, store: Int64, _ entity: Entity, run: Int64, at instant: Int64) throws {
    try database.executeRepeatedly(
      sql: """
        INSERT INTO outbox (store_id, entity, key, product, family_id, status, decided_run, decided_at)
        VALUES (?, ?, ?, ?, ?, 'decided', ?, ?)
        """,
      arguments: [store, entity.rawValue, decision.key, decision.product, decision.family, run, instant])
    let id = database.lastInsertedRowID
    for (index, change) in decision.changes.enumerated() {
      try database.executeRepeatedly(
        sql: "INSERT INTO outbox_changes VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, index + 1, change.variant, change.material, decision.field ?? change.field.rawValue, change.seen,
          change.value,
        ])
    }
  }

  /// Whether the same was decided last time and the store has refused it.
  private func isRefused(_ decision: Decision, store: Int64) throws -> Bool {
    let last = try Row.fetchOne(
      try database.cachedStatement(
        sql: "SELECT id, status FROM outbox WHERE store_id = ? AND key = ? ORDER BY id DESC LIMIT 1"),
      arguments: [store, decision.key])
    guard let last, last["status"] == "refused" else { return false }
    return try changes(of: last["id"]) == Self.values(decision)
  }

  private static func values(_ decision: Decision) -> [[String?]] {
    decision.changes.map {
      [$0.variant, $0.material.map(String.init), decision.field ?? $0.field.rawValue, $0.seen, $0.value]
    }
  }

  private func changes(of entry: Int64) throws -> [[String?]] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: "SELECT variant, material_id, field, seen, value FROM outbox_changes WHERE outbox_id = ? ORDER BY ordinal"),
      arguments: [entry]
    ).map { row in
      let material: Int64? = row[1]
      return [row[0], material.map(String.init), row[2], row[3], row[4]]
    }
  }

  // MARK: Sending

  /// What is to be sent, in the order in which it was decided.
  func open(store: Int64, _ entity: Entity) throws -> [OutboxEntry] {
    var entries: [OutboxEntry] = []
    var decision = ProductDecision(product: nil, family: 0, changes: [])
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT o.id, o.product, o.family_id, o.status, o.key, c.variant, c.material_id, c.field, c.seen, c.value, m.option,
          f.value AS name
        FROM outbox o JOIN outbox_changes c ON c.outbox_id = o.id LEFT JOIN materials m ON m.id = c.material_id
        LEFT JOIN family_values f ON f.family_id = o.family_id AND f.field = 'name' AND c.field = 'parent'
        WHERE o.store_id = ? AND o.entity = ? AND o.status IN ('decided', 'sent') ORDER BY o.id, c.ordinal
        """, arguments: [store, entity.rawValue])
    while let row = try rows.next() {
      let id: Int64 = row["id"]
      let isInDoubt = row["status"] == "sent"
      if entity == .inventory {
        let (seen, value): (String?, String?) = (row["seen"], row["value"])
        entries.append(
          OutboxEntry(
            number: id, isInDoubt: isInDoubt,
            content: .stock(
              article: row["product"], place: row["variant"] ?? "", seen: seen.flatMap { Int64($0) },
              level: value.flatMap { Int64($0) } ?? 0)))
        continue
      }
      guard let field = MaterialField(rawValue: row["field"]) else { continue }
      if entries.last?.number != id {
        decision = ProductDecision(product: row["product"], family: row["family_id"], changes: [])
      }
      decision.changes.append(
        ProductDecision.Change(
          variant: row["variant"], material: row["material_id"], field: field, seen: row["seen"], value: row["value"]))
      if field == .parent { decision.familyName = row["name"] }
      if let material: Int64 = row["material_id"], row["variant"] == nil || field == .parent {
        decision.options[material] = row["option"]
      }
      let entry = OutboxEntry(number: id, isInDoubt: isInDoubt, content: .product(decision))
      if entries.last?.number == id { entries[entries.count - 1] = entry } else { entries.append(entry) }
    }
    return entries
  }

  /// What a store has taken, of each thing only what was decided last.
  func confirmed(store: Int64, _ entity: Entity) throws -> Set<PlannedChange> {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT o.product, c.variant, c.material_id, c.field, c.seen, c.value
        FROM outbox o JOIN outbox_changes c ON c.outbox_id = o.id
        WHERE o.store_id = ? AND o.entity = ? AND o.status = 'confirmed' AND NOT EXISTS (
          SELECT 1 FROM outbox n WHERE n.store_id = o.store_id AND n.key = o.key AND n.id > o.id)
        """, arguments: [store, entity.rawValue])
    var changes: Set<PlannedChange> = []
    while let row = try rows.next() {
      changes.insert(
        PlannedChange(
          product: row[0], variant: row[1], material: entity == .inventory ? nil : row[2], field: row[3], from: row[4],
          to: row[5]))
    }
    return changes
  }

  /// Notes that an entry is about to be sent.
  func send(_ entry: Int64, at instant: Int64) throws {
    try database.executeRepeatedly(
      sql: "UPDATE outbox SET status = 'sent', sent_at = ? WHERE id = ? AND status IN ('decided', 'sent')",
      arguments: [instant, entry])
  }

  /// Ends an entry.
  func end(_ entry: Int64, as status: String, answer: String = "", at instant: Int64) throws {
    try database.executeRepeatedly(
      sql: "UPDATE outbox SET status = ?, answer = ?, ended_at = ? WHERE id = ? AND status IN ('decided', 'sent')",
      arguments: [status, answer, instant, entry])
  }

  /// Lets an entry be sent again.
  func reopen(_ entry: Int64) throws {
    try database.executeRepeatedly(
      sql: "UPDATE outbox SET status = 'decided' WHERE id = ? AND status = 'sent'", arguments: [entry])
  }
}
