/// The contact with a customer's number has a rule as well, like every other contact of a customer who has several: which
/// contact came first is chance. Where the rows of the others do not tell its rule, the next run with contacts does.
enum Migration027: Migration {
  static let name = "027 rules of first contacts"

  static let sql = """
    CREATE TEMP TABLE kept AS SELECT * FROM memberships;
    DROP TABLE memberships;
    CREATE TABLE memberships (
      contact_id INTEGER PRIMARY KEY REFERENCES contacts,
      customer_id INTEGER NOT NULL REFERENCES contacts CHECK (customer_id <= contact_id),
      rule INTEGER NOT NULL,
      evidence INTEGER NOT NULL REFERENCES contacts CHECK (evidence <> contact_id)
    ) STRICT;
    INSERT INTO memberships (contact_id, customer_id, rule, evidence)
      SELECT contact_id, customer_id, rule, evidence FROM kept
      UNION ALL
      SELECT customer_id, customer_id, min(rule), contact_id FROM kept WHERE evidence = customer_id GROUP BY customer_id
      ORDER BY 1;
    DROP TABLE kept;
    """
}
