/// How the tax of a line was decided: the territory, where it was dispatched, who owes it, the return, and why.
enum Migration008: Migration {
  static let name = "008 tax decisions"

  static let sql = """
    ALTER TABLE line_terms ADD COLUMN category INTEGER;
    ALTER TABLE line_terms ADD COLUMN territory TEXT;
    ALTER TABLE line_terms ADD COLUMN dispatch TEXT;
    ALTER TABLE line_terms ADD COLUMN liable INTEGER;
    ALTER TABLE line_terms ADD COLUMN tax_return INTEGER;
    ALTER TABLE line_terms ADD COLUMN reason INTEGER;
    CREATE TABLE liable_parties (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE tax_returns (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE decision_reasons (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      sentence TEXT NOT NULL,
      legal_basis TEXT NOT NULL
    ) STRICT;
    CREATE TABLE rate_categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    DROP VIEW v_lines;
    CREATE VIEW v_lines AS
    SELECT l.id >> 20 AS transaction_id, l.id & 1048575 AS line_no, s.name AS store, t.external_id, t.revision,
      t.tax_date, e.currency, k.name AS kind, a.sku, a.title, l.quantity AS quantity_millionths,
      l.unit_price AS unit_price_millionths, l.source_amount AS source_amount_millionths, l.net, l.tax,
      l.net + l.tax AS gross, r.base_currency, l.base_net, l.base_tax, w.rate AS rate_thousandths_percent,
      g.name AS rate_category, v.name AS treatment, c.name AS scheme, w.tax_country, w.territory, w.dispatch,
      i.name AS liable, n.name AS tax_return, d.name AS reason, d.legal_basis, f.path AS source, l.source_line,
      l.source_byte
    FROM transactions t
    JOIN runs r ON r.id = t.run_id AND r.status = 'published'
    CROSS JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
    CROSS JOIN stores s ON s.id = t.store_id
    CROSS JOIN sources f ON f.id = t.source_id
    CROSS JOIN document_terms e ON e.id = t.terms_id
    CROSS JOIN line_terms w ON w.id = l.terms_id
    LEFT JOIN labels a ON a.id = l.label_id
    LEFT JOIN line_kinds k ON k.id = w.kind
    LEFT JOIN treatments v ON v.id = w.treatment
    LEFT JOIN schemes c ON c.id = w.scheme
    LEFT JOIN rate_categories g ON g.id = w.category
    LEFT JOIN liable_parties i ON i.id = w.liable
    LEFT JOIN tax_returns n ON n.id = w.tax_return
    LEFT JOIN decision_reasons d ON d.id = w.reason
    WHERE t.is_current = 1;
    """
}
