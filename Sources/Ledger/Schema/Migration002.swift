/// Customers, and transactions with their lines: the sub-ledger.
///
/// A line's `id` is its transaction's id times 1,048,576 plus its number from 1: the lines of a document stand together
/// and are found without an index, which halves what a line costs to write.
enum Migration002: Migration {
  static let name = "002 transactions"

  static let sql = """
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id TEXT,
      name TEXT,
      email TEXT,
      phone TEXT,
      address TEXT,
      postcode TEXT
    ) STRICT;

    CREATE TABLE customer_keys (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      entries BLOB NOT NULL CHECK (length(entries) % 16 = 0)
    ) STRICT;

    CREATE TABLE transactions (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      kind INTEGER NOT NULL,
      external_id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision > 0),
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id INTEGER NOT NULL REFERENCES sources,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      reference TEXT,
      refunds TEXT,
      placed_at INTEGER,
      tax_date TEXT,
      status INTEGER,
      source_status TEXT,
      currency TEXT NOT NULL,
      total INTEGER,
      tax_total INTEGER,
      price_basis INTEGER,
      estimated INTEGER,
      country TEXT,
      country_source TEXT,
      region TEXT,
      postcode TEXT,
      customer_id INTEGER REFERENCES customers,
      customer_rule INTEGER,
      payment_method TEXT,
      channel TEXT,
      vat_id TEXT,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      base_net INTEGER,
      base_tax INTEGER,
      fixing_units INTEGER,
      fixing_scale INTEGER,
      fixing_date TEXT,
      content_hash INTEGER NOT NULL,
      supersedes INTEGER REFERENCES transactions,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      UNIQUE (external_id, store_id, kind, revision)
    ) STRICT;

    CREATE TABLE lines (
      id INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      sku TEXT,
      title TEXT,
      quantity INTEGER,
      unit_price INTEGER,
      source_amount INTEGER,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      base_net INTEGER,
      base_tax INTEGER,
      rate INTEGER,
      treatment INTEGER,
      scheme INTEGER,
      tax_country TEXT,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE tax_lines (
      transaction_id INTEGER NOT NULL REFERENCES transactions,
      ordinal INTEGER NOT NULL CHECK (ordinal > 0),
      title TEXT,
      amount INTEGER NOT NULL,
      PRIMARY KEY (transaction_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    """
}
