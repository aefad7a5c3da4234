/// What gift cards have paid of documents that somebody else has paid the rest of.
enum Migration018: Migration {
  static let name = "018 gift card payments"

  static let sql = """
    CREATE TABLE gift_card_payments (
      transaction_id INTEGER PRIMARY KEY REFERENCES transactions,
      amount INTEGER NOT NULL
    ) STRICT;
    """
}
