/// Which goods of refunds did not come back into stock, where the source says so.
enum Migration020: Migration {
  static let name = "020 goods that did not come back"

  static let sql = """
    CREATE TABLE unrestocked_lines (line_id INTEGER PRIMARY KEY) STRICT;
    """
}
