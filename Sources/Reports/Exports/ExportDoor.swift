import Books
import Crypto
import Formats
public import Ledger
public import Pipeline

/// Lets entries leave, so that nothing leaves twice unknowingly whenever the process ends.
///
/// The files are written and synced under hidden names, then all of them go on record in one transaction, then they get their
/// names. What was not on record when the process ended has not left; what was gets its name from whoever comes next. The
/// caller holds the ledger's lock, so that two exports cannot take the same entries.
public struct ExportDoor {
  private let folder: String
  private let ledger: LedgerReader
  private let journal: any JournalDesk

  /// A door to a folder.
  public init(to folder: String, from ledger: LedgerReader, recordedBy journal: any JournalDesk) {
    self.folder = folder
    self.ledger = ledger
    self.journal = journal
  }

  /// Carries out an order.
  ///
  /// - Throws: `E8101` to `E8104` when a file cannot be written, `E8749` when no such export is on record, and what the format
  ///   and the record throw; nothing has left then, unless it is on record.
  public func leave(
    _ order: ExportOrder, as format: any JournalFormat, of business: Business, at instant: Int64
  ) throws(RunFailure) -> ExportOutcome {
    let finished = try finish()
    let plan = try ExportDesk(format, of: business, from: ledger).plan(order)
    let records = plan.records(in: folder, at: instant)
    if !records.isEmpty { try AtomicFile.makeFolder(folder) }
    var sizes: [Int] = []
    do throws(RunFailure) {
      for (file, record) in zip(plan.package.files, records) { sizes.append(try stage(file, record.path)) }
      if !records.isEmpty { try journal.recordExports(records) }
    } catch {
      // A record can be durable although what comes after it has failed.
      let known = try? ledger.exports(format: format.name).map(\.path)
      for record in records where known?.contains(record.path) == false { AtomicFile.discard(record.path) }
      throw error
    }
    for record in records { try AtomicFile.publish(record.path) }
    return ExportOutcome(finished: finished, plan: plan, unverified: format.unverified, records: records, sizes: sizes)
  }

  private func stage(_ file: ExportFile, _ path: String) throws(RunFailure) -> Int {
    try AtomicFile.stage(path) { sink throws(FormatError) in
      var sink = sink
      try sink.write(file.bytes)
    }.byteCount
  }

  /// Gives the files of exports that were interrupted behind their record their names, and returns them.
  private func finish() throws(RunFailure) -> [JournalExport] {
    var finished: [JournalExport] = []
    for export in try ledger.exports() {
      // What is staged and not on record never left; the next file of that name takes its place.
      guard let bytes = AtomicFile.staged(export.path), Array(SHA256.hash(data: bytes)) == export.sha256 else {
        continue
      }
      try AtomicFile.publish(export.path)
      finished.append(export)
    }
    return finished
  }
}
