/// Match keys that an earlier version of the program made by other rules.
import Commerce
import Foundation
import GRDB
import Matching
import Pipeline
import Privacy

extension LedgerStore {
  /// Makes them anew of what stores told, and decides anew which contacts are one customer.
  func remakeOutdatedKeys() throws(RunFailure) {
    try write { database in
      guard try OutdatedKeys(database).areLeft() else { return }
      let keys = try keyring.open(database)
      try transaction(database) {
        try OutdatedKeys(database).remake(keys)
        try ContactResolution(database).resolve()
      }
    }
  }
}

private struct OutdatedKeys {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func areLeft() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM outdated_keys)") ?? false
  }

  /// Makes the keys of names with addresses anew; those of other kinds never changed.
  func remake(_ file: KeyFile) throws {
    let keys = try made(file)
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, entries FROM contact_keys WHERE kind = ? ORDER BY id",
      arguments: [MatchKeyKind.nameAndAddress.rawValue])
    for row in rows {
      let before: Data = row["entries"]
      let entries = try ContactKeys.entries(before) { _, contact in keys[contact] }
      guard entries != Array(before) else { continue }
      let number: Int64 = row["id"]
      if entries.isEmpty {
        try database.execute(sql: "DELETE FROM contact_keys WHERE id = ?", arguments: [number])
      } else {
        try database.execute(
          sql: "UPDATE contact_keys SET entries = ? WHERE id = ?", arguments: [Data(entries), number])
      }
    }
    try database.execute(sql: "DELETE FROM outdated_keys")
  }

  /// The key of each contact that has one.
  private func made(_ file: KeyFile) throws -> [Int64: Int64] {
    let reading = CustomerReading(database, file)
    let kind = UInt8(truncatingIfNeeded: MatchKeyKind.nameAndAddress.rawValue)
    // The store plays no part in it.
    var texts = MatchTexts(store: "")
    var keys: [Int64: Int64] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, sealed FROM contacts WHERE sealed IS NOT NULL ORDER BY id")
    while let row = try rows.next() {
      let contact: Int64 = row["id"]
      guard let record = try reading.open(row["sealed"], .contact, contact) else { continue }
      let person = PersonTexts(record)
      let isMade = texts.nameAndAddress(
        name: person.name.span, address: person.address.span, postcode: person.postcode.span, city: person.city.span)
      if isMade { keys[contact] = file.index.key(kind: kind, texts.bytes.span) }
    }
    return keys
  }
}
