import Columns
import Formats

/// Any table with delimited cells, as the definition describes it: which columns there are and which name a document.
struct DelimitedTable: Layout {
  let name = "delimited"
  let summary = "Any table of delimited cells; the definition says which columns name a document."
  let knownColumns: [String]
  let signature: [String] = []
  var requiredColumns: [String] { knownColumns }
  let madeColumns: [String] = []
  /// The columns whose equal cells make records one document; every record is a document of its own when empty.
  let documentColumns: [String]
  /// How many records later a document may go on.
  let span: Int

  var shapedColumns: [String] { documentColumns }
  var reach: Int? { span }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    DelimitedShaper(keys: documentColumns.map { slots[$0] }, reach: span)
  }
}

/// Groups records by their key cells; every record is one line.
private struct DelimitedShaper: DocumentShaper {
  let keys: [Int]
  let reach: Int
  private var groups = DocumentGroups()

  var keySlots: [Int] { keys }

  init(keys: [Int], reach: Int) {
    self.keys = keys
    self.reach = reach
  }

  mutating func wholeRecords(_ block: borrowing RecordBlock, isLast: Bool) -> Int {
    groups = DocumentGroups(block, keys: keys, reach: keys.isEmpty ? 0 : reach, isLast: isLast)
    return groups.used
  }

  mutating func batch(_ block: consuming RecordBlock) -> Batch {
    if groups.isInOrder {
      return Batch(text: block.text, records: block.records, documentStarts: groups.starts)
    }
    var records = SourceRecords(width: block.records.width)
    records.reserveCapacity(groups.records.count)
    for record in groups.records { records.append(from: block.records, Int(record)) }
    return Batch(text: block.text, records: records, documentStarts: groups.starts)
  }
}
