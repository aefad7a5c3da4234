/// What people say of materials: how much there is, and how little is too little.
///
/// Moves of stock get the kind `count`, which comes from no store and no run; SQLite takes a condition of a column back
/// only with its table.
enum Migration017: Migration {
  static let name = "017 materials by hand"

  static let sql = """
    CREATE TABLE material_thresholds (
      material_id INTEGER PRIMARY KEY REFERENCES materials,
      units INTEGER NOT NULL CHECK (units >= 0)
    ) STRICT;

    CREATE TABLE stock_moves_017 (
      id INTEGER PRIMARY KEY,
      material_id INTEGER NOT NULL REFERENCES materials,
      location TEXT NOT NULL,
      quantity INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('level', 'order', 'refund', 'count')),
      store_id INTEGER REFERENCES stores,
      run_id INTEGER REFERENCES runs,
      transaction_id INTEGER REFERENCES transactions,
      moved_at INTEGER NOT NULL,
      CHECK ((kind = 'count') = (run_id IS NULL)),
      CHECK ((kind = 'count') = (store_id IS NULL))
    ) STRICT;
    INSERT INTO stock_moves_017 SELECT * FROM stock_moves;
    DROP TABLE stock_moves;
    ALTER TABLE stock_moves_017 RENAME TO stock_moves;
    CREATE INDEX stock_moves_material ON stock_moves(material_id);
    CREATE INDEX stock_moves_transaction ON stock_moves(transaction_id) WHERE transaction_id IS NOT NULL;
    \(appendOnly("stock_moves", "the moves of stock only grow"))
    """
}
