import Columns
import Formats
import Pipeline

/// The first documents of a source after each stage.
struct PreviewResult: CommandResult {
  /// The file.
  let path: String
  /// The layout that it is read by.
  let layout: String
  /// What is noticed about the file as a whole; a person gets it on standard error.
  let notices: [String]
  /// Whether there is a document at all.
  let hasDocuments: Bool
  /// What each stage has made.
  var stages: [PreviewTable] = []
  /// The documents that the stages refused.
  var refusals: [Refusal] = []
  /// What a person should look at.
  var findings: [Finding] = []

  var text: String {
    guard hasDocuments else { return "\(path) holds no documents\n" }
    var lines = ["\(path), layout \(layout)"]
    for table in stages { lines += ["\n── after \(table.stage) ──", table.text] }
    for refusal in refusals {
      let title = RejectCode(rawValue: refusal.code)?.title ?? ""
      let detail = refusal.detail.isEmpty ? "" : ": \(refusal.detail)"
      lines.append("rejected[\(refusal.code)]: document \(refusal.document + 1): \(title)\(detail)")
    }
    for finding in findings {
      let title = FindingCode(rawValue: finding.code)?.title ?? ""
      lines.append("finding[\(finding.code)]: document \(finding.document + 1): \(title) (\(finding.detail))")
    }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("path", path)
      object.member("layout", layout)
      object.member("notices", notices)
      object.list("stages", stages) { $0.write(to: &$1) }
      object.list("rejects", refusals) { refusal, object in
        let code = RejectCode(rawValue: refusal.code)
        object.note(refusal.code, code?.title, document: refusal.document, refusal.detail, remedy: code?.remedy)
      }
      object.list("findings", findings) { finding, object in
        let code = FindingCode(rawValue: finding.code)
        object.note(finding.code, code?.title, document: finding.document, finding.detail, remedy: code?.remedy)
      }
    }
  }
}

extension JSONWriter {
  /// Writes the members of what is to be said about a document of a batch.
  fileprivate mutating func note(_ code: String, _ title: String?, document: Int, _ detail: String, remedy: String?) {
    member("code", code)
    member("document", Int64(document + 1))
    member("title", title)
    member("detail", detail)
    member("remedy", remedy)
  }
}
