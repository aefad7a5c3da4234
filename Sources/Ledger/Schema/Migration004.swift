/// Control totals of each run, and tallies: what each run added to and took from the sums that reports are made of.
///
/// A tally's key has no NULL, so that the database can hold it unique: '' and 0 stand for "none", -1 for "no rate".
enum Migration004: Migration {
  static let name = "004 totals"

  static let sql = """
    CREATE TABLE controls (
      run_id INTEGER NOT NULL REFERENCES runs,
      currency TEXT NOT NULL,
      fate TEXT NOT NULL CHECK (fate IN ('source', 'loaded', 'unchanged', 'rejected')),
      documents INTEGER NOT NULL,
      lines INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      total INTEGER NOT NULL,
      PRIMARY KEY (run_id, currency, fate)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tallies (
      run_id INTEGER NOT NULL REFERENCES runs,
      store_id INTEGER NOT NULL REFERENCES stores,
      kind INTEGER NOT NULL,
      line_kind INTEGER NOT NULL,
      status INTEGER NOT NULL,
      price_basis INTEGER NOT NULL,
      country_source TEXT NOT NULL,
      country TEXT NOT NULL,
      tax_country TEXT NOT NULL,
      treatment INTEGER NOT NULL,
      scheme INTEGER NOT NULL,
      rate INTEGER NOT NULL,
      month TEXT NOT NULL,
      currency TEXT NOT NULL,
      documents INTEGER NOT NULL,
      lines INTEGER NOT NULL,
      source_amount INTEGER NOT NULL,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      base_net INTEGER NOT NULL,
      base_tax INTEGER NOT NULL,
      PRIMARY KEY (run_id, store_id, month, kind, line_kind, status, price_basis, country_source, country, tax_country,
        treatment, scheme, rate, currency)
    ) STRICT, WITHOUT ROWID;
    """
}
