import Columns
import Formats

/// Records of a block with odd quotes, and which records around them may belong to the same document.
///
/// What stands before the damage is certain; cells from there on may be others'. A line behind it that does not fit the
/// header may have been the inside of the damaged cell, and then belongs where that one does.
struct DamagedRecords {
  /// A cell that names the document of a record: where the reader keeps it, and which column of the file it is.
  struct Key: Sendable {
    let slot: Int
    let column: Int
  }

  /// The nearest damaged record before one that may belong to the same document, as far as such a record may stand.
  private var before: [Int: Int] = [:]
  /// Records that may belong to the document of a damaged one, in their order, with the line of that one.
  private(set) var neighbours: [(record: Int, line: Int)] = []

  /// Nothing is doubtful where `keys` is empty: every record is a document of its own.
  ///
  /// - Parameter reach: how many records later a document may go on.
  init(in block: borrowing RecordBlock, keys: [Key], reach: Int) {
    if keys.isEmpty || block.problems.isEmpty { return }
    var doubtful: [Int: Int] = [:]
    // The damaged record that a line may have been part of.
    var origin: [Int: Int] = [:]
    for problem in block.problems {
      let record = problem.record
      if let column = problem.column {
        doubtful[record] = min(column, doubtful[record] ?? column)
        origin[record] = record
      } else if problem.kind == .fewerFields || problem.kind == .moreFields, origin[record] == nil {
        origin[record] = origin[record - 1]
      }
    }
    if origin.isEmpty { return }
    var nearest: [Int: Int] = [:]
    // Damaged records of which the same keys are certain are looked for together.
    let groups = Dictionary(grouping: origin.keys) { record in
      let certain = origin[record].flatMap { doubtful[$0] } ?? 0
      return keys.filter { $0.column < certain }.map(\.slot)
    }
    for (slots, records) in groups {
      let damaged = Set(records)
      Self.sweep(0..<block.count, reach, block, slots, origin, damaged) { record, found in
        before[record] = max(found, before[record] ?? 0)
        nearest[record] = before[record]
      }
      Self.sweep((0..<block.count).reversed(), reach, block, slots, origin, damaged) { record, found in
        if let other = nearest[record], record - other <= found - record { return }
        nearest[record] = found
      }
    }
    for (record, damaged) in nearest.sorted(by: { $0.key < $1.key }) {
      neighbours.append((record, block.records.positions[damaged].line))
    }
    // What may have been the inside of a damaged cell stays with it.
    for (record, damaged) in origin where damaged < record { before[record] = damaged }
  }

  /// The first damaged record that a cut in front of `record` takes from what may belong to its document; `nil` where none.
  func separated(by record: Int) -> Int? {
    before.lazy.filter { $0.key >= record && $0.value < record }.map(\.value).min()
  }

  /// Walks along records and tells of each the damaged one that was met last, within reach and with equal certain keys.
  ///
  /// Keys are compared by their hash: that two of them share one refuses a document too many.
  private static func sweep(
    _ records: some Sequence<Int>, _ reach: Int, _ block: borrowing RecordBlock, _ slots: [Int], _ origin: [Int: Int],
    _ damaged: Set<Int>, _ tell: (_ record: Int, _ damaged: Int) -> Void
  ) {
    var met: [Int64: Int] = [:]
    let text = block.text.bytes.span
    for record in records {
      let isDamaged = damaged.contains(record)
      // One that is damaged elsewhere is refused for that.
      guard isDamaged || (!met.isEmpty && origin[record] == nil) else { continue }
      var hash = FastHash(seed: 0)
      for slot in slots { hash.combine(text.extracting(block.records[origin[record] ?? record, slot].indices)) }
      if isDamaged {
        met[hash.value] = record
      } else if let found = met[hash.value], abs(record - found) <= reach {
        tell(record, found)
      }
    }
  }
}
