/// Products, stock, accounts, payouts and returns; runs and rejects say which entity they are of.
///
/// How an account is reached stands with the customers, where what orders say of their buyers stands too: a row whose
/// number is below 0 is what the account revision of the opposite number says. No order bears such a number.
enum Migration006: Migration {
  static let name = "006 entities"

  static let sql =
    """
    ALTER TABLE runs ADD COLUMN entity TEXT NOT NULL DEFAULT 'orders';
    ALTER TABLE rejects ADD COLUMN entity TEXT NOT NULL DEFAULT 'orders';
    ALTER TABLE customers ADD COLUMN company TEXT;
    ALTER TABLE customers ADD COLUMN city TEXT;

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
