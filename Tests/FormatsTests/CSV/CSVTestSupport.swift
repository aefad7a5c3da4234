/// What the tests of the CSV reader share.
import Columns
import Formats

/// A record as the tests compare it.
struct ReadRecord: Equatable, CustomStringConvertible {
  var cells: [String]
  var raw: String
  var position: SourcePosition
  var fieldCount: Int
  var problems: [RecordProblem.Kind: Int] = [:]

  var description: String { "\(position.line):\(position.byte) \(cells) \(problems)" }
}

/// Reads all records of `bytes`.
func readAll(
  _ bytes: [UInt8], _ dialect: CSVDialect = CSVDialect(), largestRead: Int = .max, targetBytes: Int = 1 << 20,
  limits: CSVLimits = CSVLimits(), select: [Int]? = nil, from start: SourcePosition? = nil
) throws -> (header: [String], records: [ReadRecord]) {
  var reader = CSVReader(source: MemorySource(bytes, largestRead: largestRead), dialect: dialect, limits: limits)
  let header = try reader.readHeader()
  if let select { reader.select(select) }
  if let start { try reader.skip(to: start) }
  var records: [ReadRecord] = []
  while let block = try reader.nextBlock(targetBytes: targetBytes) { records += readable(block) }
  return (header, records)
}

/// Reads all records of the text `text`.
func readAll(_ text: String, _ dialect: CSVDialect = CSVDialect()) throws -> (header: [String], records: [ReadRecord]) {
  try readAll(Array(text.utf8), dialect)
}

/// The records of a block.
func readable(_ block: RecordBlock) -> [ReadRecord] {
  (0..<block.count).map { record in
    var problems: [RecordProblem.Kind: Int] = [:]
    for problem in block.problems where problem.record == record && problems[problem.kind] == nil {
      problems[problem.kind] = problem.byte
    }
    return ReadRecord(
      cells: (0..<block.records.width).map { block.text.string(block.records[record, $0]) },
      raw: block.text.string(block.records.raw[record]), position: block.records.positions[record],
      fieldCount: Int(block.fieldCounts[record]), problems: problems)
  }
}

/// A small generator of repeatable randomness.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
