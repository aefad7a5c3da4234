/// The refused documents that a person stands in.
import Commerce
import Foundation
import GRDB
import Privacy

/// They are found by the match keys that were kept of them. One of which none are kept, since an earlier version of the program
/// wrote it, is opened and looked through for addresses and numbers; and every one for a name together with its street.
struct RejectsOfPerson {
  private let database: Database
  private let keys: KeyFile

  init(_ keys: KeyFile, _ database: Database) {
    self.database = database
    self.keys = keys
  }

  /// The numbers of those that still hold something, in order.
  ///
  /// - Parameter records: what stores told of the person, byte for byte; without any nothing is looked for but keys.
  func numbers(_ wanted: Set<MatchKey>, _ records: [ContactRecord] = []) throws -> [Int64] {
    let known = try known()
    let opener = RejectOpener(keys: keys)
    var people = PersonKeys(keys.index, store: "")
    let pairs = Self.pairs(records)
    var found: [Int64] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT id, raw FROM rejects WHERE raw IS NOT NULL ORDER BY id")
    while let row = try rows.next() {
      let number: Int64 = row[0]
      if let own = known[number], !own.isDisjoint(with: wanted) {
        found.append(number)
        continue
      }
      guard known[number] == nil || !pairs.isEmpty, let raw = try opener.open(row[1], reject: number) else { continue }
      if known[number] == nil, !people.keys(readIn: raw, country: nil).isDisjoint(with: wanted) {
        found.append(number)
      } else if Self.holds(raw, one: pairs) {
        found.append(number)
      }
    }
    return found
  }

  /// Those that still hold something, and whose keys were destroyed: of people who were erased after this copy of the ledger
  /// was made.
  func shredded() throws -> [Int64] {
    try Int64.fetchAll(database, sql: "SELECT id FROM rejects WHERE raw IS NOT NULL ORDER BY id").filter {
      try keys.openingKey(.reject, row: $0) == nil
    }
  }

  /// What the fields of some refused documents tell.
  func told(by rejects: [Int64]) throws -> Set<MatchKey> {
    try Set(
      Row.fetchAll(
        database,
        sql: """
          SELECT kind, key FROM reject_keys WHERE is_told = 1 AND reject_id IN (SELECT value FROM json_each(?))
          """, arguments: [rejects.jsonArray]
      ).compactMap(MatchKey.init(row:)))
  }

  /// The files that rejects came from, by path.
  static func sources(of rejects: [Int64], _ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT f.path FROM rejects j JOIN sources f ON f.id = j.source_id AND f.is_stream = 0
        WHERE j.id IN (SELECT value FROM json_each(?)) ORDER BY 1
        """, arguments: [rejects.jsonArray])
  }

  private func known() throws -> [Int64: Set<MatchKey>] {
    var known: [Int64: Set<MatchKey>] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT reject_id, kind, key FROM reject_keys")
    while let row = try rows.next() {
      if let key = MatchKey(row: row) { known[row["reject_id"], default: []].insert(key) }
    }
    return known
  }

  private static func pairs(_ records: [ContactRecord]) -> [(name: Data, street: Data)] {
    records.compactMap { record in
      guard let name = record[.name], let address = record[.address] else { return nil }
      return (Data(folded(Array(name.utf8))), Data(folded(Array(address.utf8))))
    }
  }

  private static func holds(_ raw: [UInt8], one pairs: [(name: Data, street: Data)]) -> Bool {
    let text = Data(folded(RejectText.readable(raw)))
    return pairs.contains { text.range(of: $0.name) != nil && text.range(of: $0.street) != nil }
  }

  /// ASCII letters in lower case.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
  }
}

extension MatchKey {
  /// A key as `reject_keys` has it; `nil` for a kind that only a later version of the program knows.
  init?(row: Row) {
    guard let kind = MatchKeyKind(rawValue: row["kind"]) else { return nil }
    self.init(kind: kind, key: row["key"])
  }
}
