/// Whether the journal is what was sealed into it.
public import Books
import Commerce
import Foundation
import GRDB
public import Pipeline

extension LedgerReader {
  /// Walks the whole journal, and compares it with what the audit log and the closings of months say of it.
  public func journalWalk() throws(RunFailure) -> JournalWalk {
    try read { database in
      let base = try String.fetchOne(database, sql: "SELECT base_currency FROM books").flatMap { Currency($0) }
      var walk = JournalWalk(base: base, records: try Self.records(database))
      try JournalReading(database).entries(JournalSelection()) { entry, hash in walk.add(entry, hash: hash) }
      let orphans = try Int64.fetchOne(
        database,
        sql: "SELECT count(*) FROM postings WHERE entry_id > (SELECT coalesce(max(id), 0) FROM journal_entries)")
      walk.finish(orphans: orphans ?? 0)
      return walk
    }
  }

  private static func records(_ database: Database) throws -> [Int64: [UInt8]] {
    var records: [Int64: [UInt8]] = [:]
    for change in try Periods(database).changes() where change.entries > 0 { records[change.entries] = change.head }
    let subjects = try String.fetchAll(
      database, sql: "SELECT subject FROM audit WHERE event = ?", arguments: [AuditEntry.Event.journalGrown.rawValue])
    for seal in subjects.compactMap(JournalSeal.init) { records[seal.entry] = seal.hash }
    return records
  }
}

/// How far the journal goes, as the audit log has it: whoever cuts the journal off or writes it anew has to forge the audit
/// log too, whose end the file of keys knows.
struct JournalSeal {
  /// The number of the last entry.
  let entry: Int64
  /// Its hash.
  let hash: [UInt8]

  init(entry: Int64, hash: [UInt8]) {
    self.entry = entry
    self.hash = hash
  }

  /// The seal that ``subject`` wrote; `nil` when it is none.
  init?(_ subject: String) {
    let words = subject.split(separator: " ")
    guard words.count == 4, words[0] == "entry", let entry = Int64(words[1]), words[2] == "hash" else { return nil }
    let digits = Array(words[3].utf8)
    var hash: [UInt8] = []
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      hash.append(byte)
    }
    guard hash.count == JournalChain.hashBytes else { return nil }
    self.init(entry: entry, hash: hash)
  }

  /// The seal as the audit log keeps it.
  var subject: String {
    "entry \(entry) hash \(hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())"
  }
}
