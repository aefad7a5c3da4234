import Columns
import Commerce
/// What is kept of a rejected document, and when its reject is closed.
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("Rejects")
struct RejectTests {
  private let ledger: TestLedger
  private let bad = SampleDocument("A").with {
    $0.lines = [SampleLine(), SampleLine(title: "Parcel", sharesRecord: true), SampleLine(title: "Lamp 2")]
    $0.refusals = [("R2101", "Price", "1,x"), ("R2303", "Status", "odd")]
  }

  init() throws { ledger = try TestLedger() }

  @Test("a reject keeps the original bytes, each record once, and every reason")
  func kept() throws {
    let outcome = try ledger.load([bad, SampleDocument("B")])
    #expect(outcome.totals.count(.rejected).documents == 1)
    #expect(outcome.totals.count(.rejected).lines == 3)
    let reader = try ledger.reader()
    let reject = try #require(try reader.rejects().first)
    #expect(reject.code == "R2101")
    #expect(reject.externalID == "A")
    #expect(reject.position.line == 2)
    #expect(reject.status == "open")
    let reasons = try reader.reasons(ofReject: reject.reject)
    #expect(reasons.map(\.code) == ["R2101", "R2303"])
    #expect(reasons.map(\.column) == ["Price", "Status"])
    #expect(reasons.map(\.value) == ["1,x", "odd"])
    let document = try #require(try reader.rejectedDocument(reject.reject))
    #expect(String(decoding: document.raw, as: UTF8.self) == "A,Lamp\nA,Lamp 2")
    #expect(document.header == ["Id", "Title"])
    #expect(document.dialect == "comma")
    #expect(document.path == "orders.csv")
    #expect(try reader.controls().first?.totals.unbalanced == [])
  }

  @Test("loading the document resolves its reject")
  func resolved() throws {
    try ledger.load([bad])
    try ledger.load([bad.with { $0.refusals = [] }], digest: 2)
    let reject = try #require(try ledger.reader().rejects().first)
    #expect(reject.status == "resolved")
    #expect(reject.resolvedRun == 2)
    #expect(try ledger.reader().rejectedDocuments().isEmpty)
  }

  @Test("the same document rejected again is open once")
  func repeated() throws {
    try ledger.load([bad])
    try ledger.load([bad], digest: 2)
    #expect(try ledger.reader().rejects(RejectFilter(status: "open")).map(\.run) == [2])
    #expect(try ledger.reader().rejects(RejectFilter(status: "repeated")).map(\.run) == [1])
  }

  @Test("a record without an id is known by its bytes")
  func withoutID() throws {
    let nameless = bad.with { $0.id = "" }
    try ledger.load([nameless, nameless.with { $0.raw = "other" }])
    try ledger.load([nameless], digest: 2)
    #expect(try ledger.reader().rejects(RejectFilter(status: "open")).count == 2)
  }

  @Test("what the ledger cannot do without is a reject and no failed run")
  func missingValues() throws {
    let outcome = try ledger.load([SampleDocument(""), SampleDocument("B")])
    #expect(outcome.totals.count(.rejected).documents == 1)
    #expect(outcome.totals.count(.loaded).documents == 1)
    #expect(try ledger.reader().rejects().first?.code == RejectCode.missingValue.rawValue)
  }

  @Test("amounts that 64 bits cannot add are a reject")
  func overflow() throws {
    let line = SampleLine(net: .max / 2 + 1, tax: 0)
    let outcome = try ledger.load([SampleDocument("A").with { $0.lines = [line, line] }])
    #expect(outcome.totals.count(.rejected).documents == 1)
    #expect(try ledger.reader().rejects().first?.code == RejectCode.amountTooLarge.rawValue)
  }

  @Test("filters pick by code, run and status")
  func filters() throws {
    try ledger.load([bad, SampleDocument("C").with { $0.refusals = [("R2001", nil, "")] }])
    let reader = try ledger.reader()
    #expect(try reader.rejects(RejectFilter(code: "R2001")).map(\.externalID) == ["C"])
    #expect(try reader.rejects(RejectFilter(run: 2)).isEmpty)
    #expect(try reader.rejects(limit: 1).count == 1)
    #expect(try reader.rejectedDocuments(RejectFilter(status: "open", code: "R2101")).count == 1)
    #expect(try reader.rejectCounts().map(\.code) == ["R2001", "R2101"])
  }

  // MARK: Sealed

  /// Whether these words stand anywhere in the files of the ledger.
  private func holds(_ words: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: ledger.folder).contains { name in
      FileManager.default.contents(atPath: "\(ledger.folder)/\(name)")?.range(of: Data(words.utf8)) != nil
    }
  }

  @Test("neither original bytes nor values at fault stand in the files, and both open with the keys")
  func sealed() throws {
    let telling = bad.with {
      $0.raw = "erika@example.org,1"
      $0.refusals = [("R2101", "Email", "erika@example.org")]
    }
    try ledger.load([telling])
    #expect(try !holds("erika@example.org"))
    let reader = try ledger.reader()
    #expect(try reader.rejectedDocument(1)?.raw.starts(with: Array("erika@example.org".utf8)) == true)
    #expect(try reader.reasons(ofReject: 1).map(\.value) == ["erika@example.org"])
    #expect(try reader.rejectProblems(opened: true).map(\.value) == ["erika@example.org"])
  }

  @Test("what is not asked for needs no key")
  func unopened() throws {
    try ledger.load([bad])
    try FileManager.default.removeItem(atPath: KeyFile.path(ofLedger: ledger.path))
    let reader = try ledger.reader()
    #expect(try reader.reasons(ofReject: 1, opened: false).map(\.code) == ["R2101", "R2303"])
    #expect(try reader.rejectProblems().map(\.value) == [nil, nil])
    #expect(try reader.rejectedDocument(1, opened: false)?.raw == [])
    #expect(failure { _ = try reader.rejectedDocument(1) }?.code == "E8201")
  }

  @Test("once a reject is closed by a run that has ended, its bytes, its values and its key are gone")
  func destroyed() throws {
    try ledger.load([bad])
    let sealed: Data = try #require(try ledger.rows("SELECT raw FROM rejects").first?[0])
    try ledger.load([bad.with { $0.refusals = [] }], digest: 2, verdict: .refused)
    #expect(try ledger.reader().rejectedDocument(1)?.raw.isEmpty == false)
    try ledger.load([bad.with { $0.refusals = [] }], digest: 3)
    #expect(try ledger.rows("SELECT raw FROM rejects").first?[0] == nil as Data?)
    #expect(try ledger.reader().reasons(ofReject: 1).map(\.value) == [nil, nil])
    #expect(try ledger.reader().keys().openingKey(.reject, row: 1) == nil)
    #expect(try ledger.number("SELECT count(*) FROM rejects WHERE is_shredded = 0") == 0)
    // A copy of the ledger from before opens no more.
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(sql: "UPDATE rejects SET raw = ?", arguments: [sealed])
    }
    #expect(try ledger.reader().rejectedDocument(1)?.raw == [])
  }

  @Test("a reject that was moved to another's place does not open")
  func moved() throws {
    try ledger.load([bad, bad.with { $0.id = "C" }])
    try DatabaseQueue(path: ledger.path).write {
      try $0.execute(sql: "UPDATE rejects SET raw = (SELECT raw FROM rejects WHERE id = 1) WHERE id = 2")
    }
    #expect(failure { _ = try ledger.reader().rejectedDocument(2) }?.code == "E8208")
  }
}
