/// What tells the ledger from every other, so that its keys are never taken for those of another.
enum Migration011: Migration {
  static let name = "011 identity"

  static let sql = """
    CREATE TABLE identity (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      ledger BLOB NOT NULL CHECK (length(ledger) = 16)
    ) STRICT;
    INSERT INTO identity (id, ledger) VALUES (1, randomblob(16));
    CREATE TRIGGER identity_is_not_changed BEFORE UPDATE ON identity
      BEGIN SELECT RAISE(ABORT, 'a ledger stays the one it is'); END;
    CREATE TRIGGER identity_is_not_deleted BEFORE DELETE ON identity
      BEGIN SELECT RAISE(ABORT, 'a ledger stays the one it is'); END;
    CREATE TRIGGER identity_is_not_replaced BEFORE INSERT ON identity
      WHEN EXISTS (SELECT 1 FROM identity WHERE id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'a ledger stays the one it is'); END;
    """
}
