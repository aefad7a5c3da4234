import ArgumentParser
import Columns
import Extract
import Formats
import Foundation
import Pipeline
import Reports

/// `cat`: any input through the readers, printed as clean CSV or JSON lines.
struct Cat: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read any delimited files, plain or gzipped, and print them as clean CSV or JSON lines.",
    discussion: """
      The dialect is detected unless it is declared; --explain prints it with its evidence instead of the rows. Several \
      files are printed one after the other, the header once, if their columns are the same.
      """)

  /// What the rows are printed as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl
  }

  @Argument(help: "The files.")
  var files: [String]

  @Option(name: .long, help: "Print csv (RFC 4180, UTF-8, LF) or jsonl (one object a row).")
  var format = Format.csv

  @Option(name: .long, help: "What separates cells, such as ';' or '\\t'; default: detected.")
  var delimiter: String?

  @Option(name: .long, help: "How text is encoded, such as windows-1252; default: detected.")
  var encoding: String?

  @Flag(name: .long, inversion: .prefixedNo, help: "Whether the first record names the columns; default: detected.")
  var header: Bool?

  @Option(
    name: .customLong("preamble-lines"), help: "Lines before the header; default: detected.",
    transform: ArgumentValue.countOrZero)
  var preambleLines: Int?

  @Flag(name: .long, help: "Print how each file is written, and why that was concluded.")
  var explain = false

  mutating func run() throws {
    var declaration = TableReader.Declaration()
    declaration.delimiter = delimiter.map { $0.replacingOccurrences(of: "\\t", with: "\t") }
    declaration.hasHeader = header
    declaration.preambleLines = preambleLines
    if let encoding {
      guard let known = TextEncoding(rawValue: encoding.lowercased()) else {
        throw ValidationError(
          "there is no encoding \"\(encoding)\"; there are \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      declaration.encoding = known
    }
    var printed: [String]?
    var problems = 0
    for path in files {
      var table = try TableReader(path: path, declaration: declaration)
      if explain {
        try Self.explain(path, table)
        continue
      }
      if let printed, printed != table.header {
        throw RunFailure(
          "E7105", .schemaDrift, "\(path) has other columns than the files before it", remedy: "print it by itself")
      }
      problems += try Self.print(&table, path: path, format: format, withHeader: printed == nil)
      printed = table.header
    }
    if problems > 0 {
      Messages.line("\(problems) records have something wrong; they are printed as they were read")
      throw Stop(exit: .publishedWithRejects)
    }
  }

  private static func explain(_ path: String, _ table: TableReader) throws(RunFailure) {
    let evidence = (table.isCompressed ? ["gzip: decompressed"] : []) + table.evidence
    let columns = "\(table.header.count) columns: \(table.header.joined(separator: ", "))"
    try StandardOutput.write(sentences: ([path] + (evidence + [columns]).map { "  \($0)" }).asLines)
  }

  /// Prints a table and returns the number of records that have something wrong.
  private static func print(
    _ table: inout TableReader, path: String, format: Format, withHeader: Bool
  ) throws -> Int {
    var problems = 0
    var hasRows = false
    var lines = LinePrinter(format: format, header: table.header)
    if withHeader, table.dialect.hasHeader { try lines.printHeader() }
    while let block = try table.next() {
      hasRows = true
      for problem in block.problems {
        let position = block.records.positions[problem.record]
        Messages.line(
          "\(path):\(position.line): \(problem.kind.rawValue.replacingOccurrences(of: "_", with: " ")) (byte \(problem.byte))"
        )
      }
      problems += Set(block.problems.map(\.record)).count
      try lines.print(block, of: table)
    }
    try lines.flush()
    if !hasRows { Messages.line("\(path) has a header and no rows") }
    return problems
  }
}

/// Prints records to standard output in one of two forms.
private struct LinePrinter {
  let format: Cat.Format
  let header: [String]
  /// The names of an object's members: those of the columns, each once.
  private let members: [String]
  private var csv = CSVWriter(MemorySink(), lineBreak: .lf)

  init(format: Cat.Format, header: [String]) {
    self.format = format
    self.header = header
    members = Self.distinct(header)
  }

  /// Names that come again get a number.
  private static func distinct(_ names: [String]) -> [String] {
    var taken = Set(names)
    var seen: Set<String> = []
    return names.map { name in
      if seen.insert(name).inserted { return name }
      var number = 2
      while !taken.insert("\(name) (\(number))").inserted { number += 1 }
      return "\(name) (\(number))"
    }
  }

  private func member(_ column: Int) -> String {
    column < members.count ? members[column] : "column \(column + 1)"
  }

  mutating func printHeader() throws {
    guard format == .csv else { return }
    try csv.record(header)
  }

  mutating func print(_ block: RecordBlock, of table: TableReader) throws {
    let withSurplus = Set(block.problems.filter { $0.kind == .moreFields }.map(\.record))
    switch format {
    case .csv:
      for record in 0..<block.count {
        for column in 0..<block.records.width { csv.text(block.text[block.records[record, column]]) }
        if withSurplus.contains(record) {
          for cell in table.surplus(of: record, in: block) { csv.text(cell) }
        }
        try csv.endRecord()
      }
      try flush()
    case .jsonl:
      var json = JSONWriter()
      for record in 0..<block.count {
        json.object { json in
          for column in 0..<block.records.width {
            json.key(member(column))
            json.string(utf8: block.text[block.records[record, column]])
          }
          guard withSurplus.contains(record) else { return }
          for (offset, cell) in table.surplus(of: record, in: block).enumerated() {
            json.key(member(block.records.width + offset))
            json.string(utf8: Array(cell.utf8)[...])
          }
        }
        json.endLine()
      }
      try StandardOutput.write(json.takeBytes())
    }
  }

  mutating func flush() throws {
    let sink = try csv.finish()
    try StandardOutput.write(sink.bytes)
    csv = CSVWriter(MemorySink(), lineBreak: .lf)
  }
}
