import Columns
import Commerce

/// Watches a column of numbers whose decimal mark nobody has declared, one file at a time.
///
/// The point is taken for it until a cell proves the comma, as `1,5` does. From then on `1.234` could mean two amounts,
/// so it is no longer read.
struct NotationWatch: Sendable {
  /// Whether a cell of the file has proved the decimal comma.
  private(set) var hasSeenComma = false
  private var lastByte = -1

  /// Begins a batch; one that does not lie behind the batch before is of another file.
  mutating func begin(_ batch: borrowing Batch) {
    guard let first = batch.records.positions.first, let last = batch.records.positions.last else { return }
    if first.byte <= lastByte { hasSeenComma = false }
    lastByte = last.byte
  }

  /// Looks at a cell that was refused.
  mutating func look(at cell: Span<UInt8>) {
    if !hasSeenComma { hasSeenComma = NumberGrammar.provenMark(cell) == .comma }
  }
}
