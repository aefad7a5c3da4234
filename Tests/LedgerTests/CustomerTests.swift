import Columns
import Commerce
/// What customer matching reads of the ledger.
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Customers")
struct CustomerTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  @Test("match keys are found again, and the first customer of a key keeps it")
  func keys() throws {
    try ledger.load([
      SampleDocument("A").with { ($0.customer, $0.rule, $0.emailKey) = (1, .created, -77) },
      SampleDocument("B").with { ($0.customer, $0.rule, $0.emailKey) = (2, .created, .max) },
      SampleDocument("C").with { ($0.customer, $0.rule, $0.emailKey) = (2, .phone, -77) },
    ])
    let store = try LedgerStore(path: ledger.path)
    #expect(try store.nextCustomer() == 3)
    #expect(try store.hasKeys())
    #expect(try store.customer(forKey: -77) == 1)
    #expect(try store.customer(forKey: .max) == 2)
    #expect(try store.customer(forKey: 5) == nil)
    var all: [(Int64, Int64)] = []
    try store.forEachKey { all.append(($0, $1)) }
    #expect(all.map(\.0) == [-77, .max, -77])
    #expect(all.map(\.1) == [1, 2, 2])
    try store.close()
  }

  @Test("an empty ledger has no keys and starts with customer 1")
  func empty() throws {
    let store = try LedgerStore(path: ledger.path)
    #expect(try store.nextCustomer() == 1)
    #expect(try !store.hasKeys())
    try store.close()
  }

  @Test("customers are written even when their document is refused, for others that bear their number")
  func refusedDocument() throws {
    try ledger.load([
      SampleDocument("A").with { ($0.customer, $0.rule, $0.refusals) = (1, .created, [("R3001", nil, "")]) },
      SampleDocument("B").with { ($0.customer, $0.rule) = (1, .email) },
    ])
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }
}
