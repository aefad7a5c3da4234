/// Products, stock, accounts, payouts and returns; runs and rejects say which entity they are of.
///
/// What an account says of how somebody is reached is a contact, as what an order says of its buyer is.
enum Migration006: Migration {
  static let name = "006 entities"

  static let sql =
    """
    ALTER TABLE runs ADD COLUMN entity TEXT NOT NULL DEFAULT 'orders';
    ALTER TABLE rejects ADD COLUMN entity TEXT NOT NULL DEFAULT 'orders';

    CREATE TABLE entity_findings (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      entity TEXT NOT NULL,
      document_id INTEGER NOT NULL,
      line_no INTEGER,
      code TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX entity_findings_run ON entity_findings(run_id);


    """ + EntityTable.all.map(\.sql).joined(separator: "\n\n")
}
