/// Who stands in refused documents, by match keys: some stand nowhere else.
enum Migration021: Migration {
  static let name = "021 people in refused documents"

  // `is_told` is 0 where only the bytes have it: that may be anybody's, such as the shop's own.
  static let sql = """
    CREATE TABLE reject_keys (
      reject_id INTEGER NOT NULL REFERENCES rejects,
      kind INTEGER NOT NULL,
      key INTEGER NOT NULL,
      is_told INTEGER NOT NULL CHECK (is_told IN (0, 1)),
      PRIMARY KEY (reject_id, kind, key)
    ) STRICT, WITHOUT ROWID;
    """
}
