import Columns
import Formats

/// Groups the records of a block into documents by the bytes of their key cells.
///
/// Records of one document may stand up to `reach` records apart, as in exports that are sorted by time; further apart
/// they are two groups, which the ledger refuses as a scattered document.
struct DocumentGroups {
  /// The records in the order of their documents, file order within each.
  private(set) var records: [Int32] = []
  /// Where each document starts in ``records``, and its length at the end.
  private(set) var starts: [Int32] = []
  /// Number of records of the block that belong to whole documents.
  private(set) var used = 0
  /// Whether the documents' records follow each other as they stand in the file.
  private(set) var isInOrder = true

  /// No documents.
  init() {}

  /// Groups the records of `block` by the cells in `keys`.
  ///
  /// - Parameters:
  ///   - reach: how many records later a document may go on; 1 when its records follow each other.
  ///   - isLast: whether no record follows the block.
  init(_ block: borrowing RecordBlock, keys: [Int], reach: Int, isLast: Bool) {
    let count = block.count
    var documentOfRecord = [Int32](repeating: 0, count: count)
    var first: [Int32] = []
    var last: [Int32] = []
    var latest = reach > Self.scannedReach ? LatestRecords() : nil
    for record in 0..<count {
      if let document = Self.openDocument(for: record, block, keys, documentOfRecord, reach, &latest) {
        if Int(document) != first.count - 1 { isInOrder = false }
        documentOfRecord[record] = document
        last[Int(document)] = Int32(record)
      } else {
        documentOfRecord[record] = Int32(first.count)
        first.append(Int32(record))
        last.append(Int32(record))
      }
    }
    used = isLast ? count : Self.wholeRecords(count, first, last, reach)
    order(documentOfRecord[..<used], documents: first.count)
  }

  /// A reach that is cheaper to walk than to index.
  private static let scannedReach = 16

  /// The latest record with each hash of a key.
  private struct LatestRecords {
    private var records: [Int64: Int] = [:]

    /// The latest record whose key had the hash of this one's, which takes its place.
    mutating func replace(by record: Int, _ block: borrowing RecordBlock, _ keys: [Int]) -> Int? {
      var hash = FastHash(seed: 0)
      let text = block.text.bytes.span
      for key in keys { hash.combine(text.extracting(block.records[record, key].indices)) }
      return records.updateValue(record, forKey: hash.value)
    }
  }

  /// The document of the nearest earlier record with the same key within reach.
  private static func openDocument(
    for record: Int, _ block: borrowing RecordBlock, _ keys: [Int], _ documents: [Int32], _ reach: Int,
    _ latest: inout LatestRecords?
  ) -> Int32? {
    if latest != nil {
      guard let earlier = latest?.replace(by: record, block, keys), earlier >= record - reach else { return nil }
      if sameKey(block, keys, record, earlier) { return documents[earlier] }
      // Two keys share a hash: the walk tells.
    }
    var earlier = record - 1
    while earlier >= 0, earlier >= record - reach {
      if sameKey(block, keys, record, earlier) { return documents[earlier] }
      earlier -= 1
    }
    return nil
  }

  private static func sameKey(_ block: borrowing RecordBlock, _ keys: [Int], _ one: Int, _ other: Int) -> Bool {
    for key in keys where !block.text.same(block.records[one, key], block.records[other, key]) { return false }
    return true
  }

  /// The longest run of records from the front whose documents can have no further record.
  ///
  /// Documents are numbered by their first record, so one pass from the last to the first finds the cut.
  private static func wholeRecords(_ count: Int, _ first: [Int32], _ last: [Int32], _ reach: Int) -> Int {
    var cut = count
    for document in first.indices.reversed() {
      let mayGoOn = Int(last[document]) + reach >= count
      if mayGoOn || Int(last[document]) >= cut { cut = Int(first[document]) }
    }
    return cut
  }

  private mutating func order(_ documentOfRecord: ArraySlice<Int32>, documents: Int) {
    var sizes = [Int32](repeating: 0, count: documents)
    for document in documentOfRecord { sizes[Int(document)] += 1 }
    starts.reserveCapacity(documents + 1)
    var position: Int32 = 0
    var next = [Int32](repeating: 0, count: documents)
    for document in 0..<documents where sizes[document] > 0 {
      starts.append(position)
      next[document] = position
      position += sizes[document]
    }
    starts.append(position)
    records = [Int32](repeating: 0, count: Int(position))
    for (record, document) in documentOfRecord.enumerated() {
      records[Int(next[Int(document)])] = Int32(record)
      next[Int(document)] += 1
    }
  }
}
