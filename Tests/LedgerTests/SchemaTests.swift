/// The database itself keeps amounts exact and tells a ledger from other files.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Schema")
struct SchemaTests {
  private let ledger: TestLedger

  init() throws {
    ledger = try TestLedger()
    try ledger.load([SampleDocument("A")])
  }

  @Test("every table is strict, and no column can hold a floating-point number")
  func strict() throws {
    let tables = try ledger.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
      .filter { !["sqlite_schema", "sqlite_sequence", "grdb_migrations"].contains($0["name"] as String) }
    #expect(tables.count > 15)
    for table in tables {
      #expect(table["strict"] == 1, "\(table["name"] as String)")
      let types = try ledger.rows("SELECT type FROM pragma_table_info('\(table["name"] as String)')").map {
        $0[0] as String
      }
      #expect(Set(types).isSubset(of: ["INTEGER", "TEXT", "BLOB"]))
    }
  }

  @Test("every view reads one table from end to end and finds the rest by their keys")
  func plans() throws {
    let views = try ledger.rows("SELECT name FROM sqlite_schema WHERE type = 'view'").map { $0["name"] as String }
    #expect(views.count > 8)
    // What sums up has to read its own sums as well.
    for view in views where !["v_vat", "v_trial_balance"].contains(view) {
      let plan = try ledger.rows("EXPLAIN QUERY PLAN SELECT * FROM \(view)").map { $0["detail"] as String }
      #expect(plan.filter { $0.hasPrefix("SCAN") }.count == 1, "\(view): \(plan)")
      #expect(!plan.contains { $0.contains("AUTOMATIC") || $0.hasPrefix("SCAN w") }, "\(view): \(plan)")
    }
  }

  @Test(
    "the database refuses what does not belong there",
    arguments: [
      "UPDATE transactions SET net = 1.5", "UPDATE lines SET tax = 'nineteen'", "UPDATE tallies SET net = 0.1",
      "UPDATE transactions SET is_current = 2", "UPDATE transactions SET revision = 0",
      "UPDATE runs SET status = 'done'", "UPDATE runs SET status = 'open'", "DELETE FROM runs", "DELETE FROM sources",
      "INSERT INTO transactions SELECT * FROM transactions", "UPDATE transactions SET source_id = 99",
      "UPDATE rejects SET status = 'open', resolved_run_id = 1", "UPDATE sources SET header = 'x'",
      "UPDATE batches SET loaded = loaded + 1",
    ])
  func attack(sql: String) throws {
    try ledger.load([SampleDocument("B").with { $0.refusals = [("R2001", nil, "")] }], from: "b.csv")
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: sql) }
    }
  }

  @Test("the words of the codes are the program's own, whatever stood there")
  func words() throws {
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(
        sql:
          "UPDATE line_kinds SET name = 'odd' WHERE id = 1; DELETE FROM treatments; INSERT INTO schemes VALUES (9999, 'x')"
      )
    }
    try LedgerStore(path: ledger.path).close()
    #expect(
      try ledger.rows("SELECT name FROM line_kinds ORDER BY id").map { $0[0] as String }
        == LineKind.allCases.map(\.name))
    #expect(
      try ledger.rows("SELECT name FROM treatments ORDER BY id").map { $0[0] as String }
        == Treatment.allCases.map(\.name))
    #expect(
      try ledger.rows("SELECT name FROM schemes ORDER BY id").map { $0[0] as String } == Scheme.allCases.map(\.name))
  }

  @Test("rows refer to rows that are there")
  func references() throws { #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty) }

  @Test("opening a ledger again changes nothing")
  func reopened() throws {
    let before = try ledger.reader().contentDigest()
    try LedgerStore(path: ledger.path).close()
    #expect(try ledger.reader().contentDigest() == before)
    #expect(try ledger.rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"])
  }

  @Test("a file that is no ledger is left as it is")
  func foreignFiles() throws {
    let text = ledger.folder + "/notes.txt"
    let notes = String(repeating: "not a database at all\n", count: 100)
    try notes.write(toFile: text, atomically: true, encoding: .utf8)
    #expect(failure { _ = try LedgerStore(path: text) }?.code == "E8003")
    #expect(failure { _ = try LedgerReader(path: text) }?.code == "E8003")
    #expect(try String(contentsOfFile: text, encoding: .utf8) == notes)

    let other = ledger.folder + "/other.sqlite"
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    #expect(failure { _ = try LedgerStore(path: other) }?.code == "E8003")
  }

  @Test("a ledger of a newer version is not touched")
  func newer() throws {
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 later')")
    }
    #expect(failure { _ = try LedgerStore(path: ledger.path) }?.code == "E8004")
    #expect(failure { _ = try LedgerReader(path: ledger.path) }?.code == "E8004")
  }

  @Test("a ledger that is not there is said to be so")
  func missing() {
    #expect(failure { _ = try LedgerReader(path: ledger.folder + "/none.sqlite") }?.code == "E8007")
  }
}
