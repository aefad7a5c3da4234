import Columns
import Formats
import Pipeline

/// Reads one file, batch after batch, through its layout.
struct FileBatchReader: BatchReader {
  let header: [String]
  let dialect: String
  private(set) var notices: [String]
  var layout: String { shape.layoutName }
  var digest: [UInt8]? { running?.whole }

  private let path: String
  private let running: RunningDigest?
  private var reader: CSVReader<AnyByteSource>
  private var shape: Shape

  /// The layout at work.
  private struct Shape: Sendable {
    let layoutName: String
    var shaper: any DocumentShaper
    /// Whether a record may have fewer cells than the header.
    let cutsEmptyCells: Bool
  }

  /// Bytes of text that a batch aims at: some thousands of rows, few enough to stay in a core's cache while stage after
  /// stage passes over them.
  static let batchBytes = 1 << 20

  /// Reads the header, checks it against the contract, and goes to the checkpoint.
  init(
    _ file: OpenedFile, layout: any Layout, columns: [String], contract: ColumnContract,
    from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) {
    path = file.path
    running = file.digest
    dialect = file.dialect.written
    reader = CSVReader(source: file.source, dialect: file.dialect)
    do throws(FormatError) {
      header = Self.cleaned(try reader.readHeader(), layout)
    } catch {
      throw RunFailure(reading: file.path, error)
    }
    let names = header.map(layout.column(spelt:))
    notices = try contract.check(names, spelt: header, of: file.path, against: layout)
    let slots = ColumnSlots(columns: columns, shaped: layout.shapedColumns(in: names))
    reader.select(slots.names.map { names.firstIndex(of: $0) ?? -1 })
    let facts = FileFacts(header: header, preamble: file.preamble)
    shape = Shape(
      layoutName: layout.name, shaper: layout.shaper(slots, for: facts), cutsEmptyCells: layout.cutsEmptyCells)
    guard let checkpoint else { return }
    do throws(FormatError) {
      try reader.skip(to: checkpoint.position)
    } catch {
      throw RunFailure(reading: file.path, error)
    }
  }

  /// Frees the last name of a stray semicolon, which spreadsheets of some countries leave there.
  private static func cleaned(_ header: [String], _ layout: any Layout) -> [String] {
    guard let last = header.last, last.hasSuffix(";"),
      layout.knownColumns.contains(layout.column(spelt: String(last.dropLast())))
    else { return header }
    return header.dropLast() + [String(last.dropLast())]
  }

  mutating func next() throws(RunFailure) -> (batch: Batch, next: SourceCheckpoint)? {
    do throws(FormatError) {
      while var block = try reader.nextBlock(targetBytes: Self.batchBytes) {
        let whole = shape.shaper.wholeRecords(block, isLast: block.isLast)
        if whole < block.count { reader.putBack(&block, from: whole) }
        if whole == 0 { continue }
        let problems = block.problems.filter { !shape.cutsEmptyCells || $0.kind != .fewerFields }
        let positions = problems.map { block.records.positions[$0.record] }
        var batch = shape.shaper.batch(consume block)
        refuse(problems, at: positions, in: &batch)
        return (batch, SourceCheckpoint(position: reader.position))
      }
    } catch {
      throw RunFailure(reading: path, error)
    }
    noteRepeatedHeaders()
    notices += shape.shaper.leftOut.map { "\(path): \($0)" }
    return nil
  }

  private mutating func noteRepeatedHeaders() {
    guard reader.repeatedHeaders > 0 else { return }
    notices.append("\(path) holds its header \(reader.repeatedHeaders) more times: parts were joined")
  }

  /// Refuses the documents of records that have something wrong with them.
  private func refuse(_ problems: [RecordProblem], at positions: [SourcePosition], in batch: inout Batch) {
    for (problem, position) in zip(problems, positions) {
      for line in 0..<batch.lineCount where batch.records.positions[line] == position {
        let document = batch.document(of: line)
        if line > 0, batch.records.positions[line - 1] == position, batch.document(of: line - 1) == document {
          continue
        }
        batch.refuse(
          Refusal(problem.kind.code, document: document, line: line, detail: "at byte \(problem.byte)"))
      }
    }
  }
}

extension RecordProblem.Kind {
  /// The code by which the document is rejected.
  var code: RejectCode {
    switch self {
    case .fewerFields: .fewerCells
    case .moreFields: .moreCells
    case .invalidText: .invalidText
    case .nulByte: .nulByte
    case .textAfterQuote: .textAfterQuote
    case .fieldTooLong: .cellTooLong
    case .unterminatedQuote: .unterminatedQuote
    }
  }
}
