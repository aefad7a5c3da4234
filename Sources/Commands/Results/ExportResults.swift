import Books
import Commerce
import Formats
import Ledger
import Reports

/// The files that have just left.
struct ExportResult: CommandResult {
  let outcome: ExportOutcome

  var text: String {
    guard !outcome.records.isEmpty else {
      return outcome.entries == 0
        ? "nothing new: every entry has left already\n"
        : "no file: the format has no place for any of the \(outcome.entries) entries\n"
    }
    return outcome.records.map { "\($0.path): \($0.entries) entries of \($0.first) to \($0.last)" }.asLines
  }

  func write(to json: inout JSONWriter) { json.list(outcome.records) { $1.export($0) } }
}

/// Everything that has left.
struct ExportList: CommandResult {
  let exports: [JournalExport]

  var text: String {
    guard !exports.isEmpty else { return "nothing has left yet\n" }
    let rows = exports.map { export in
      [
        String(export.number), Instant(seconds: export.at).description, export.format,
        "\(export.first)-\(export.last)", export.scope, String(export.entries),
        export.repeats.map(String.init) ?? "", export.path,
      ]
    }
    return TableText(
      header: ["export", "at", "format", "entries", "period", "count", "repeats", "file"], rows: rows
    ).text
  }

  func write(to json: inout JSONWriter) { json.list(exports) { $1.export($0) } }
}

extension JSONWriter {
  fileprivate mutating func export(_ export: JournalExport) {
    member("export", export.number)
    member("at", Instant(seconds: export.at).description)
    member("format", export.format)
    member("path", export.path)
    member("sha256", export.sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    member("first_entry", export.first)
    member("last_entry", export.last)
    member("entries", Int64(export.entries))
    member("period", export.scope.isEmpty ? nil : export.scope)
    member("repeats", export.repeats)
  }
}
