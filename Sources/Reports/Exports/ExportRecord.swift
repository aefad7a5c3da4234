import Books

/// What is on record of one format: exports of one or several files each.
struct ExportRecord {
  /// Every file, oldest first.
  let all: [JournalExport]

  init(_ all: [JournalExport]) { self.all = all }

  /// The files that left before an export, without those that left together with it.
  func before(_ export: JournalExport) -> [JournalExport] {
    all.filter { $0.number < export.number && !$0.isTogether(with: export) }
  }

  /// The first file of the export that one with that number is or repeats; `nil` when none is on record.
  func original(of number: Int64) -> JournalExport? {
    guard let export = all.first(where: { $0.number == number }) else { return nil }
    guard let repeated = export.repeats else { return files(export).first }
    return original(of: repeated)
  }

  /// The files that left together with one, itself among them.
  func files(_ export: JournalExport) -> [JournalExport] { all.filter { $0.isTogether(with: export) } }
}

extension JournalExport {
  fileprivate func isTogether(with other: JournalExport) -> Bool {
    at == other.at && first == other.first && last == other.last && scope == other.scope && repeats == other.repeats
  }
}
