import Columns
import Pipeline

/// Reads a rejected document again and gives its lines their place in the original file back.
struct RejectReader: BatchReader {
  private var base: FileBatchReader
  private let position: SourcePosition

  var layout: String { base.layout }
  var header: [String] { base.header }
  var dialect: String { base.dialect }
  var notices: [String] { [] }
  var digest: [UInt8]? { nil }

  init(_ base: FileBatchReader, _ reject: RejectedDocument) {
    self.base = base
    position = reject.position
  }

  mutating func next() throws(RunFailure) -> (batch: Batch, next: SourceCheckpoint)? {
    guard var (batch, next) = try base.next() else { return nil }
    let first = batch.records.positions.first ?? SourcePosition(line: 0, byte: 0)
    for line in batch.records.positions.indices {
      let read = batch.records.positions[line]
      batch.records.positions[line] = SourcePosition(
        line: position.line + read.line - first.line, byte: position.byte + read.byte - first.byte)
    }
    next.position = position
    return (batch, next)
  }
}
