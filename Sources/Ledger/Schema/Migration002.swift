/// Customers, and transactions with their lines: the sub-ledger.
///
/// A line's `id` is its transaction's id times 1,048,576 plus its number from 1: the lines of a document stand together
/// and are found without an index, which halves what a line costs to write. What many documents or lines repeat (terms,
/// destination, fixing, label) is a row of its own that they name: a column repeated a million times costs a million times
/// its bytes. Such rows stay when the run that brought them is taken back; two of them may be alike.
enum Migration002: Migration {
  static let name = "002 transactions"

  static let sql = """
    CREATE TABLE contacts (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      store_id INTEGER NOT NULL REFERENCES stores,
      sealed BLOB,
      fiscal BLOB
    ) STRICT;

    CREATE TABLE contact_keys (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      kind INTEGER NOT NULL,
      entries BLOB NOT NULL CHECK (length(entries) % 16 = 0)
    ) STRICT;

    CREATE TABLE memberships (
      contact_id INTEGER PRIMARY KEY REFERENCES contacts,
      customer_id INTEGER NOT NULL REFERENCES contacts CHECK (customer_id < contact_id),
      rule INTEGER NOT NULL,
      evidence INTEGER NOT NULL REFERENCES contacts
    ) STRICT;

    CREATE TABLE document_terms (
      id INTEGER PRIMARY KEY,
      status INTEGER,
      source_status TEXT,
      currency TEXT NOT NULL,
      price_basis INTEGER,
      estimated INTEGER,
      payment_method TEXT,
      channel TEXT
    ) STRICT;

    CREATE TABLE destinations (
      id INTEGER PRIMARY KEY,
      country TEXT,
      country_source TEXT,
      region TEXT
    ) STRICT;

    CREATE TABLE fixings (
      id INTEGER PRIMARY KEY,
      units INTEGER NOT NULL,
      scale INTEGER NOT NULL,
      date TEXT
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
      terms_id INTEGER NOT NULL REFERENCES document_terms,
      total INTEGER,
      tax_total INTEGER,
      destination_id INTEGER REFERENCES destinations,
      postcode TEXT,
      contact_id INTEGER REFERENCES contacts,
      vat_id TEXT,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      base_net INTEGER,
      base_tax INTEGER,
      fixing_id INTEGER REFERENCES fixings,
      content_hash INTEGER NOT NULL,
      supersedes INTEGER REFERENCES transactions,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      UNIQUE (external_id, store_id, kind, revision)
    ) STRICT;

    CREATE TABLE line_terms (
      id INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      rate INTEGER,
      treatment INTEGER,
      scheme INTEGER,
      tax_country TEXT
    ) STRICT;

    CREATE TABLE labels (
      id INTEGER PRIMARY KEY,
      sku TEXT,
      title TEXT
    ) STRICT;

    CREATE TABLE lines (
      id INTEGER PRIMARY KEY,
      terms_id INTEGER NOT NULL REFERENCES line_terms,
      label_id INTEGER REFERENCES labels,
      quantity INTEGER,
      unit_price INTEGER,
      source_amount INTEGER,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      base_net INTEGER,
      base_tax INTEGER,
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
