/// Rejected documents with every reason and its place in the source.
import Commerce
import Ledger
import Pipeline

/// It carries no personal data: the value at fault is there only when asked for, and documents are named by the end of
/// their id, enough to find them by.
struct RejectsReport: Report {
  let name = "rejects"
  let summary = "Every reason why a document was rejected, with the file, line and byte it stands at."
  let entities = Entity.allCases
  let heeds: ReportHeed = [.store, .values]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    let problem: RejectProblem
    let showsReferences: Bool
    let showsValues: Bool
  }

  private static let shape = RowShape<Line>(
    name: "rejects",
    items: [
      .init("reject", .integer, "Number of the reject; one with several reasons has several rows.") {
        .integer($0.problem.reject)
      },
      .init("run", .integer, "The run that rejected the document.") { .integer($0.problem.run) },
      .init("store", .text, "Name of the store.") { .text($0.problem.store) },
      .init("status", .text, "open, resolved (loaded since), or repeated (rejected again since).") {
        .text($0.problem.status)
      },
      .init("code", .text, "Stable code of the reason.") { .text($0.problem.code) },
      .init("title", .text, "What the code means.") { .text(RejectCode(rawValue: $0.problem.code)?.title ?? "") },
      .init("path", .text, "The file.") { .text($0.problem.path) },
      .init("line", .integer, "Line of the record in the file, from 1.") { .integer($0.problem.line) },
      .init("byte", .integer, "First byte of the record, from 0, decompressed.") { .integer($0.problem.byte) },
      .init("column", .text, "The column at fault, as the source spells it.") { .text($0.problem.column ?? "") },
      .init("document", .text, "The platform's id of the document, all but its end masked unless asked for.") {
        .text($0.showsReferences ? $0.problem.document ?? "" : masked($0.problem.document ?? ""))
      },
      .init("value", .text, "The value at fault; empty unless asked for, since it may be personal.") {
        .text($0.showsValues ? $0.problem.value ?? "" : "")
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let problems = try ledger.rejectProblems(
      store: request.store, run: request.run, opened: request.showsValues)
    return [
      Self.shape.table(
        problems.map {
          Line(problem: $0, showsReferences: request.showsReferences, showsValues: request.showsValues)
        })
    ]
  }

  /// The last characters of an id, at most a third of it; how long the rest is does not show.
  private static func masked(_ id: String) -> String { id.isEmpty ? "" : "***" + id.suffix(min(3, id.count / 3)) }
}
