import Columns
import Formats

/// Records of a block with odd quotes, and which records beside them may belong to the same document.
///
/// What stands before the damage is certain; cells from there on may be others'. A line behind it that does not fit the
/// header may have been the inside of the damaged cell, and then belongs where that one does.
struct DamagedRecords {
  /// A cell that names the document of a record: where the reader keeps it, and which column of the file it is.
  struct Key: Sendable {
    let slot: Int
    let column: Int
  }

  private let keys: [Key]
  /// The first column that is doubtful, by record.
  private var doubtful: [Int: Int] = [:]
  /// The damaged record that a line may have been part of.
  private var origin: [Int: Int] = [:]

  /// Nothing is doubtful where `keys` is empty: every record is a document of its own.
  init(in block: borrowing RecordBlock, keys: [Key]) {
    self.keys = keys
    if keys.isEmpty { return }
    for problem in block.problems {
      let record = problem.record
      if let column = problem.column {
        doubtful[record] = min(column, doubtful[record] ?? column)
        origin[record] = record
      } else if problem.kind == .fewerFields || problem.kind == .moreFields, origin[record] == nil {
        origin[record] = origin[record - 1]
      }
    }
  }

  /// Whether a record and the one behind it may be of one document although their keys say otherwise.
  func mayJoin(_ record: Int, in block: borrowing RecordBlock) -> Bool {
    guard record >= 0, record + 1 < block.count, origin[record] != nil || origin[record + 1] != nil else {
      return false
    }
    let one = origin[record] ?? record
    let other = origin[record + 1] ?? record + 1
    if one == other { return true }
    let certain = min(doubtful[one] ?? .max, doubtful[other] ?? .max)
    for key in keys where key.column < certain {
      if !block.text.same(block.records[one, key.slot], block.records[other, key.slot]) { return false }
    }
    return true
  }

  /// Records beside damaged ones that may belong to the same document, each with the damaged one.
  func neighbours(in block: borrowing RecordBlock) -> [(record: Int, damaged: Int)] {
    var pairs: [(record: Int, damaged: Int)] = []
    for (record, damaged) in origin.sorted(by: { $0.key < $1.key }) where record < block.count {
      if mayJoin(record - 1, in: block) { pairs.append((record - 1, damaged)) }
      if mayJoin(record, in: block) { pairs.append((record + 1, damaged)) }
    }
    return pairs
  }
}
