public import Books
import Commerce
import Crypto

/// What is about to leave.
public struct ExportPlan: Sendable {
  /// The format's word.
  public var format: String
  /// The entries, by number; none when nothing is new.
  public var entries: [JournalEntry]
  /// The files and what there is to say about them.
  public var package: ExportPackage
  /// What limits it beside the numbers of its entries, as it goes on record.
  public var scope: String
  /// Exports that hold some of these entries already, oldest first.
  public var earlier: [JournalExport]
  /// The files of the export that is repeated; none where none is.
  public var repeated: [JournalExport]

  /// What has to be on record of the files.
  ///
  /// - Parameters:
  ///   - folder: where they are written.
  ///   - instant: now, in seconds since 1970.
  public func records(in folder: String, at instant: Int64) -> [JournalExport] {
    guard let first = entries.first, let last = entries.last else { return [] }
    let debits = Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0.debits) })
    return package.files.map { file in
      JournalExport(
        at: instant, format: format, path: "\(folder)/\(file.name)", sha256: Array(SHA256.hash(data: file.bytes)),
        first: first.number, last: last.number, entries: file.entries.count,
        debit: MinorUnits(file.entries.reduce(0) { $0 + (debits[$1] ?? 0) }), scope: scope,
        repeats: repeated.first?.number)
    }
  }
}

extension JournalEntry {
  /// The sum of its debits in minor units of the books' currency.
  fileprivate var debits: Int64 { lines.reduce(0) { $0 + max($1.base.count, 0) } }
}
