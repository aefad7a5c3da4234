public import Books
import Commerce
public import Pipeline

/// What has left by an order, and what there is to say about it.
public struct ExportOutcome: Sendable {
  /// The files, as they are on record; none when nothing left.
  public var records: [JournalExport]
  /// How many entries there were to write; more than none without a file where the format has no place for any of them.
  public var entries: Int
  /// What limits it, as it is on record; empty for nothing.
  public var scope: String
  /// The files, as a run tells of them.
  public var deliveries: [Delivery]
  /// What a person should know, a sentence each.
  public var notices: [String]

  init(finished: [JournalExport], plan: ExportPlan, unverified: String, records: [JournalExport], sizes: [Int]) {
    self.records = records
    entries = plan.entries.count
    scope = plan.scope
    let files = zip(zip(plan.package.files, records), sizes)
    deliveries = files.map { made, size in
      Delivery(path: made.1.path, rows: made.0.rows, byteCount: size, sha256: made.1.sha256.hexadecimal)
    }
    notices = finished.map { "an export was interrupted; its file has its name now: \($0.path)" }
    if !records.isEmpty, !unverified.isEmpty { notices.append("unverified: \(unverified)") }
    for export in plan.earlier {
      notices.append(
        "entries of export \(export.number) (\(Instant(seconds: export.at)), \(export.path)) leave once more")
    }
    notices += plan.package.warnings
    guard !plan.repeated.isEmpty else { return }
    let known = Set(plan.repeated.map(\.sha256))
    for record in records {
      notices.append(
        known.contains(record.sha256)
          ? "\(record.path) has the same bytes as when it left first"
          : "\(record.path) differs from what left first: the business file or the program has changed since")
    }
  }
}

extension [UInt8] {
  /// The bytes in hexadecimal digits.
  fileprivate var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
