import Matching

/// Materials, what stores have of them, what both agreed on, and what stores are to be told.
///
/// A value of a link is what the store says (`seen`) beside what both agreed on last (`agreed`, which counts where
/// `has_agreed` is 1). Stock is counted in millionths of a unit; its moves only grow.
enum Migration014: Migration {
  static let name = "014 materials"

  static let sql = """
    CREATE TABLE material_families (id INTEGER PRIMARY KEY) STRICT;

    CREATE TABLE materials (
      id INTEGER PRIMARY KEY,
      family_id INTEGER NOT NULL REFERENCES material_families,
      option TEXT,
      price_basis TEXT
    ) STRICT;
    CREATE INDEX materials_family ON materials(family_id);

    CREATE TABLE family_values (
      family_id INTEGER NOT NULL REFERENCES material_families,
      field TEXT NOT NULL CHECK (field IN (\(words(MaterialField.ofProducts)))),
      value TEXT,
      changed_at INTEGER,
      PRIMARY KEY (family_id, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE material_values (
      material_id INTEGER NOT NULL REFERENCES materials,
      field TEXT NOT NULL CHECK (field IN (\(words(MaterialField.ofArticles)))),
      value TEXT,
      changed_at INTEGER,
      PRIMARY KEY (material_id, field)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX material_values_value ON material_values(value) WHERE field IN ('sku', 'barcode');

    CREATE TABLE product_links (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      product TEXT NOT NULL CHECK (product <> ''),
      family_id INTEGER NOT NULL REFERENCES material_families,
      parent TEXT,
      is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1)),
      is_wanted INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
      UNIQUE (store_id, product)
    ) STRICT;
    CREATE INDEX product_links_family ON product_links(family_id);

    CREATE TABLE article_links (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      product TEXT NOT NULL CHECK (product <> ''),
      variant TEXT NOT NULL,
      material_id INTEGER NOT NULL REFERENCES materials,
      rule TEXT NOT NULL CHECK (rule IN (\(words(LinkRule.allCases)))),
      article TEXT,
      is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1)),
      UNIQUE (store_id, product, variant)
    ) STRICT;
    CREATE INDEX article_links_material ON article_links(material_id);
    CREATE INDEX article_links_article ON article_links(store_id, article);

    \(sides("product_sides", of: "product_links", MaterialField.ofProducts))
    \(sides("article_sides", of: "article_links", MaterialField.ofArticles))

    CREATE TABLE link_proposals (
      store_id INTEGER NOT NULL REFERENCES stores,
      product TEXT NOT NULL,
      variant TEXT NOT NULL,
      material_id INTEGER NOT NULL REFERENCES materials,
      PRIMARY KEY (store_id, product, variant, material_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE link_decisions (
      store_id INTEGER NOT NULL REFERENCES stores,
      product TEXT NOT NULL,
      variant TEXT NOT NULL,
      material_id INTEGER REFERENCES materials,
      decided_at INTEGER NOT NULL,
      PRIMARY KEY (store_id, product, variant)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sync_conflicts (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      product TEXT NOT NULL,
      variant TEXT NOT NULL,
      field TEXT NOT NULL,
      owner INTEGER NOT NULL,
      ledger_value TEXT,
      ledger_at INTEGER,
      store_value TEXT,
      store_at INTEGER,
      found_at INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'agreed', 'resolved')),
      ended_at INTEGER,
      CHECK ((status = 'open') = (ended_at IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX sync_conflicts_open ON sync_conflicts(store_id, product, variant, field) WHERE status = 'open';

    CREATE TABLE sync_problems (
      store_id INTEGER NOT NULL REFERENCES stores,
      entity TEXT NOT NULL,
      product TEXT NOT NULL,
      variant TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL,
      found_at INTEGER NOT NULL,
      PRIMARY KEY (store_id, entity, product, variant, kind, detail)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sync_folds (
      run_id INTEGER NOT NULL REFERENCES runs,
      purpose TEXT NOT NULL CHECK (purpose IN ('materials', 'stock')),
      PRIMARY KEY (run_id, purpose)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      entity TEXT NOT NULL CHECK (entity IN ('products', 'inventory')),
      key TEXT NOT NULL,
      product TEXT,
      family_id INTEGER REFERENCES material_families,
      status TEXT NOT NULL CHECK (status IN (
        'decided', 'sent', 'confirmed', 'refused', 'stale', 'gone', 'superseded')),
      decided_run INTEGER NOT NULL REFERENCES runs,
      decided_at INTEGER NOT NULL,
      sent_at INTEGER,
      ended_at INTEGER,
      answer TEXT NOT NULL DEFAULT '',
      CHECK ((status IN ('decided', 'sent')) = (ended_at IS NULL)),
      CHECK (status <> 'sent' OR sent_at IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX outbox_open ON outbox(store_id, key) WHERE status IN ('decided', 'sent');

    CREATE INDEX outbox_key ON outbox(store_id, key);

    CREATE TABLE outbox_changes (
      outbox_id INTEGER NOT NULL REFERENCES outbox,
      ordinal INTEGER NOT NULL CHECK (ordinal > 0),
      variant TEXT,
      material_id INTEGER REFERENCES materials,
      field TEXT NOT NULL,
      seen TEXT,
      value TEXT,
      PRIMARY KEY (outbox_id, ordinal)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX outbox_changes_material ON outbox_changes(material_id) WHERE variant IS NULL;

    CREATE TABLE material_stock (
      material_id INTEGER NOT NULL REFERENCES materials,
      location TEXT NOT NULL CHECK (location <> ''),
      quantity INTEGER NOT NULL,
      PRIMARY KEY (material_id, location)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stock_links (
      store_id INTEGER NOT NULL REFERENCES stores,
      article TEXT NOT NULL,
      place TEXT NOT NULL,
      material_id INTEGER NOT NULL REFERENCES materials,
      location TEXT NOT NULL,
      seen INTEGER,
      agreed INTEGER,
      reserved INTEGER,
      told_at INTEGER,
      is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1)),
      PRIMARY KEY (store_id, article, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stock_links_material ON stock_links(material_id);

    CREATE TABLE stock_moves (
      id INTEGER PRIMARY KEY,
      material_id INTEGER NOT NULL REFERENCES materials,
      location TEXT NOT NULL,
      quantity INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('level', 'order', 'refund')),
      store_id INTEGER NOT NULL REFERENCES stores,
      run_id INTEGER NOT NULL REFERENCES runs,
      transaction_id INTEGER REFERENCES transactions,
      moved_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stock_moves_material ON stock_moves(material_id);
    CREATE INDEX stock_moves_transaction ON stock_moves(transaction_id) WHERE transaction_id IS NOT NULL;
    \(appendOnly("stock_moves", "the moves of stock only grow"))

    CREATE VIEW v_materials AS
    SELECT m.id AS material, m.family_id AS family, n.value AS name, m.option, k.value AS sku, b.value AS barcode,
      p.value AS price, m.price_basis, s.value AS status, c.value AS category,
      (SELECT group_concat(t.name, ', ') FROM article_links l JOIN stores t ON t.id = l.store_id
        WHERE l.material_id = m.id AND l.is_gone = 0) AS stores,
      (SELECT sum(q.quantity) FROM material_stock q WHERE q.material_id = m.id) AS stock_millionths
    FROM materials m
    LEFT JOIN family_values n ON n.family_id = m.family_id AND n.field = 'name'
    LEFT JOIN family_values s ON s.family_id = m.family_id AND s.field = 'status'
    LEFT JOIN family_values c ON c.family_id = m.family_id AND c.field = 'category'
    LEFT JOIN material_values k ON k.material_id = m.id AND k.field = 'sku'
    LEFT JOIN material_values b ON b.material_id = m.id AND b.field = 'barcode'
    LEFT JOIN material_values p ON p.material_id = m.id AND p.field = 'price';

    CREATE VIEW v_material_stock AS
    SELECT q.material_id AS material, q.location, q.quantity AS quantity_millionths,
      max(0, q.quantity) AS available_millionths, s.name AS store, l.article, l.place, l.seen AS level_millionths,
      l.agreed AS agreed_millionths, l.reserved AS reserved_millionths
    FROM material_stock q
    LEFT JOIN stock_links l ON l.material_id = q.material_id AND l.location = q.location AND l.is_gone = 0
    LEFT JOIN stores s ON s.id = l.store_id;

    CREATE VIEW v_outbox AS
    SELECT o.id, s.name AS store, o.entity, o.status, o.product, o.family_id AS family, c.variant,
      c.material_id AS material, c.field, c.seen, c.value, datetime(o.decided_at, 'unixepoch') AS decided_at,
      datetime(o.sent_at, 'unixepoch') AS sent_at, datetime(o.ended_at, 'unixepoch') AS ended_at, o.answer
    FROM outbox o JOIN stores s ON s.id = o.store_id JOIN outbox_changes c ON c.outbox_id = o.id;
    """

  /// The table of what stores say beside what was agreed on.
  private static func sides(_ table: String, of links: String, _ fields: [MaterialField]) -> String {
    """
    CREATE TABLE \(table) (
      link_id INTEGER NOT NULL REFERENCES \(links),
      field TEXT NOT NULL CHECK (field IN (\(words(fields)))),
      seen TEXT,
      changed_at INTEGER,
      agreed TEXT,
      has_agreed INTEGER NOT NULL CHECK (has_agreed IN (0, 1)),
      is_withheld INTEGER NOT NULL CHECK (is_withheld IN (0, 1)),
      PRIMARY KEY (link_id, field)
    ) STRICT, WITHOUT ROWID;
    """
  }

  private static func words<Word: RawRepresentable<String>>(_ words: [Word]) -> String {
    words.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
