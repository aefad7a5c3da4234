/// The general ledger as its users meet it: booked by a nightly run, looked at, closed, corrected, verified.
import Books
import Commerce
import Formats
import Foundation
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Books")
struct BooksTests {
  private func night(_ program: Program, _ store: String = "shopify-de") throws {
    let platform = store.split(separator: "-")[0]
    let run = try program.run("run", "pipelines/\(platform)-nightly.json", "--quiet", "--set", "store=\(store)")
    #expect(run.exit == 0, "\(run.messages)")
  }

  @Test("a nightly run books what it loads; the next night books what is new, and nothing twice")
  func nightly() throws {
    let program = try Program()
    let run = try program.run("run", "pipelines/shopify-nightly.json", "--quiet")
    #expect(run.output.contains(/journal: \d+ entries, \d+ documents/))
    let entries = try program.ledger().lastEntry()
    #expect(entries > 100)
    let again = try program.run("run", "pipelines/shopify-nightly.json", "--quiet")
    #expect(again.output.contains(/journal: \d+ waiting/))
    #expect(try program.run("journal", "post").output.hasPrefix("booked 0 documents in 0 entries"))
    #expect(try program.ledger().lastEntry() == entries)
    let waiting = try program.json("journal", "waiting", "--limit", "100000")
    let booked = try #require(
      try program.rows("SELECT count(*) FROM journal_documents").first?[0] as Int64?)
    let published = try #require(
      try program.rows("SELECT count(*) FROM transactions WHERE is_current = 1").first?[0] as Int64?)
    #expect(booked + Int64(waiting["documents"]?.elements?.count ?? 0) == published)
  }

  @Test("five shops of three platforms are one set of books, which comes to nothing and agrees with the documents")
  func fiveShops() throws {
    let program = try Program()
    for store in ["shopify-de", "shopify-us", "woocommerce-de", "amazon-de", "amazon-us"] { try night(program, store) }
    let balances = try program.json("accounts", "list")
    let sum = balances.column("balance").compactMap { Exact($0)?.millionths }.reduce(0, +)
    #expect(sum == 0)
    let verdict = try program.json("verify")
    #expect(verdict.column("check") == ["audit log", "documents", "journal", "documents in the journal"])
    #expect(verdict.column("whole") == ["true", "true", "true", "true"])
    // What the books say of output tax is what the documents say of it.
    let tax = try program.rows(
      """
      SELECT sum(base_tax) FROM transactions t JOIN journal_documents j ON j.transaction_id = t.id
      WHERE t.is_current = 1 AND j.entry_id IS NOT NULL
      """)
    let booked = try program.rows(
      """
      SELECT -sum(p.base) FROM postings p WHERE p.account IN (
        SELECT account FROM account_roles WHERE key GLOB 'output_tax*')
      """)
    #expect(tax.first?[0] as Int64? == booked.first?[0] as Int64?)
  }

  @Test("by document and by day give the same balances, account by account and month by month")
  func granularity() throws {
    let daily = try Program()
    try night(daily)
    let single = try Program()
    try single.define(
      "shopify-nightly", (#"{ "use": "journal" }"#, #"{ "use": "journal", "granularity": "document" }"#))
    #expect(try single.run("run", "own.json", "--quiet").exit == 0)
    let balances = "SELECT month, account, balance FROM v_trial_balance WHERE balance <> 0 ORDER BY 1, 2"
    #expect(try daily.rows(balances).map(\.description) == single.rows(balances).map(\.description))
    #expect(try single.ledger().lastEntry() > daily.ledger().lastEntry())
  }

  @Test("an entry is shown with its documents, and an account with its postings, for people and for programs")
  func shown() throws {
    let program = try Program()
    try night(program)
    let entry = try #require(try program.ledger().journalEntry(1))
    let shown = try program.run("journal", "show", "1")
    #expect(shown.output.contains("entry 1 of \(entry.date): sale, shopify-de \(entry.date) sale"))
    #expect(shown.output.contains("documents\n"))
    let json = try program.json("journal", "show", "1")
    #expect(json["lines"]?.elements?.count == entry.lines.count)
    #expect(json["documents"]?.elements?.isEmpty == false)
    let account = try #require(entry.lines.first?.account.number)
    let card = try program.json("accounts", "card", account)
    let balance = try program.json("accounts", "list").elements?.first { $0["account"]?.string == account }
    #expect(card["postings"]?.column("balance").last == balance?["balance"]?.string)
    #expect(try program.json("journal", "list", "--account", account, "--limit", "3").elements?.count == 3)
    #expect(try program.run("journal", "show", "999999").exit == 2)
    #expect(try program.run("accounts", "card", "nothing").exit == 2)
  }

  @Test("a closed month stays as it was filed: what comes late is booked after it and names it")
  func closing() throws {
    let program = try Program()
    let pipeline = "pipelines/shopify-nightly.json"
    #expect(try program.run("run", pipeline, "--quiet", "--since", "2024-03-01").exit == 0)
    let close = ["periods", "close", "2024-04", "--reason", "return filed", "--force"]
    #expect(try program.start(close).outcome().exit == 0)
    #expect(try program.start(close).outcome().exit == 2)
    let filed = try program.json("accounts", "list", "--period", "2024-04").line
    #expect(try program.run("run", pipeline, "--quiet", "--since", "2023-12-01", "--until", "2024-03-01").exit == 0)
    #expect(try program.json("accounts", "list", "--period", "2024-04").line == filed)
    let late = try program.rows(
      "SELECT DISTINCT date, correction_of FROM journal_entries WHERE correction_of IS NOT NULL ORDER BY 2")
    #expect(late.map { $0[0] as String } == ["2024-05-01", "2024-05-01"])
    #expect(late.map { $0[1] as String } == ["2024-01", "2024-02"])
    #expect(try program.run("verify").exit == 0)
    #expect(try program.run("periods", "reopen", "2024-03", "--reason", "no").exit == 2)
    #expect(try program.run("periods", "reopen", "2024-04", "--reason", "mistake").exit == 0)
    #expect(try program.json("periods", "list")["changes"]?.column("action") == ["close", "reopen"])
    #expect(try program.ledger().audit().map(\.event).contains("period_reopened"))
  }

  @Test("an entry that was taken back books nothing: its documents are booked again when that is asked for")
  func takenBack() throws {
    let program = try Program()
    try night(program)
    let balances = "SELECT account, sum(base) AS base FROM postings GROUP BY 1 HAVING sum(base) <> 0 ORDER BY 1"
    let before = try program.rows(balances)
    let waiting = try program.json("journal", "waiting", "--limit", "100000")["documents"]?.elements?.count ?? 0
    let reversal = try program.json("journal", "reverse", "1", "--reason", "wrong account")
    #expect(reversal["entry"]?.line == "1" && reversal["with_it"]?.elements?.isEmpty == true)
    #expect(try program.rows(balances) != before)
    #expect(try program.run("verify").exit == 0)
    #expect(try program.run("reconcile").exit == 0)
    let more = try program.json("journal", "waiting", "--limit", "100000")["documents"]
    #expect(more?.column("reason").contains("entry_taken_back") == true && more?.elements?.count ?? 0 > waiting)
    #expect(try program.json("journal", "post")["documents"]?.line == "0")
    #expect(try program.json("journal", "post", "--again")["entries"]?.line == "1")
    #expect(try program.rows(balances) == before)
    #expect(try program.run("verify").exit == 0)
    #expect(try program.run("journal", "reverse", "1", "--reason", "x").exit == 2)
  }

  @Test("what goods have cost leaves the stock with the sales, at the cost that the shop's stock tells, once")
  func costs() throws {
    let program = try Program()
    try program.define(
      "shopify-catalogue", (#""entity": "products""#, #""entity": "inventory""#),
      ("shopify.products", "shopify.inventory"))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    try night(program)
    let costed = try program.json("journal", "post", "--cost-of-goods")
    #expect((Int64(costed["lines_at_cost"]?.line ?? "") ?? 0) > 500)
    #expect(costed["lines_without_cost"]?.line == "0")
    #expect(try program.json("journal", "post", "--cost-of-goods")["entries"]?.line == "0")
    let spent = try program.json("accounts", "card", "3960")["postings"]?.column("balance").last
    let stock = try program.json("accounts", "card", "3980")["postings"]?.column("balance").last
    #expect(spent.map { "-\($0)" } == stock)
    #expect(try program.run("verify").exit == 0)
  }

  @Test("the chart is checked before anything is booked")
  func chart() throws {
    let program = try Program()
    let check = try program.run("accounts", "check")
    #expect(check.exit == 0)
    #expect(check.output.hasPrefix("chart skr03: all "))
    let keys = try program.json("accounts", "check", "--all")
    #expect(keys.column("role").contains("clearing") && !keys.column("account").contains("-"))
  }

  @Test("a report lists what the two books lack of each other")
  func unbooked() throws {
    let program = try Program()
    try night(program)
    let report = try program.json("report", "unbooked")
    let waiting = try program.json("journal", "waiting", "--limit", "100000")["documents"]?.column("external_id")
    #expect(report.column("document") == waiting)
    #expect(Set(report.column("reason")).isSubset(of: ["status_pending", "tax_pending"]))
  }

  @Test(
    "a booking that is killed at any instant has booked nothing or everything, and is made good by the same command")
  func killed() throws {
    let program = try Program()
    try program.define("shopify-nightly", (#"{ "use": "journal" },"#, ""))
    #expect(try program.run("run", "own.json", "--quiet").exit == 0)
    var numbers = SeededNumbers(seed: 1)
    var seen: Set<Int64> = []
    for _ in 0..<12 {
      let posting = try program.start(["journal", "post", "--granularity", "document"])
      usleep(UInt32.random(in: 0..<900_000, using: &numbers))
      posting.send(SIGKILL)
      _ = try posting.outcome()
      seen.insert(try program.ledger().lastEntry())
      #expect(try program.ledger().journalWalk().fault == nil)
    }
    #expect(try program.run("journal", "post", "--granularity", "document").exit == 0)
    let entries = try program.ledger().lastEntry()
    #expect(entries > 500)
    #expect(seen.isSubset(of: [0, entries]))
    #expect(try program.run("verify").exit == 0)
  }

  @Test("somebody who changes a line of a booked document is found out, account by account")
  func tampered() throws {
    let program = try Program()
    try night(program)
    try program.change("UPDATE lines SET base_net = base_net + 100 WHERE id = (SELECT min(id) FROM lines)")
    let verdict = try program.run("verify")
    #expect(verdict.exit == 6)
    #expect(
      verdict.output.contains(/the journal differs from the documents on 1\d+ by -?1\.00 EUR, 8\d+ by -?1\.00 EUR/))
  }
}
