import Columns
import Formats

/// Makes the lines of documents out of the records of a flat file.
protocol DocumentWriter: Sendable {
  /// Begins a batch: words that many cells share are written once.
  mutating func begin(_ spread: inout DocumentSpread)

  /// Writes the document, or documents, of the records that share a key; each ends with ``DocumentSpread/endDocument()``.
  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread)

  /// What was left out so far, in sentences for the run report.
  var leftOut: [String] { get }
}

extension DocumentWriter {
  var leftOut: [String] { [] }
}

/// Groups the records of a flat file by their key cells and has a writer make documents of them.
///
/// Records of one document that stand further apart than `reach` become two documents with one id, which the ledger
/// rejects as scattered: memory stays bounded and nothing is counted twice.
struct FlatShaper<Writer: DocumentWriter>: DocumentShaper {
  private let keys: [Int]
  private let reach: Int
  private var writer: Writer
  private var groups = DocumentGroups()

  /// A shaper of records whose cells in the slots `keys` name their document; without keys each is one of its own.
  init(keys: [Int], reach: Int, _ writer: Writer) {
    self.keys = keys
    self.reach = keys.isEmpty ? 0 : reach
    self.writer = writer
  }

  var keySlots: [Int] { keys }
  var leftOut: [String] { writer.leftOut }

  mutating func wholeRecords(_ block: borrowing RecordBlock, isLast: Bool) -> Int {
    groups = DocumentGroups(block, keys: keys, reach: reach, isLast: isLast)
    return groups.used
  }

  mutating func batch(_ block: consuming RecordBlock) -> Batch {
    var spread = DocumentSpread(block)
    writer.begin(&spread)
    for document in 0..<max(0, groups.starts.count - 1) {
      writer.write(groups.records[Int(groups.starts[document])..<Int(groups.starts[document + 1])], to: &spread)
    }
    return spread.finished()
  }
}
