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
  /// Whether a record has been read, in this run or in the one that it goes on with.
  private var hasRows: Bool
  /// Whether a damaged record with a backslash before a quote has been met.
  private var hasEscapes = false
  private var emptyRecords = 0
  /// Where the last of them stood: what is put back is met again.
  private var lastEmptyByte = -1

  /// The layout at work.
  private struct Shape: Sendable {
    let layoutName: String
    var shaper: any DocumentShaper
    /// The cells that name a document.
    let keys: [DamagedRecords.Key]
    /// How many records later a document may go on.
    let reach: Int
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
    hasRows = checkpoint != nil
    running = file.digest
    dialect = file.dialect.written
    reader = CSVReader(source: file.source, dialect: file.dialect)
    do throws(FormatError) {
      header = Self.cleaned(try reader.readHeader(), layout)
    } catch {
      throw RunFailure(reading: file.path, error)
    }
    let names = header.map(layout.column(spelt:))
    notices = file.notices + (try contract.check(names, spelt: header, of: file.path, against: layout))
    let slots = ColumnSlots(columns: columns, shaped: layout.shapedColumns(in: names))
    reader.select(slots.names.map { names.firstIndex(of: $0) ?? -1 })
    let facts = FileFacts(header: header, preamble: file.preamble)
    let shaper = layout.shaper(slots, for: facts)
    let keys = shaper.keySlots.map {
      DamagedRecords.Key(slot: $0, column: names.firstIndex(of: slots.names[$0]) ?? -1)
    }
    shape = Shape(
      layoutName: layout.name, shaper: shaper, keys: keys, reach: layout.reach ?? 1,
      cutsEmptyCells: layout.cutsEmptyCells)
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
        leaveOutEmptyRecords(of: &block)
        if block.count > 0 { hasRows = true }
        let damaged = DamagedRecords(in: block, keys: shape.keys, reach: shape.reach)
        let whole = cut(&block, damaged)
        if whole < block.count { reader.putBack(&block, from: whole) }
        if whole == 0 { continue }
        let found = faults(of: block, damaged)
        var batch = shape.shaper.batch(consume block)
        refuse(found, in: &batch)
        return (batch, SourceCheckpoint(position: reader.position))
      }
    } catch {
      throw RunFailure(reading: path, error)
    }
    noteRepeatedHeaders()
    if !hasRows { notices.append("\(path) has a header and no rows") }
    if emptyRecords > 0 { notices.append("\(path): left out: \(emptyRecords) rows in which nothing stands") }
    notices += shape.shaper.leftOut.map { "\(path): \($0)" }
    return nil
  }

  private mutating func leaveOutEmptyRecords(of block: inout RecordBlock) {
    for position in block.removeEmptyRecords(reader.dialect) where position.byte > lastEmptyByte {
      emptyRecords += 1
      lastEmptyByte = position.byte
    }
  }

  private mutating func noteRepeatedHeaders() {
    guard reader.repeatedHeaders > 0 else { return }
    notices.append("\(path) holds its header \(reader.repeatedHeaders) more times: parts were joined")
  }

  // MARK: Damage

  /// Text that is held at most to keep damaged lines and what they may belong to in one batch.
  private static let damagedBytes = 16 * batchBytes

  /// How many records form whole documents: what may belong to a damaged line before it comes with that.
  ///
  /// What stands before a damaged line is refused whether the line comes with it or not.
  private mutating func cut(_ block: inout RecordBlock, _ damaged: DamagedRecords) -> Int {
    let mayHold = block.text.bytes.count < Self.damagedBytes || block.count / 4 < shape.reach
    var whole = shape.shaper.wholeRecords(block, isLast: block.isLast)
    while mayHold, whole > 0, let first = damaged.separated(by: whole) {
      reader.putBack(&block, from: first)
      whole = shape.shaper.wholeRecords(block, isLast: false)
    }
    return whole
  }

  /// Why the document of the record at a place is refused.
  private struct Fault {
    var code: RejectCode
    var position: SourcePosition
    var detail: String
    /// Whether it is for a damaged record beside it only.
    var isNeighbour = false
  }

  private mutating func faults(of block: borrowing RecordBlock, _ damaged: DamagedRecords) -> [Fault] {
    if block.problems.isEmpty, damaged.neighbours.isEmpty { return [] }
    var faults: [Fault] = []
    for problem in block.problems where !shape.cutsEmptyCells || problem.kind != .fewerFields {
      let position = block.records.positions[problem.record]
      let detail = "at byte \(problem.byte)\(problem.kind.reason)\(escapes(block, problem))"
      faults.append(Fault(code: problem.kind.code, position: position, detail: detail))
    }
    for (record, line) in damaged.neighbours where record < block.count {
      let detail = "line \(line) is damaged and may belong to it"
      let position = block.records.positions[record]
      faults.append(Fault(code: .unterminatedQuote, position: position, detail: detail, isNeighbour: true))
    }
    return faults
  }

  /// What to say of an odd quote behind a backslash: the dialect is detected from a file's start, where there may be none.
  private mutating func escapes(_ block: borrowing RecordBlock, _ problem: RecordProblem) -> String {
    guard problem.column != nil, reader.dialect.quoteEscape == .doubled, let quote = reader.dialect.quote else {
      return ""
    }
    let record = block.text[block.records.raw[problem.record]]
    let isEscaped = zip(record, record.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 == quote }
    guard isEscaped else { return "" }
    let remedy = #"declare "dialect": { "escape": "backslash" } where quotes in cells are written so"#
    if !hasEscapes {
      let line = block.records.positions[problem.record].line
      notices.append("\(path): a backslash stands before a quote in line \(line); \(remedy)")
    }
    hasEscapes = true
    return "; a backslash stands before a quote: \(remedy)"
  }

  /// Refuses the documents of records that have something wrong with them.
  private func refuse(_ faults: [Fault], in batch: inout Batch) {
    if faults.isEmpty { return }
    let lines = Dictionary(grouping: 0..<batch.lineCount) { batch.records.positions[$0] }
    for fault in faults {
      var last: Int?
      for line in lines[fault.position] ?? [] {
        let document = batch.document(of: line)
        if document == last || (fault.isNeighbour && batch.isRefused(document)) { continue }
        last = document
        batch.refuse(Refusal(fault.code, document: document, line: line, detail: fault.detail))
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
    case .unterminatedQuote, .strayQuote: .unterminatedQuote
    }
  }

  /// Why a record is read as it is, behind the place of the problem.
  fileprivate var reason: String {
    self == .strayQuote
      ? "; the next quote is lines away and leaves another number of cells than the header has, so each line is read by itself"
      : ""
  }
}
