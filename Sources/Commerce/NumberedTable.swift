/// A small table that a person keeps beside the definitions, such as rates of their own: its cells with the lines they
/// stand on, so that everything wrong with it can be told in one pass.
public struct NumberedTable: Sendable {
  /// A row.
  public struct Row: Sendable {
    /// The line of the file on which it starts, from 1.
    public var line: Int
    /// Its cells, as many as the header has names.
    public var cells: [String]

    /// A row of `cells` on `line`.
    public init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The names of the columns.
  public let header: [String]
  /// The rows that have a cell for every column.
  public let rows: [Row]
  /// What is wrong with the file itself, such as rows of another width.
  public let faults: [TableFault]

  /// A table.
  public init(header: [String], rows: [Row], faults: [TableFault] = []) {
    self.header = header
    self.rows = rows
    self.faults = faults
  }

  /// The places of columns by name.
  ///
  /// - Throws: ``TableFaults`` that name every required column which is missing.
  public func places(required: [String], optional: [String] = []) throws(TableFaults) -> [String: Int] {
    let missing = required.filter { !header.contains($0) }
    guard missing.isEmpty else {
      throw TableFaults(
        missing.map { TableFault(line: 1, "there is no column \"\($0)\"; there are \(header.joined(separator: ", "))") }
      )
    }
    let known = (required + optional).compactMap { name in header.firstIndex(of: name).map { (name, $0) } }
    return Dictionary(uniqueKeysWithValues: known)
  }
}

/// Something wrong with one line of a person's own table.
public struct TableFault: Error, Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// What is wrong, as part of a sentence.
  public var sentence: String

  /// `sentence` is wrong on `line`.
  public init(line: Int, _ sentence: String) {
    self.line = line
    self.sentence = sentence
  }
}

/// Everything that is wrong with a person's own table, by line.
public struct TableFaults: Error, Hashable, Sendable {
  /// The faults, by line.
  public let all: [TableFault]

  /// All of `faults`.
  public init(_ faults: [TableFault]) { all = faults.sorted { ($0.line, $0.sentence) < ($1.line, $1.sentence) } }
}
