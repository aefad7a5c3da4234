/// What gift cards have paid of documents, as far as their sources tell.
import Books
import Commerce
import GRDB

struct GiftCardParts: Sendable {
  private let parts: [Int64: GiftCardPart]

  /// Reads all of them; one that would be finer than its document's currency is as good as none.
  init(_ database: Database) throws {
    // CROSS: from the few that there are to their documents, and not the other way round.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT t.id, g.amount, t.net + t.tax AS total, t.base_net + t.base_tax AS base, e.currency
        FROM gift_card_payments g
        CROSS JOIN transactions t ON t.id = g.transaction_id
        JOIN document_terms e ON e.id = t.terms_id WHERE t.base_net IS NOT NULL
        """)
    var parts: [Int64: GiftCardPart] = [:]
    while let row = try rows.next() {
      let told = Exact(millionths: row["amount"])
      guard let exponent = Currency(row["currency"] as String)?.exponent, told.isWhole(at: exponent) else { continue }
      parts[row["id"]] = GiftCardPart(
        told.rounded(to: exponent), of: MinorUnits(row["total"]), base: MinorUnits(row["base"]))
    }
    self.parts = parts
  }

  /// The part of a document; `nil` where nobody tells.
  func part(of document: Int64) -> GiftCardPart? { parts.isEmpty ? nil : parts[document] }
}
