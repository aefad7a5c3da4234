import Books
import Commerce
import Formats
import Reports

/// The files that have just left.
struct ExportResult: CommandResult {
  let outcome: ExportOutcome

  var text: String {
    guard !outcome.records.isEmpty else {
      guard outcome.entries == 0 else {
        return "no file: the format has no place for any of the \(outcome.entries) entries\n"
      }
      return outcome.scope.isEmpty
        ? "nothing new: every entry has left already\n"
        : "nothing new: \(outcome.scope) has no entry that has not left already\n"
    }
    return outcome.records.map { "\($0.path): \($0.entries) entries of \($0.first) to \($0.last)" }.asLines
  }

  func write(to json: inout JSONWriter) {
    json.list(outcome.records) { record, object in [RecordField].exports.write(record, to: &object) }
  }
}

extension [RecordField<JournalExport>] {
  /// What is on record of a file that has left.
  static var exports: Self {
    [
      .number("export") { $0.number }, .text("on (UTC)") { Instant(seconds: $0.at).day }.forPeople,
      .text("at") { Instant(seconds: $0.at).description }.forPrograms, .text("format") { $0.format }.forPrograms,
      .text("path") { $0.path }.forPrograms, .text("sha256") { $0.digest }.forPrograms,
      .number("first_entry") { $0.first }.forPrograms, .number("last_entry") { $0.last }.forPrograms,
      .text("period") { $0.scope.isEmpty ? nil : $0.scope }.forPrograms,
      // The name tells format and entries, and fits a terminal.
      .text("file") { $0.path.split(separator: "/").last.map(String.init) }.forPeople,
      .number("entries") { Int64($0.entries) }, .number("repeats") { $0.repeats },
    ]
  }
}

extension JournalExport {
  fileprivate var digest: String { sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
