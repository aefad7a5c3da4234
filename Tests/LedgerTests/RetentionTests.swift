/// What is due is found and destroyed, and nothing else is.
import Columns
import Commerce
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Retention in the ledger")
struct RetentionTests {
  private let ledger: TestLedger
  private let policy = RetentionPolicy(country: "DE", usesOneStopShop: false)

  /// Contact 1 bought in 2020, contact 2 in 2020 and 2024, contacts 3 and 4 are one customer and bought in 2020 and 2024;
  /// a document of 2024 was refused.
  init() throws {
    ledger = try TestLedger()
    try ledger.load([
      Self.document("A", 1, on: "2020-03-01"), Self.document("B", 2, on: "2020-03-01"),
      Self.document("C", 2, on: "2024-03-01"), Self.document("D", 3, on: "2020-03-01", email: 30),
      Self.document("E", 4, on: "2024-03-01", email: 30),
      SampleDocument("F").with { $0.refusals = [("R2101", "Email", "erika@example.org")] },
    ])
    try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: "UPDATE contacts SET fiscal = x'01'") }
  }

  private static func document(_ id: String, _ contact: Int64, on day: String, email: Int64? = nil) -> SampleDocument {
    SampleDocument(id).with {
      $0.contact = contact
      $0.email = "erika\(contact)@example.org"
      $0.keys = id == "C" ? [:] : [.contact: 1_000 + contact, .email: email ?? contact]
      $0.date = day
      $0.placedAt = CivilDate(day).map { Instant(seconds: Int64($0.day) * 86_400) }
      $0.postcode = "10115"
    }
  }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func numbers(_ sql: String) throws -> [Int64] { try ledger.rows(sql).map { $0[0] } }

  @Test("due is who has bought nothing for the time, by customer; invoices by their own documents; old rejects")
  func due() throws {
    let reader = try ledger.reader()
    #expect(try reader.due(policy, on: day("1970-06-01")).isEmpty)
    let early = try reader.due(policy, on: day("2023-12-31"))
    #expect(early.contacts.isEmpty && early.invoicing.isEmpty && early.rejects == [1])
    #expect(try reader.due(policy, on: day("2024-01-01")).contacts == [1])
    #expect(try reader.due(policy, on: day("2028-01-01")).contacts == [1, 2, 3, 4])
    #expect(try reader.due(policy, on: day("2029-01-01")).invoicing == [1, 3])
    #expect(try reader.due(policy, on: day("2033-01-01")).invoicing == [1, 2, 3, 4])
  }

  @Test("what is due is destroyed with its keys, once, and it is on record; figures stay")
  func destroyed() throws {
    let before = try ledger.reader().contentDigest()
    let store = try LedgerStore(path: ledger.path)
    let due = try store.retain(policy, on: day("2024-06-01"), at: 1_717_200_000)
    #expect(due.contacts == [1] && due.invoicing.isEmpty && due.rejects == [1])
    #expect(try store.retain(policy, on: day("2024-06-01"), at: 1_717_200_000).isEmpty)
    try store.close()
    #expect(try numbers("SELECT id FROM contacts WHERE sealed IS NULL") == [1])
    #expect(try numbers("SELECT id FROM contacts WHERE fiscal IS NULL") == [])
    let reader = try ledger.reader()
    #expect(try reader.keys().openingKey(.contact, row: 1) == nil)
    #expect(try reader.keys().openingKey(.contact, row: 2) != nil)
    #expect(try reader.keys().openingKey(.reject, row: 1) == nil)
    #expect(try reader.rejectedDocuments().isEmpty && reader.rejects().count == 1)
    #expect(try reader.contentDigest().tallies == before.tallies)
    #expect(try reader.audit().map(\.subject) == ["contacts 1, invoicing 0, rejects 1, VAT ids 0"])
    #expect(try reader.auditWalk().fault == nil)
  }

  @Test("names on invoices go when their own time is over")
  func invoicing() throws {
    let store = try LedgerStore(path: ledger.path)
    _ = try store.retain(policy, on: day("2029-01-01"), at: 1_861_920_000)
    try store.close()
    #expect(try numbers("SELECT id FROM contacts WHERE fiscal IS NULL ORDER BY id") == [1, 3])
  }
}
