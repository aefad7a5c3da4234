import Columns
import Formats
import Ledger
import Pipeline
import Reports

/// Rejected documents, and how many there are for each reason.
struct RejectList: CommandResult {
  /// As many as are shown.
  let rejects: [RejectRow]
  /// All of them, by reason.
  let counts: [(code: String, count: Int64)]

  var text: String {
    let rows = rejects.map { reject in
      [
        String(reject.reject), String(reject.run), reject.code, reject.status, reject.path,
        String(reject.position.line), RejectCode(rawValue: reject.code)?.title ?? "",
      ]
    }
    let table = TableText(header: ["reject", "run", "code", "status", "file", "line", "reason"], rows: rows).text
    return counts.reduce(into: table) { text, reason in
      guard let known = RejectCode(rawValue: reason.code) else { return }
      text += "\n\(reason.code): \(reason.count) × \(known.title)\n  = help: \(known.remedy)\n"
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.list("rejects", rejects) { reject, object in
        object.member("reject", reject.reject)
        object.member("run", reject.run)
        object.member("store", reject.store)
        object.member("status", reject.status)
        object.member("resolved_run", reject.resolvedRun)
        object.member("code", reject.code)
        object.member("title", RejectCode(rawValue: reject.code)?.title)
        object.member("path", reject.path)
        object.position(reject.position)
      }
      object.list("by_code", counts) { $1.rejectCode($0.code, documents: $0.count) }
    }
  }
}

/// One rejected document with everything that is known of it.
struct RejectDetails: CommandResult {
  private let document: RejectedDocument
  private let reasons: [RejectReason]
  /// Whether the original bytes and the value at fault are shown, which may be personal.
  private let showsValues: Bool

  /// Reads a reject; `nil` when there is none of that number.
  init?(_ number: Int64, showsValues: Bool, from ledger: LedgerReader) throws(RunFailure) {
    guard let document = try ledger.rejectedDocument(number, opened: showsValues) else { return nil }
    self.document = document
    self.showsValues = showsValues
    reasons = try ledger.reasons(ofReject: number, opened: showsValues)
  }

  private var record: String { String(decoding: document.raw, as: UTF8.self) }

  var text: String {
    var lines: [String] = []
    for reason in reasons {
      let code = RejectCode(rawValue: reason.code)
      let value = showsValues ? reason.value.map { " \"\($0)\"" } ?? "" : ""
      let column = reason.column.map { "  column \"\($0)\"" } ?? ""
      lines.append("reject[\(reason.code)]:\(value) \(code?.title ?? "")")
      lines.append("  --> \(document.path):\(reason.position.line)  byte \(reason.position.byte)\(column)")
      if !reason.detail.isEmpty { lines.append("   = because: \(reason.detail)") }
      let again =
        code == .scattered
        ? "run the pipeline again" : "then: shopledger rejects redrive DEFINITION --code \(reason.code)"
      lines.append("   = fix: \(code?.remedy ?? ""); \(again)")
    }
    lines.append("\n\(original)")
    return lines.asLines
  }

  private var original: String {
    guard document.isKept else {
      return "Nothing of the original record is kept: it was loaded, its person was erased, or its time is over."
    }
    guard showsValues else { return "The original record is kept; --show-values prints it." }
    return "\(document.header.joined(separator: ","))\n\(record)"
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("reject", document.reject)
      object.member("path", document.path)
      object.position(document.position)
      object.list("reasons", reasons) { reason, object in
        let code = RejectCode(rawValue: reason.code)
        object.member("code", reason.code)
        object.member("title", code?.title)
        object.member("detail", reason.detail)
        object.position(reason.position)
        object.member("column", reason.column)
        object.member("value", showsValues ? reason.value : nil)
        object.member("remedy", code?.remedy)
      }
      object.member("kept", document.isKept)
      object.member("header", showsValues ? document.header : nil)
      object.member("record", showsValues && document.isKept ? record : nil)
    }
  }
}

/// What would become of rejected documents that are sent through the pipeline again.
struct RedriveTrial: CommandResult {
  let outcomes: [Redrive.Outcome]

  var text: String {
    guard !outcomes.isEmpty else { return NothingToRedrive().text }
    return outcomes.map { outcome in
      let codes = outcome.refusals.map(\.code).joined(separator: ", ")
      return "reject \(outcome.reject): \(codes.isEmpty ? "would pass" : "would be rejected again for \(codes)")"
    }.asLines
  }

  func write(to json: inout JSONWriter) {
    json.list(outcomes) { outcome, object in
      object.member("reject", outcome.reject)
      object.member("passes", outcome.refusals.isEmpty)
      object.member("codes", outcome.refusals.map(\.code))
    }
  }
}

/// That there is nothing to send again: no run was made, so a program gets `null` for its report.
struct NothingToRedrive: CommandResult {
  var text: String {
    "there is no open reject to redrive; parts of documents (\(RejectCode.scattered.rawValue)) are read with their file\n"
  }

  func write(to json: inout JSONWriter) { json.null() }
}

extension JSONWriter {
  /// Writes where a record stands.
  fileprivate mutating func position(_ position: SourcePosition) {
    member("line", Int64(position.line))
    member("byte", Int64(position.byte))
  }
}
