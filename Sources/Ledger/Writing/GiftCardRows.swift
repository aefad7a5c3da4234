/// Writes the rows of `gift_card_payments`: what gift cards have paid of a document, where its source tells.
import Columns
import GRDB

struct GiftCardRows {
  private let insert: Statement

  /// Prepares the statement.
  init(_ database: Database) throws {
    insert = try Statement("INSERT INTO gift_card_payments (transaction_id, amount) VALUES (?1, ?2)", database)
  }

  /// Writes what is told of every loaded document.
  func write(_ entries: [DocumentEntry], _ columns: DocumentColumns) throws {
    guard !columns.giftCardAmount.isEmpty else { return }
    for document in entries.indices where entries[document].fate == .loaded {
      guard columns.giftCardAmount[document] != .missing else { continue }
      insert.bind(1, entries[document].id)
      insert.bind(2, columns.giftCardAmount[document])
      try insert.run()
    }
  }
}
