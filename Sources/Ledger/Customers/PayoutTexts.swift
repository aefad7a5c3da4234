/// What providers say of single amounts, which a shop may have filled with names and addresses.
import Commerce
import Foundation
import GRDB
import Privacy

struct PayoutTexts {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The texts in which a person stands: by address or telephone number, or by name.
  func texts(of keys: Set<MatchKey>, _ records: [ContactRecord], _ index: BlindIndex) throws -> [String] {
    var people = PersonKeys(index, store: "")
    // A single word is anybody.
    let names = Set(records.compactMap { $0[.name]?.lowercased() }.filter { $0.contains(" ") })
    return try String.fetchAll(
      database, sql: "SELECT DISTINCT description FROM payout_lines WHERE description IS NOT NULL"
    ).filter { text in
      !people.keys(readIn: Array(text.utf8), country: nil).isDisjoint(with: keys)
        || names.contains { text.lowercased().contains($0) }
    }
  }

  /// Takes texts away, and those of the orders of some contacts.
  func erase(_ texts: [String], ofContacts contacts: [Int64]) throws {
    for text in texts {
      try database.execute(
        sql: "UPDATE payout_lines SET description = NULL WHERE description = ?", arguments: [text])
    }
    try database.execute(
      sql: """
        UPDATE payout_lines SET description = NULL WHERE description IS NOT NULL AND (
          order_id IN (SELECT external_id FROM transactions WHERE contact_id IN (SELECT value FROM json_each(:contacts)))
          OR order_reference IN (
            SELECT reference FROM transactions WHERE contact_id IN (SELECT value FROM json_each(:contacts))))
        """, arguments: ["contacts": contacts.jsonArray])
  }
}
