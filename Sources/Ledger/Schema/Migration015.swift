/// What stores are like and what they ask for: consents to text messages, requests about people's data, stock that runs out,
/// and what went wrong last.
enum Migration015: Migration {
  static let name = "015 stores"

  static let sql =
    EntityTable.all.filter { $0.hasFields(addedIn: 15) }.map { $0.sql(addedIn: 15) }.joined(separator: "\n") + """

      CREATE TABLE personal_requests (
        id INTEGER PRIMARY KEY,
        store_id INTEGER NOT NULL REFERENCES stores,
        run_id INTEGER NOT NULL REFERENCES runs,
        kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure', 'shop_erasure')),
        received_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL CHECK (due_at >= received_at),
        source_key INTEGER,
        email_key INTEGER,
        phone_key INTEGER,
        status TEXT NOT NULL CHECK (status IN ('open', 'done', 'closed')),
        settled_at INTEGER,
        reason TEXT,
        CHECK ((status = 'open') = (settled_at IS NULL)),
        CHECK (status = 'open' OR coalesce(source_key, email_key, phone_key) IS NULL)
      ) STRICT;
      CREATE INDEX personal_requests_run ON personal_requests(run_id);

      CREATE TABLE stock_alerts (
        id INTEGER PRIMARY KEY,
        store_id INTEGER NOT NULL REFERENCES stores,
        item TEXT NOT NULL CHECK (item <> ''),
        platform TEXT NOT NULL,
        place TEXT NOT NULL,
        place_name TEXT,
        product_id TEXT NOT NULL,
        sku TEXT,
        name TEXT NOT NULL,
        current_stock INTEGER NOT NULL,
        threshold INTEGER NOT NULL,
        sold INTEGER NOT NULL CHECK (sold >= 0),
        sales_days INTEGER NOT NULL CHECK (sales_days > 0),
        severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL CHECK (updated_at >= created_at),
        cleared_at INTEGER CHECK (cleared_at >= created_at)
      ) STRICT;
      CREATE UNIQUE INDEX stock_alerts_open ON stock_alerts(store_id, item, place) WHERE cleared_at IS NULL;

      CREATE TABLE store_failures (
        store_id INTEGER NOT NULL REFERENCES stores,
        pipeline TEXT NOT NULL,
        entity TEXT NOT NULL,
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        failed_at INTEGER NOT NULL,
        PRIMARY KEY (store_id, pipeline)
      ) STRICT, WITHOUT ROWID;
      """
}
