/// The refused documents that a person stands in.
import Foundation
import GRDB
import Privacy

/// A refused document has no contact, so it is opened and looked through: for the e-mail address or the telephone number as
/// a store told it, or for the name together with the street.
struct RejectsOfPerson {
  private let database: Database
  private let opener: RejectOpener
  /// Each is enough by itself.
  private let telling: [[UInt8]]
  /// A name with a street.
  private let pairs: [([UInt8], [UInt8])]

  init(_ records: [ContactRecord], _ keys: KeyFile, _ database: Database) {
    self.database = database
    opener = RejectOpener(keys: keys)
    telling = records.flatMap { [$0[.email], $0[.phone]] }.compactMap(\.self).map(Self.folded)
    pairs = records.compactMap { record in
      guard let name = record[.name], let address = record[.address] else { return nil }
      return (Self.folded(name), Self.folded(address))
    }
  }

  /// Their numbers, those only that still hold something.
  func numbers() throws -> [Int64] {
    var found: [Int64] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT id, raw FROM rejects WHERE raw IS NOT NULL ORDER BY id")
    while let row = try rows.next() {
      let number: Int64 = row[0]
      guard let raw = try opener.open(row[1], reject: number) else { continue }
      let text = Data(Self.folded(RejectText.readable(raw)))
      func holds(_ words: [UInt8]) -> Bool { text.range(of: Data(words)) != nil }
      if telling.contains(where: holds) || pairs.contains(where: { holds($0) && holds($1) }) { found.append(number) }
    }
    return found
  }

  private static func folded(_ text: String) -> [UInt8] { folded(Array(text.utf8)) }

  /// ASCII letters in lower case.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
  }
}
