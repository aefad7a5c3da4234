/// Contacts in the ledger, and which of them are one customer.
import Columns
import Commerce
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Customers")
struct CustomerTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// A document that brings a contact with the keys of some texts.
  private func document(
    _ id: String, _ contact: Int64, name: Int64? = nil, email: Int64? = nil, phone: Int64? = nil, vatID: Int64? = nil
  ) -> SampleDocument {
    SampleDocument(id).with {
      $0.contact = contact
      $0.keys = [.contact: contact * 1_000_003]
      $0.keys[.name] = name
      $0.keys[.email] = email
      $0.keys[.phone] = phone
      $0.keys[.vatID] = vatID
    }
  }

  /// The customers by the ids of their documents.
  private func customers() throws -> [[String]] {
    let rows = try ledger.rows("SELECT customer_id, external_id FROM v_transactions ORDER BY external_id")
    return Dictionary(grouping: rows) { $0[0] as Int64 }.values.map { $0.map { $0[1] as String } }
      .sorted { $0[0] < $1[0] }
  }

  @Test("a contact is found again by its key, and the first of a key keeps it")
  func keys() throws {
    try ledger.load([
      document("A", 1).with { $0.keys[.contact] = -77 }, document("B", 2).with { $0.keys[.contact] = .max },
      document("C", 3).with { $0.keys[.contact] = -77 },
    ])
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample(digest: 2))
    #expect(try store.nextContact() == 4)
    #expect(try store.hasContacts())
    #expect(try store.contact(forKey: -77) == 1)
    #expect(try store.contact(forKey: .max) == 2)
    #expect(try store.contact(forKey: 5) == nil)
    try store.close()
  }

  @Test("an empty ledger has no contacts and starts with number 1")
  func empty() throws {
    let store = try LedgerStore(path: ledger.path)
    #expect(try store.nextContact() == 1)
    #expect(try !store.hasContacts())
    try store.close()
  }

  @Test("contacts are written even when their document is refused, for others that bear their number")
  func refusedDocument() throws {
    try ledger.load([
      document("A", 1).with { $0.refusals = [("R3001", nil, "")] }, SampleDocument("B").with { $0.contact = 1 },
    ])
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test("contacts that share a key are one customer, and the ledger says by which rule and with whom")
  func joined() throws {
    try ledger.load([
      document("A", 1, name: 1, email: 10), document("B", 2, name: 2, phone: 20), document("C", 3, name: 1, email: 10),
    ])
    #expect(try customers() == [["A", "C"], ["B"]])
    let rules = try ledger.rows("SELECT external_id, customer_rule FROM v_transactions ORDER BY 1")
    #expect(rules.map { $0[1] as String } == ["email", "created", "email"])
    let evidence = try ledger.rows("SELECT contact_id, evidence FROM memberships ORDER BY 1")
    #expect(evidence.map { [$0[0] as Int64, $0[1]] } == [[1, 3], [3, 1]])
    #expect(try ledger.reader().counts().customers == 2)
  }

  @Test("a ledger in which first contacts have no rule gets them when it is opened")
  func firstContacts() throws {
    try ledger.load([
      document("A", 1, name: 1, email: 10), document("B", 2, name: 2, phone: 20), document("C", 3, name: 1, email: 10),
      document("D", 4, name: 2, phone: 20), document("E", 5, name: 3),
    ])
    let digest = try ledger.reader().contentDigest()
    try DatabaseQueue(path: ledger.path).write { database in
      try database.execute(
        sql: """
          CREATE TEMP TABLE kept AS SELECT * FROM memberships WHERE contact_id <> customer_id;
          DROP TABLE memberships;
          CREATE TABLE memberships (contact_id INTEGER PRIMARY KEY, customer_id INTEGER, rule INTEGER, evidence INTEGER);
          INSERT INTO memberships SELECT * FROM kept;
          DELETE FROM grdb_migrations WHERE identifier GLOB '027*';
          """)
    }
    try LedgerStore(path: ledger.path).close()
    #expect(try ledger.reader().contentDigest() == digest)
    #expect(try ledger.number("SELECT count(*) FROM memberships WHERE contact_id = customer_id") == 2)
    #expect(try ledger.rows("PRAGMA foreign_key_check").isEmpty)
  }

  @Test(
    "a later run joins customers of earlier ones, whichever order they came in", arguments: [[0, 1, 2], [2, 1, 0]])
  func order(runs: [Int]) throws {
    let told: [(String, [MatchKeyKind: Int64])] = [
      ("A", [.name: 1, .email: 10]), ("B", [.name: 1, .phone: 20]), ("C", [.name: 1, .email: 10, .phone: 20]),
    ]
    for (contact, index) in runs.enumerated() {
      let number = Int64(contact + 1)
      try ledger.load(
        [
          SampleDocument(told[index].0).with {
            $0.contact = number
            $0.keys = told[index].1
            $0.keys[.contact] = number
          }
        ], from: "\(index).csv", digest: UInt8(contact + 1))
    }
    #expect(try customers() == [["A", "B", "C"]])
  }

  @Test("a newer name behind a mailbox and a telephone parts customers that were one")
  func sharedMailbox() throws {
    try ledger.load((1...3).map { document("A\($0)", $0, name: $0, email: 10, phone: 20) })
    #expect(try customers() == [["A1", "A2", "A3"]])
    try ledger.load(
      [document("A4", 4, name: 4, email: 10, phone: 20), document("A5", 5, name: 1, email: 10)], from: "more.csv",
      digest: 2)
    #expect(try customers() == [["A1", "A5"], ["A2"], ["A3"], ["A4"]])
  }

  @Test("who shares a mailbox with one business and a telephone with another does not make them one")
  func chainOfBusinesses() throws {
    try ledger.load([
      document("A", 1, name: 1, email: 10, vatID: 70), document("B", 2, name: 1, email: 10, phone: 20),
      document("C", 3, name: 1, phone: 20, vatID: 80),
    ])
    #expect(try customers() == [["A", "B"], ["C"]])
  }

  @Test("two businesses behind one mailbox stay two")
  func businesses() throws {
    try ledger.load([
      document("A", 1, name: 1, email: 10, vatID: 70), document("B", 2, name: 2, email: 10, vatID: 80),
      document("C", 3, name: 3, vatID: 70),
    ])
    #expect(try customers() == [["A", "C"], ["B"]])
  }

  @Test(
    "a consent without a date takes no dated withdrawal back, and counts beside all else for when it was recorded",
    arguments: [
      (ConsentState.withdrawn, ConsentState.granted, ConsentState.withdrawn), (.granted, .withdrawn, .withdrawn),
      (.granted, .absent, .absent), (.absent, .granted, .granted),
    ])
  func undatedConsent(dated: ConsentState, undated: ConsentState, counts: ConsentState) throws {
    try ledger.load([document("A", 1, name: 1, email: 10)])
    let store = try LedgerStore(path: ledger.path)
    defer { try? store.close() }
    try store.recordConsent(of: 1, to: .emailMarketing, dated, told: Instant(seconds: 5), at: 9)
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(
        sql: "INSERT INTO consents (contact_id, purpose, state, recorded_at) VALUES (1, 'email_marketing', ?, 20)",
        arguments: [undated.rawValue])
    }
    #expect(try store.customer(1, for: .customerRead, at: 30)?.state(of: .emailMarketing) == counts)
    try store.recordConsent(of: 1, to: .emailMarketing, .granted, told: Instant(seconds: 30), at: 31)
    #expect(try store.customer(1, for: .customerRead, at: 32)?.state(of: .emailMarketing) == .granted)
  }

  @Test("a run that is taken back takes its contacts with it, and joins nobody")
  func undone() throws {
    try ledger.load([document("A", 1, name: 1, email: 10)])
    try ledger.load([document("B", 2, name: 1, email: 10)], from: "b.csv", digest: 2, verdict: .refused)
    #expect(try customers() == [["A"]])
    #expect(try ledger.number("SELECT count(*) FROM contacts") == 1)
    #expect(try ledger.number("SELECT count(*) FROM memberships") == 0)
    #expect(try ledger.number("SELECT sum(length(entries)) FROM contact_keys WHERE kind = 7") == 16)
  }

  @Test("a run finds no contact of another one that is not published")
  func unpublished() throws {
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample(store: "one"))
    _ = try store.loadWhole(Batch([document("A", 1)]), from: .sample("a.csv"))
    #expect(try store.contact(forKey: 1_000_003) == 1)
    _ = try store.begin(.sample(store: "two"))
    #expect(try store.contact(forKey: 1_000_003) == nil)
    try store.close()
  }
}
