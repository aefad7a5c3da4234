import Commerce

/// Kinds of match keys that were made by other rules: who opens the ledger with its keys next makes them anew.
///
/// Names with a postcode and no street, and halves of names with an address, have joined strangers.
enum Migration026: Migration {
  static let name = "026 match keys by other rules"

  static let sql = """
    CREATE TABLE outdated_keys (kind INTEGER PRIMARY KEY) STRICT;
    INSERT INTO outdated_keys SELECT DISTINCT kind FROM contact_keys WHERE kind = \(MatchKeyKind.nameAndAddress.rawValue);
    """
}
