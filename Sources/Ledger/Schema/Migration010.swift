/// What people decided about who is whom; decisions only grow, and one that was wrong is taken back by another.
enum Migration010: Migration {
  static let name = "010 customer decisions"

  static let sql = """
    CREATE TABLE customer_decisions (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'undo')),
      decided_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      score INTEGER CHECK (score BETWEEN 0 AND 1000),
      undoes INTEGER UNIQUE REFERENCES customer_decisions,
      CHECK ((kind = 'undo') = (undoes IS NOT NULL))
    ) STRICT;

    CREATE TABLE decided_contacts (
      decision_id INTEGER NOT NULL REFERENCES customer_decisions,
      contact_id INTEGER NOT NULL REFERENCES contacts,
      PRIMARY KEY (decision_id, contact_id)
    ) STRICT, WITHOUT ROWID;

    \(appendOnly("customer_decisions", "decisions about customers only grow"))
    \(appendOnly("decided_contacts", "decisions about customers only grow", key: ["decision_id", "contact_id"]))
    """
}

/// The triggers that let rows be added to a table and nothing else.
///
/// INSERT OR REPLACE deletes without a DELETE trigger unless `recursive_triggers` is on, so a key that is there already is
/// refused as well.
func appendOnly(_ table: String, _ message: String, key: [String] = ["id"]) -> String {
  let same = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
  let refuse = "BEGIN SELECT RAISE(ABORT, '\(message)'); END;"
  return """
    CREATE TRIGGER \(table)_are_not_changed BEFORE UPDATE ON \(table) \(refuse)
    CREATE TRIGGER \(table)_are_not_deleted BEFORE DELETE ON \(table) \(refuse)
    CREATE TRIGGER \(table)_are_not_replaced BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(same)) \(refuse)
    """
}
