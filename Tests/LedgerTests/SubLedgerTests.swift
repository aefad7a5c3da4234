/// Documents, lines, tallies and control totals say the same, and whoever changes one of them is found.
import Commerce
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Agreement of the sub-ledger")
struct SubLedgerTests {
  private let ledger: TestLedger

  /// Two documents of which one was revised, a refused run, and an undated document in another currency.
  init() throws {
    ledger = try TestLedger()
    let first = SampleDocument("A").with { $0.lines.append(SampleLine(net: 500, tax: 95)) }
    try ledger.load([first, SampleDocument("B")])
    try ledger.load([first.with { $0.lines[0].net = 7 }], from: "later.csv", digest: 2)
    try ledger.load([SampleDocument("C")], from: "refused.csv", digest: 3, verdict: .refused)
    let undated = SampleDocument("D").with {
      $0.date = ""
      $0.currency = .usDollar
    }
    try ledger.load([undated], from: "undated.csv", digest: 4)
  }

  @Test("what runs have written agrees, revisions, refused runs and undated documents included")
  func whole() throws {
    let agreement = try ledger.reader().subLedgerAgreement()
    #expect(agreement.documents == 4 && agreement.fault == nil)
  }

  @Test(
    "what was changed afterwards is found",
    arguments: [
      (
        "UPDATE lines SET net = net + 1 WHERE id >> 20 = 2",
        SubLedgerAgreement.Fault.document(store: "shop", externalID: "B")
      ),
      ("DELETE FROM lines WHERE id = (1 << 20) + 2", .document(store: "shop", externalID: "A")),
      ("UPDATE transactions SET tax = 0 WHERE external_id = 'D'", .document(store: "shop", externalID: "D")),
      (
        "UPDATE tallies SET net = net + 5000 WHERE month = '2024-03'",
        .tallies(store: "shop", month: "2024-03", currency: "EUR")
      ), ("DELETE FROM tallies WHERE currency = 'USD'", .tallies(store: "shop", month: "", currency: "USD")),
      ("UPDATE controls SET documents = 9 WHERE run_id = 1", .controls(run: 1, currency: "EUR")),
      ("UPDATE controls SET amount = 9 WHERE run_id = 4 AND fate = 'loaded'", .controls(run: 4, currency: "USD")),
    ])
  func changed(sql: String, expected: SubLedgerAgreement.Fault) throws {
    try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: sql) }
    #expect(try ledger.reader().subLedgerAgreement().fault == expected)
  }
}
