/// What documents and their lines share, read once for a whole pass.
import Books
import Columns
import Commerce
import GRDB
import Tax

final class PostingTerms: Sendable {
  /// What documents of one set of terms have in common.
  struct Document: Sendable {
    var status: DocumentStatus?
    var currency: Currency
    var paymentMethod: String
  }

  /// The terms of lines, by number.
  let lines: [Int64: DeclaredLine.Terms]
  /// What gift cards have paid.
  private let giftCards: GiftCardParts
  private let documents: [Int64: Document]
  private let destinations: [Int64: Country]

  init(_ database: Database) throws {
    lines = try LedgerReader.lineTerms(database)
    giftCards = try GiftCardParts(database)
    var documents: [Int64: Document] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, status, currency, payment_method FROM document_terms")
    while let row = try rows.next() {
      guard let currency = Currency(row["currency"] as String) else { continue }
      documents[row["id"]] = Document(
        status: (row["status"] as Int32?).flatMap(DocumentStatus.init(rawValue:)), currency: currency,
        paymentMethod: row["payment_method"] ?? "")
    }
    self.documents = documents
    var destinations: [Int64: Country] = [:]
    let places = try Row.fetchCursor(
      database, sql: "SELECT id, country FROM destinations WHERE country IS NOT NULL")
    while let row = try places.next() { destinations[row["id"]] = Country(row["country"] as String) }
    self.destinations = destinations
  }

  /// The terms of documents of that number.
  func document(_ number: Int64) throws -> Document {
    guard let terms = documents[number] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return terms
  }

  /// What gift cards have paid of a document; `nil` where nobody tells.
  func giftCards(of document: Int64) -> GiftCardPart? { giftCards.part(of: document) }

  /// The terms of lines of that number.
  func line(_ number: Int64) throws -> DeclaredLine.Terms {
    guard let terms = lines[number] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return terms
  }

  /// The country of a destination; `nil` when it is not known.
  func country(_ destination: Int64) -> Country? { destinations[destination] }
}
