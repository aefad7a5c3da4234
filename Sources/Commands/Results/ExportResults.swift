import Books
import Commerce
import Formats
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

  func write(to json: inout JSONWriter) {
    json.list(outcome.records) { record, object in [RecordField].exports.write(record, to: &object) }
  }
}

extension [RecordField<JournalExport>] {
  /// What is on record of a file that has left.
  static var exports: Self {
    [
      .number("export") { $0.number }, .text("at (UTC)") { Instant(seconds: $0.at).minute }.forPeople,
      .text("at") { Instant(seconds: $0.at).description }.forPrograms, .text("format") { $0.format },
      .text("path") { $0.path }.forPrograms, .text("sha256") { $0.digest }.forPrograms,
      .number("first_entry") { $0.first }.forPrograms, .number("last_entry") { $0.last }.forPrograms,
      .text("period") { $0.scope.isEmpty ? nil : $0.scope }, .number("entries") { Int64($0.entries) },
      .number("repeats") { $0.repeats }, .text("file") { $0.path }.forPeople,
    ]
  }
}

extension JournalExport {
  fileprivate var digest: String { sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
