/// Match keys by which people are found and remembered, and by which a pipeline joins nobody.
enum Migration022: Migration {
  static let name = "022 keys that join nobody"

  static let sql = """
    ALTER TABLE contact_keys ADD COLUMN joins INTEGER NOT NULL DEFAULT 1 CHECK (joins IN (0, 1));
    """
}
