/// Values that rows about sources hold.
import Columns
import GRDB
import Pipeline

extension SourcePosition {
  /// The position in columns `source_line` and `source_byte`.
  init(row: Row) { self.init(line: row["source_line"], byte: row["source_byte"]) }
}

extension SourceIdentity {
  /// The identity that a row of `sources` keeps.
  init(row: Row) {
    self.init(
      path: row["path"], byteCount: row["byte_count"], modifiedNanoseconds: row["modified_ns"],
      inode: UInt64(bitPattern: row["inode"]))
    isStream = row["is_stream"]
  }
}

extension SourceCheckpoint {
  /// The checkpoint that a row of `sources` keeps; `nil` when nothing of the source was loaded.
  init?(row: Row) {
    guard let line = row["next_line"] as Int?, let byte = row["next_byte"] as Int? else { return nil }
    self.init(
      position: SourcePosition(line: line, byte: byte), cursor: row["cursor"], latestChange: row["latest_change"])
  }
}

extension ControlTotals.Sum {
  /// The counts of a row of `controls`.
  init(row: Row) {
    self.init()
    documents = row["documents"]
    lines = row["lines"]
    amount = row["amount"]
    total = row["total"]
  }
}
