/// Takes back everything that an unpublished run has written.
import Commerce
import Foundation
import GRDB

/// Documents of an unpublished run replace nothing yet, so nothing has to be put back but what the run removed from view:
/// the rejects it had closed.
struct RunUndo {
  private let run: Int64
  private let entity: Entity
  private let firstTransaction: Int64
  private let firstContact: Int64
  private let database: Database

  init(run: Int64, _ database: Database) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT entity, first_transaction, first_contact FROM runs WHERE id = ?", arguments: [run])
    self.run = run
    self.database = database
    let name: String? = row?["entity"]
    entity = name.flatMap(Entity.init) ?? .orders
    firstTransaction = row?["first_transaction"] ?? 0
    firstContact = row?["first_contact"] ?? 0
  }

  /// Takes back the run's rows and closes it with a status; its sources and controls stay to be looked at.
  ///
  /// A `refused` run keeps its rejects: they are the reason. Those of any other run go, since they will come again.
  func undo(as status: String, at instant: Int64, message: String) throws {
    if let table = EntityTable.of(entity) {
      try EntityUndo(table: table, run: run, database: database).deleteDocuments()
    } else {
      try deleteDocuments()
    }
    try deleteContacts()
    try execute("DELETE FROM findings WHERE run_id = ?")
    try execute("DELETE FROM tallies WHERE run_id = ?")
    try execute("DELETE FROM deliveries WHERE run_id = ?")
    try execute("DELETE FROM personal_requests WHERE run_id = ?")
    try execute(
      "UPDATE rejects SET status = 'open', resolved_run_id = NULL WHERE resolved_run_id = ? AND status = 'resolved'")
    if status != "refused" { try deleteRejects() }
    try database.execute(
      sql: "UPDATE runs SET status = ?, finished_at = ?, message = ? WHERE id = ?",
      arguments: [status, instant, message, run])
  }

  private func deleteDocuments() throws {
    for ids in try documentRanges() {
      try database.execute(
        sql: "DELETE FROM lines WHERE id BETWEEN ? AND ?",
        arguments: [ids.lowerBound << LineRows.numberBits, (ids.upperBound + 1) << LineRows.numberBits - 1])
      for table in ["tax_lines WHERE transaction_id", "transactions WHERE id"] {
        try database.execute(
          sql: "DELETE FROM \(table) BETWEEN ? AND ?", arguments: [ids.lowerBound, ids.upperBound])
      }
    }
  }

  /// The run's documents as ranges of ids; runs of other stores may have written between them.
  private func documentRanges() throws -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    let ids = try Int64.fetchCursor(
      database, sql: "SELECT id FROM transactions WHERE id >= ? AND run_id = ? ORDER BY id",
      arguments: [firstTransaction, run])
    while let id = try ids.next() {
      if let last = ranges.last, last.upperBound + 1 == id {
        ranges[ranges.count - 1] = last.lowerBound...id
      } else {
        ranges.append(id...id)
      }
    }
    return ranges
  }

  /// Deletes the run's contacts; no other run has taken one over, for it looks at those of published runs only.
  private func deleteContacts() throws {
    try database.execute(
      sql: "DELETE FROM contacts WHERE id >= ? AND run_id = ?", arguments: [firstContact, run])
    try execute("DELETE FROM contact_keys WHERE run_id = ?")
  }

  private func deleteRejects() throws {
    try execute(
      "UPDATE rejects SET status = 'open', resolved_run_id = NULL WHERE resolved_run_id = ? AND status = 'repeated'")
    try execute("DELETE FROM reject_problems WHERE reject_id IN (SELECT id FROM rejects WHERE run_id = ?)")
    try execute("DELETE FROM reject_keys WHERE reject_id IN (SELECT id FROM rejects WHERE run_id = ?)")
    try execute("DELETE FROM rejects WHERE run_id = ?")
    try execute("DELETE FROM controls WHERE run_id = ?")
    try execute("DELETE FROM batches WHERE run_id = ?")
  }

  private func execute(_ sql: String) throws { try database.execute(sql: sql, arguments: [run]) }
}
