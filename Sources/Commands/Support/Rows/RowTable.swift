import Columns
import Extract
import Formats
import Pipeline

/// A table whose rows a command answers one by one: the same rows in the same order, with columns added.
///
/// ```swift
/// var table = try RowTable(reading: "rows.csv", columns: ["country", .optional("postcode")])
/// try table.answer(adding: ["territory"], as: .csv) { row, answer throws(RowProblem) in
///   guard let place = place(row[0], row[1]) else { throw RowProblem("…") }
///   answer.text(place.territory.code)
/// }
/// ```
///
/// A column `problem` is always added. A row that cannot be read or answered keeps its place with its problem there and
/// on standard error, and the command then ends with exit code 5.
struct RowTable {
  private let name: String
  private var reader: TableReader
  /// The names of the columns.
  let header: [String]
  private let columns: [InputColumn]
  private let places: [Int]
  private var problems = 0
  private var rows = 0

  /// Problems that are told one by one on standard error; the column tells all of them.
  private static let toldMaximum = 100

  /// Opens a delimited file, plain or gzipped, its dialect detected; `-` is standard input.
  ///
  /// - Parameter columns: what ``Row`` has by their places; one that is required and missing is an error.
  init(reading path: String, columns: [InputColumn]) throws(RunFailure) {
    var declaration = TableReader.Declaration()
    declaration.hasHeader = true
    declaration.preambleLines = 0
    let reader = try TableReader(path: path, declaration: declaration)
    try self.init(reader, named: path == "-" ? "standard input" : path, columns)
  }

  /// A table that was read already, such as from standard input.
  init(text: [UInt8], named name: String, columns: [InputColumn]) throws(RunFailure) {
    try self.init(TableReader(text: text, named: name), named: name, columns)
  }

  /// A table of one row, for a question on the command line.
  init(asking cells: [(column: String, value: String)], columns: [InputColumn]) throws {
    try self.init(asking: cells.map(\.column), rows: [cells.map(\.value)], columns: columns)
  }

  /// A table of some rows, for several questions on the command line.
  init(asking header: [String], rows: [[String]], columns: [InputColumn]) throws {
    var text = CSVWriter(MemorySink(), lineBreak: .lf)
    try text.record(header)
    for row in rows { try text.record(row) }
    let question = "the question"
    try self.init(TableReader(text: try text.finish().bytes, named: question), named: question, columns)
  }

  private init(_ reader: TableReader, named name: String, _ columns: [InputColumn]) throws(RunFailure) {
    self.name = name
    self.reader = reader
    header = reader.header
    self.columns = columns
    places = try InputColumns.places(of: columns, in: header, of: name)
  }

  /// Whether the table has a column, by its place among those looked for.
  func has(_ column: Int) -> Bool { places[column] >= 0 }

  /// Calls `body` with every row that can be read, all columns of the header by their places; the others are told on
  /// standard error.
  ///
  /// - Returns: how many could not be read.
  mutating func forEach(_ body: (borrowing Row) throws -> Void) throws -> Int {
    let all = Array(header.indices)
    while let block = try reader.next() {
      let damaged = Dictionary(block.problems.map { ($0.record, $0.kind) }) { first, _ in first }
      for record in 0..<block.count {
        if let kind = damaged[record] {
          tell(kind.sentence, line: block.records.positions[record].line)
        } else {
          try body(Row(record, of: block, places: all, columns: []))
        }
      }
    }
    return problems
  }

  /// Answers every row and prints it.
  ///
  /// - Parameters:
  ///   - added: the columns that `answer` gives, in their order.
  ///   - answer: gives the added cells of a row, or throws why it cannot.
  /// - Throws: ``Stop`` with exit code 5 when a row had a problem; ``RunFailure`` when the table cannot be read on.
  mutating func answer(
    adding added: [String], as format: RowFormat,
    _ answer: (borrowing Row, inout RowAnswer) throws(RowProblem) -> Void
  ) throws {
    var printer = RowPrinter(format, header: header, adding: added)
    var cells = RowAnswer()
    try printer.start()
    while let block = try reader.next() {
      try self.answer(block, &cells, &printer, answer)
    }
    try printer.finish()
    try conclude()
  }

  /// Answers every row and prints it, after `ask` has asked the world outside about the rows of a block.
  mutating func answer(
    adding added: [String], as format: RowFormat, asking ask: (Row) async throws -> Void,
    _ answer: (borrowing Row, inout RowAnswer) throws(RowProblem) -> Void
  ) async throws {
    var printer = RowPrinter(format, header: header, adding: added)
    var cells = RowAnswer()
    try printer.start()
    while let block = try reader.next() {
      let damaged = Set(block.problems.map(\.record))
      for record in 0..<block.count where !damaged.contains(record) {
        try await ask(Row(record, of: block, places: places, columns: columns))
      }
      try self.answer(block, &cells, &printer, answer)
    }
    try printer.finish()
    try conclude()
  }

  private mutating func answer(
    _ block: RecordBlock, _ cells: inout RowAnswer, _ printer: inout RowPrinter,
    _ answer: (borrowing Row, inout RowAnswer) throws(RowProblem) -> Void
  ) throws {
    var damaged = block.problems[...]
    for record in 0..<block.count {
      cells.clear()
      var problem: String?
      while let next = damaged.first, next.record == record {
        problem = problem ?? next.kind.sentence
        damaged.removeFirst()
      }
      if problem == nil {
        do throws(RowProblem) {
          try answer(Row(record, of: block, places: places, columns: columns), &cells)
        } catch {
          problem = error.text
        }
      }
      if let problem { tell(problem, line: block.records.positions[record].line) }
      try printer.row(record, of: block, cells, problem: problem)
    }
    rows += block.count
    try printer.flush()
  }

  private mutating func tell(_ problem: String, line: Int) {
    problems += 1
    if problems <= Self.toldMaximum { Messages.line("\(name):\(line): \(problem)") }
  }

  private func conclude() throws {
    guard problems > 0 else { return }
    if problems > Self.toldMaximum { Messages.line("… and \(problems - Self.toldMaximum) more") }
    Messages.line(
      "\(problems) of \(rows) rows could not be answered; column \"\(RowPrinter.problemColumn)\" says why")
    throw Stop(exit: .publishedWithRejects)
  }
}

extension RecordProblem.Kind {
  /// What is wrong, for a person.
  fileprivate var sentence: String { "the row has \(rawValue.replacing("_", with: " "))" }
}
