/// Which ids of accounts stand in the clear and may be personal in themselves: who opens the ledger with its keys next puts
/// keyed hashes in their place. What was hashed over an account goes with it when its person is erased.
enum Migration024: Migration {
  static let name = "024 ids of accounts in the clear"

  static let sql = """
    CREATE TABLE clear_account_ids (
      kept_in TEXT NOT NULL CHECK (kept_in IN ('accounts', 'rejects')),
      number INTEGER NOT NULL,
      PRIMARY KEY (kept_in, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO clear_account_ids
      SELECT 'accounts', id FROM accounts
      WHERE external_id <> 'erased ' || id AND (external_id GLOB '*[^0-9]*' OR external_id GLOB '0*');
    INSERT INTO clear_account_ids
      SELECT 'rejects', id FROM rejects WHERE entity = 'customers' AND external_id IS NOT NULL
        AND (external_id GLOB '*[^0-9]*' OR external_id GLOB '0*');
    UPDATE accounts SET content_hash = 0 WHERE external_id = 'erased ' || id;
    """
}
