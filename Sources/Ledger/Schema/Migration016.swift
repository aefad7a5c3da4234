import Commerce

/// Which payouts were booked, and which wait; and the word for transfers that came back in the views of payouts.
enum Migration016: Migration {
  static let name = "016 payouts in the journal"

  static let sql =
    """
    CREATE TABLE journal_payouts (
      document_id INTEGER PRIMARY KEY REFERENCES payouts,
      is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1))
    ) STRICT;
    CREATE TABLE journal_payouts_waiting (
      document_id INTEGER PRIMARY KEY REFERENCES payouts,
      reason TEXT NOT NULL
    ) STRICT;
    DROP VIEW v_payout_lines;
    DROP VIEW v_payouts;

    """ + (EntityTable.of(.payouts)?.viewSQL ?? "")
}
