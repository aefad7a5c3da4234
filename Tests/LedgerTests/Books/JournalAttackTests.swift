/// What the database itself refuses, whoever is connected to it.
import Books
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Attacks on the journal")
struct JournalAttackTests {
  private let ledger: TestLedger

  /// A ledger with a sale, one in pounds, and January closed; the next entry is number 4.
  init() throws {
    ledger = try TestLedger()
    let store = try LedgerStore(path: ledger.path)
    let drafts = [
      EntryDraft(.sale, on: SampleBooks.january, document: "D-0", key: "0", postings: SampleBooks.sale(11_900)),
      EntryDraft(.sale, on: SampleBooks.march, document: "D-1", key: "1", postings: SampleBooks.sale(11_900)),
      EntryDraft(.sale, on: SampleBooks.march, document: "D-2", key: "2", postings: SampleBooks.salePounds(10_000)),
    ]
    _ = try store.book(drafts, in: try SampleBooks.profile, at: 1_000)
    try store.closePeriod(SampleBooks.january.month, reason: "return filed", at: 2_000)
    try store.close()
  }

  /// Runs statements as somebody does who has opened the file with any other program.
  private func attempt(_ sql: String, enforcingKeys: Bool = true) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = enforcingKeys
    try DatabaseQueue(path: ledger.path, configuration: configuration).write { try $0.execute(sql: sql) }
  }

  /// An entry with lines of account, currency, amount and amount in euros.
  private func entry(
    _ lines: [(String, String, Int64, Int64)], id: Int = 4, date: String = "2026-03-05", key: String = "k",
    kind: String = "sale", reverses: String = "NULL", previous: String? = nil, count: Int? = nil
  ) -> String {
    let head = previous ?? "(SELECT hash FROM journal_entries ORDER BY id DESC LIMIT 1)"
    let postings = lines.enumerated().map { index, line in
      "INSERT INTO postings (entry_id, line_no, account, currency, amount, base) VALUES (\(id), \(index + 1), '\(line.0)', '\(line.1)', \(line.2), \(line.3));"
    }
    return postings.joined()
      + """
      INSERT INTO journal_entries VALUES (\(id), '\(kind)', '\(date)', NULL, NULL, 'D', '\(key)', \(reverses), '', 1, 1,
        \(count ?? lines.count), \(head), randomblob(32));
      """
  }

  private static let whole: [(String, String, Int64, Int64)] = [
    ("1361", "EUR", 100, 100), ("8400", "EUR", -100, -100),
  ]

  @Test("an entry that is whole is taken from any connection")
  func whole() throws {
    try attempt(entry(Self.whole))
    #expect(try ledger.reader().lastEntry() == 4)
  }

  @Test("entries that are not whole are refused")
  func malformed() throws {
    let attacks: [(String, String)] = [
      ("unbalanced", entry([("1361", "EUR", 100, 100), ("8400", "EUR", -99, -99)])),
      ("one line", entry([("1361", "EUR", 100, 100)], count: 2)),
      ("one line, said so", entry([("1361", "EUR", 100, 100)])),
      ("no such account", entry([("1361", "EUR", 100, 100), ("9999", "EUR", -100, -100)])),
      ("base is another amount", entry([("1361", "EUR", 100, 101), ("8400", "EUR", -100, -101)])),
      (
        "balanced in euros and not in pounds",
        entry([("1361", "GBP", 100, 117), ("8400", "GBP", -90, -117)])
      ),
      ("against the sign", entry([("1361", "GBP", 100, -117), ("8400", "GBP", -100, 117)])),
      ("nothing", entry([("1361", "EUR", 0, 0), ("8400", "EUR", 0, 0)])),
      ("a currency of two letters", entry([("1361", "EU", 100, 100), ("8400", "EU", -100, -100)])),
      ("a gap in the numbers", entry(Self.whole, id: 5)),
      ("a number again", entry(Self.whole, id: 3)),
      ("a key again", entry(Self.whole, key: "1")),
      ("a hash that is not the head", entry(Self.whole, previous: "randomblob(32)")),
      ("a closed month", entry(Self.whole, date: "2026-01-31")),
      ("a month before a closed one", entry(Self.whole, date: "2025-12-31")),
      ("no day", entry(Self.whole, date: "2026-02-30")),
      ("a kind that is none", entry(Self.whole, kind: "gift")),
      ("a reversal of nothing", entry(Self.whole, kind: "reversal")),
      ("a reversal that is no mirror", entry(Self.whole, kind: "reversal", reverses: "2")),
      (
        "a real number",
        "INSERT INTO postings (entry_id, line_no, account, currency, amount, base) VALUES (4, 1, '1361', 'EUR', 1.5, 1.5)"
      ),
    ]
    for (name, sql) in attacks {
      #expect(throws: DatabaseError.self, "\(name)") { try attempt(sql) }
      #expect(throws: DatabaseError.self, "\(name), without keys") { try attempt(sql, enforcingKeys: false) }
    }
    #expect(try ledger.reader().lastEntry() == 3)
    #expect(try ledger.reader().journalWalk().fault == nil)
  }

  @Test("a reversal mirrors its entry, once")
  func reversal() throws {
    let mirror = """
      INSERT INTO postings SELECT 4, line_no, account, currency, -amount, -base, tax_code, territory, rate, reference, note
        FROM postings WHERE entry_id = 2;
      INSERT INTO journal_entries VALUES (4, 'reversal', '2026-03-09', NULL, NULL, 'D', 'k', 2, '', 1, 1, 3,
        (SELECT hash FROM journal_entries WHERE id = 3), randomblob(32));
      """
    try attempt(mirror)
    let again = mirror.replacing("SELECT 4", with: "SELECT 5").replacing("VALUES (4", with: "VALUES (5")
      .replacing("'k'", with: "'l'").replacing("WHERE id = 3", with: "WHERE id = 4")
    #expect(throws: DatabaseError.self) { try attempt(again) }
  }

  @Test(
    "what is sealed is not changed, deleted, replaced or added to",
    arguments: [
      "UPDATE postings SET base = base + 1 WHERE entry_id = 2",
      "UPDATE postings SET account = '8300' WHERE entry_id = 2 AND line_no = 2",
      "DELETE FROM postings WHERE entry_id = 2",
      "UPDATE journal_entries SET date = '2026-03-30' WHERE id = 2",
      "UPDATE journal_entries SET hash = randomblob(32) WHERE id = 3",
      "DELETE FROM journal_entries WHERE id = 3",
      "DELETE FROM journal_entries",
      "INSERT OR REPLACE INTO journal_entries SELECT id, kind, '2026-03-31', correction_of, store_id, document, key, reverses, note, rules, sealed_at, line_count, previous, hash FROM journal_entries WHERE id = 3",
      "INSERT OR REPLACE INTO postings SELECT entry_id, line_no, '8300', currency, amount, base, tax_code, territory, rate, reference, note FROM postings WHERE entry_id = 2 AND line_no = 2",
      "INSERT INTO postings (entry_id, line_no, account, currency, amount, base) VALUES (2, 4, '1361', 'EUR', 1, 1)",
      "UPDATE ledger_accounts SET number = '8401' WHERE number = '8400'",
      "UPDATE ledger_accounts SET type = 'asset' WHERE number = '8400'",
      "DELETE FROM ledger_accounts WHERE number = '8400'",
      "INSERT OR REPLACE INTO ledger_accounts VALUES ('8400', 'Other', 'asset', 0)",
      "UPDATE account_roles SET account = '8300'",
      "DELETE FROM account_roles",
      "UPDATE books SET base_currency = 'USD'",
      "DELETE FROM books",
      "INSERT OR REPLACE INTO books VALUES (1, 'USD', 'DE')",
      "UPDATE period_changes SET closed_through = '2025-12'",
      "DELETE FROM period_changes",
      "INSERT OR REPLACE INTO period_changes SELECT id, at, action, month, '2025-12', reason, entry_count, head FROM period_changes",
      "INSERT INTO period_changes SELECT 2, at, 'reopen', '2025-12', '2025-11', reason, entry_count, head FROM period_changes",
      "INSERT INTO period_changes SELECT 2, at, 'reopen', '2026-01', '2025-01', reason, entry_count, head FROM period_changes",
      "INSERT INTO period_changes SELECT 2, at, 'close', '2026-01', '2026-01', reason, entry_count, head FROM period_changes",
    ])
  func sealed(sql: String) throws {
    #expect(throws: DatabaseError.self) { try attempt(sql) }
    #expect(throws: DatabaseError.self) { try attempt("PRAGMA recursive_triggers = OFF; \(sql)", enforcingKeys: false) }
    #expect(try ledger.reader().journalWalk().fault == nil)
  }

  @Test("a posting without an entry cannot be committed where keys are enforced, and is found where they are not")
  func orphan() throws {
    let orphan =
      "INSERT INTO postings (entry_id, line_no, account, currency, amount, base) VALUES (4, 1, '1361', 'EUR', 1, 1)"
    #expect(throws: DatabaseError.self) { try attempt(orphan) }
    #expect(throws: DatabaseError.self) {
      try attempt(orphan.replacing("VALUES (4", with: "VALUES (9"), enforcingKeys: false)
    }
    try attempt(orphan, enforcingKeys: false)
    #expect(try ledger.reader().journalWalk().fault == .orphans(count: 1))
  }

  @Test("somebody who takes the triggers away first is found out")
  func triggersGone() throws {
    let drop =
      "DROP TRIGGER postings_are_not_changed; DROP TRIGGER postings_are_not_deleted; DROP TRIGGER journal_entries_are_not_deleted; DROP TRIGGER journal_entries_are_not_changed;"
    try attempt("\(drop) UPDATE postings SET note = 'x' WHERE entry_id = 2 AND line_no = 1")
    #expect(try ledger.reader().journalWalk().fault == .hash(entry: 2))
    try attempt("DELETE FROM postings WHERE entry_id > 1; DELETE FROM journal_entries WHERE id > 1")
    #expect(try ledger.reader().journalWalk().fault == .cutOff(found: 1, recorded: 3))
  }
}
