import Commerce

/// What sellers have put on accounts stands with the contacts, sealed. What was there in the clear is overwritten; the next
/// import of the accounts brings it again.
enum Migration023: Migration {
  static let name = "023 tags of accounts sealed"

  static let sql =
    """
    PRAGMA secure_delete = ON;
    DROP VIEW v_accounts;
    ALTER TABLE accounts DROP COLUMN tags;

    """ + (EntityTable.of(.customers)?.viewSQL ?? "")
}
