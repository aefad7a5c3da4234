import Books

/// Which entries have left already, by what is on record.
///
/// A record tells a stretch of numbers and, where it was limited, a period: an entry left with it when it lies in both and had
/// not left before.
struct ExportCoverage {
  private let records: [(export: JournalExport, scope: ExportScope)]

  /// What is on record of one format, oldest first.
  init(_ exports: [JournalExport]) { records = exports.map { ($0, ExportScope($0.scope)) } }

  /// The first export that an entry left with; `nil` when it did not leave yet.
  func first(of entry: JournalEntry) -> JournalExport? {
    records.first { export, scope in
      export.first...export.last ~= entry.number && scope.contains(entry.date)
    }?.export
  }
}
