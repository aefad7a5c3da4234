import Books
import Commerce
import Formats
import Ledger
import Pipeline
import Privacy
import Reports

/// What was checked of a ledger, and what is wrong.
struct Verification: CommandResult {
  /// One check.
  struct Check {
    /// What was checked.
    var name: String
    /// How many things of the kind there are.
    var count: Int64
    /// What is wrong; `nil` when nothing is.
    var fault: String?
    /// What is to be known of it although nothing is wrong.
    var note: String?

    /// What has come of it, in words.
    var result: String { fault ?? "whole" + (note.map { "; \($0)" } ?? "") }
  }

  let checks: [Check]

  /// Whether nothing is wrong.
  var isWhole: Bool { checks.allSatisfy { $0.fault == nil } }

  var text: String {
    TableText(
      header: ["check", "rows", "result"],
      rows: checks.map { [$0.name, String($0.count), $0.result] }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(checks) { check, object in
      object.member("check", check.name)
      object.member("rows", check.count)
      object.member("whole", check.fault == nil)
      object.member("fault", check.fault)
      object.member("note", check.note)
    }
  }
}

extension Verification.Check {
  /// What walking the audit log has shown.
  init(_ walk: AuditWalk) {
    let restores = walk.counts[AuditEntry.Event.restoreAcknowledged.rawValue] ?? 0
    self.init(
      name: "audit log", count: walk.head.count, fault: walk.fault.map(Self.sentence),
      note: restores > 0 ? "restores acknowledged: \(restores), see \"shopledger audit\"" : nil)
  }

  /// What adding the documents up anew has shown.
  init(_ agreement: SubLedgerAgreement) {
    self.init(name: "documents", count: agreement.documents, fault: agreement.fault.map(Self.sentence))
  }

  /// What walking the journal has shown.
  init(_ walk: JournalWalk) {
    self.init(name: "journal", count: walk.count, fault: walk.fault?.sentence)
  }

  /// What comparing the documents with the journal has shown.
  init(_ agreement: BooksAgreement, in currency: Currency?) {
    let accounts = agreement.differences.sorted { $0.key < $1.key }.map { account, difference in
      "\(account) by \(Money(MinorUnits(difference), currency ?? .euro))"
    }
    self.init(
      name: "documents in the journal", count: agreement.documents,
      fault: accounts.isEmpty ? nil : "the journal differs from the documents on \(accounts.joined(separator: ", "))")
  }

  private static func sentence(_ fault: SubLedgerAgreement.Fault) -> String {
    switch fault {
    case .document(let store, let id):
      "the lines of document \(id) of \(store) come to another amount than the document"
    case .tallies(let store, let month, let currency):
      "the lines of \(store) in \(currency), \(month.isEmpty ? "without a date" : month), are not what reports add up"
    case .controls(let run, let currency): "run \(run) has other documents in \(currency) than its control totals say"
    }
  }

  private static let restored = "; of a copy that was restored \"shopledger audit acknowledge\" puts that on record"

  private static func sentence(_ fault: AuditWalk.Fault) -> String {
    switch fault {
    case .number(let expected, let found): "row \(expected) is missing or was moved: row \(found) stands in its place"
    case .hash(let number): "row \(number) was changed, or put in: its hash does not fit"
    case .cutOff(let found, let recorded): "rows \(found + 1) to \(recorded) are missing at the end\(Self.restored)"
    case .rewritten(let number):
      "the log was written anew: row \(number) is not the one that the file of keys knows\(Self.restored)"
    }
  }
}
