/// Takes back what an unpublished run of an entity has written, or gives its revisions their place.
import GRDB

struct EntityUndo {
  let table: EntityTable
  let run: Int64
  let database: Database

  /// Deletes the documents of the run with all that belongs to them.
  func deleteDocuments() throws {
    let own = "SELECT id FROM \(table.documents) WHERE run_id = ?"
    if let lines = table.lines { try execute("DELETE FROM \(lines) WHERE document_id IN (\(own))") }
    try execute("DELETE FROM entity_findings WHERE run_id = ?")
    try execute("DELETE FROM \(table.documents) WHERE run_id = ?")
  }

  /// Lets the run's revisions take the place of what they replace.
  func supersede() throws {
    try execute(
      """
      UPDATE \(table.documents) SET is_current = 0
      WHERE id IN (SELECT supersedes FROM \(table.documents) WHERE run_id = ? AND supersedes IS NOT NULL)
      """)
  }

  private func execute(_ sql: String) throws { try database.execute(sql: sql, arguments: [run]) }
}
