import Commerce

/// The words of the codes, and views in which people read the ledger: published, current, with words.
///
/// CROSS JOIN keeps the order of the tables: starting from the few terms of lines, or searching for the transaction of
/// every line, would be quadratic.
enum Migration005: Migration {
  static let name = "005 views"

  static let sql = """
    CREATE TABLE transaction_kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE document_statuses (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE price_bases (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE match_rules (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE line_kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE treatments (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE schemes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    CREATE VIEW v_transactions AS
    SELECT t.id, s.name AS store, k.name AS kind, t.external_id, t.revision, t.reference, t.refunds,
      datetime(t.placed_at, 'unixepoch') AS placed_at, t.tax_date, d.name AS status, e.source_status, e.currency,
      t.total AS total_millionths, t.tax_total AS tax_total_millionths, b.name AS price_basis, e.estimated, p.country,
      p.country_source, p.region, t.postcode, t.contact_id,
      coalesce(g.customer_id, t.contact_id) AS customer_id, m.name AS customer_rule, e.payment_method, e.channel,
      t.vat_id, t.net, t.tax, t.net + t.tax AS gross, r.base_currency, t.base_net, t.base_tax, x.units AS fixing_units,
      x.scale AS fixing_scale, x.date AS fixing_date, t.run_id, f.path AS source, t.source_line, t.source_byte
    FROM transactions t
    JOIN runs r ON r.id = t.run_id AND r.status = 'published'
    JOIN stores s ON s.id = t.store_id
    JOIN sources f ON f.id = t.source_id
    JOIN document_terms e ON e.id = t.terms_id
    LEFT JOIN destinations p ON p.id = t.destination_id
    LEFT JOIN fixings x ON x.id = t.fixing_id
    LEFT JOIN transaction_kinds k ON k.id = t.kind
    LEFT JOIN document_statuses d ON d.id = e.status
    LEFT JOIN price_bases b ON b.id = e.price_basis
    LEFT JOIN memberships g ON g.contact_id = t.contact_id
    LEFT JOIN match_rules m ON m.id = coalesce(g.rule, iif(t.contact_id IS NULL, NULL, \(MatchRule.created.rawValue)))
    WHERE t.is_current = 1;

    CREATE VIEW v_lines AS
    SELECT l.id >> 20 AS transaction_id, l.id & 1048575 AS line_no, s.name AS store, t.external_id, t.revision,
      t.tax_date, e.currency, k.name AS kind, a.sku, a.title, l.quantity AS quantity_millionths,
      l.unit_price AS unit_price_millionths, l.source_amount AS source_amount_millionths, l.net, l.tax,
      l.net + l.tax AS gross, r.base_currency, l.base_net, l.base_tax, w.rate AS rate_thousandths_percent,
      v.name AS treatment, c.name AS scheme, w.tax_country, f.path AS source, l.source_line, l.source_byte
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
    WHERE t.is_current = 1;

    CREATE VIEW v_vat AS
    SELECT s.name AS store, a.month, a.tax_country, v.name AS treatment, c.name AS scheme,
      nullif(a.rate, -1) AS rate_thousandths_percent, a.currency, r.base_currency, sum(a.documents) AS documents,
      sum(a.lines) AS lines, sum(a.net) AS net, sum(a.tax) AS tax, sum(a.net + a.tax) AS gross,
      sum(a.base_net) AS base_net, sum(a.base_tax) AS base_tax
    FROM tallies a
    JOIN runs r ON r.id = a.run_id AND r.status = 'published'
    JOIN stores s ON s.id = a.store_id
    LEFT JOIN treatments v ON v.id = a.treatment
    LEFT JOIN schemes c ON c.id = a.scheme
    GROUP BY a.store_id, a.month, a.tax_country, a.treatment, a.scheme, a.rate, a.currency, r.base_currency
    HAVING sum(a.lines) <> 0 OR sum(a.net) <> 0 OR sum(a.tax) <> 0;
    """
}
