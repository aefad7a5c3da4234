/// Some thousands of rows on their way from a source to the ledger.
///
/// One row is one monetary line of one document; the lines of a document stand together and a document is never split
/// across batches. Columns are typed and hold one element per document or per line, as their key says: a value of the
/// document is parsed, taxed and bound once, not once per line.
///
/// A stage never drops a row. It refuses the whole document with ``refuse(_:)``; the ledger keeps the original bytes.
public struct Batch: Sendable {
  /// The text that ranges point into.
  public var text: TextArena
  /// What the source gave for each line, in the order of the lines.
  public var records: SourceRecords
  /// First line of each document, and the number of lines at the end.
  public private(set) var documentStarts: [Int32]
  /// Why documents were refused, in the order of discovery.
  public private(set) var refusals: [Refusal] = []
  /// What a person should look at, of documents that go on all the same.
  public var findings: [Finding] = []

  private var columns: [String: Entry] = [:]
  @usableFromInline var refused: [Bool]

  private struct Entry: Sendable {
    var scope: ColumnScope
    var storage: ColumnStorage
  }

  /// A batch of documents that start at the given lines; `documentStarts` ends with the number of lines.
  public init(text: TextArena, records: SourceRecords, documentStarts: [Int32]) {
    self.text = text
    self.records = records
    self.documentStarts = documentStarts
    refused = Array(repeating: false, count: max(0, documentStarts.count - 1))
  }

  /// Number of monetary lines.
  public var lineCount: Int { records.count }
  /// Number of documents.
  public var documentCount: Int { refused.count }

  /// The lines of `document`.
  @inlinable
  public func lines(of document: Int) -> Range<Int> {
    Int(documentStarts[document])..<Int(documentStarts[document + 1])
  }

  /// The document that `line` belongs to.
  public func document(of line: Int) -> Int {
    var low = 0
    var high = documentCount
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(documentStarts[middle]) <= line { low = middle } else { high = middle }
    }
    return low
  }

  /// Number of elements that a column of `scope` has in this batch.
  public func count(_ scope: ColumnScope) -> Int {
    switch scope {
    case .document: documentCount
    case .line: lineCount
    }
  }

  // MARK: Columns

  /// Whether the column is there.
  public func has<Value>(_ key: ColumnKey<Value>) -> Bool { columns[key.name] != nil }

  /// The column to read; all missing when no stage has made it.
  public subscript<Value>(key: ColumnKey<Value>) -> Column<Value> {
    if let entry = columns[key.name], let elements = Value.Stored.unwrap(entry.storage) {
      return Column(stored: elements)
    }
    return Column(missing: count(key.scope))
  }

  /// Takes a column out to change it in place; ``put(_:_:)`` gives it back.
  public mutating func take<Value>(_ key: ColumnKey<Value>) -> Column<Value> {
    if let entry = columns.removeValue(forKey: key.name), let elements = Value.Stored.unwrap(entry.storage) {
      return Column(stored: elements)
    }
    return Column(missing: count(key.scope))
  }

  /// Puts a column in place of the one of that name; it must have one element per document or line.
  public mutating func put<Value>(_ key: ColumnKey<Value>, _ column: Column<Value>) {
    precondition(column.count == count(key.scope), "column \(key.name) has \(column.count) elements")
    columns[key.name] = Entry(scope: key.scope, storage: Value.Stored.wrap(column.stored))
  }

  /// The names of the columns, sorted.
  public var columnNames: [String] { columns.keys.sorted() }

  // MARK: Refusals

  /// Refuses a document: it goes into the rejects with its reason instead of the ledger.
  public mutating func refuse(_ refusal: Refusal) {
    refusals.append(refusal)
    refused[refusal.document] = true
  }

  /// Whether a stage has refused the document.
  @inlinable
  public func isRefused(_ document: Int) -> Bool { refused[document] }

  /// Whether nothing of it was understood: all its documents are refused and none has a source cell, so that stages
  /// have nothing to work on.
  public var isUnread: Bool { records.width == 0 && refused.allSatisfy { $0 } }

  // MARK: Reshaping

  /// Drops every document behind the first `count`, for a look at a few; a run never does that.
  ///
  /// Columns made before are dropped with them, so it comes before the first stage.
  public mutating func keepDocuments(_ count: Int) {
    guard count < documentCount else { return }
    let lines = Int(documentStarts[count])
    documentStarts.removeSubrange((count + 1)...)
    refused.removeSubrange(count...)
    refusals.removeAll { $0.document >= count }
    findings.removeAll { $0.document >= count }
    columns = [:]
    records = records.gathered(Array(0..<lines))
  }

  /// Inserts, after each named line, a line that repeats it in every column; the new line follows in the same document.
  ///
  /// - Parameter lines: lines to repeat, ascending; one that is named again is repeated again.
  /// - Returns: the indices of the new lines.
  public mutating func repeatLines(_ lines: [Int]) -> [Int] {
    guard !lines.isEmpty else { return [] }
    var order: [Int] = []
    order.reserveCapacity(lineCount + lines.count)
    var moved: [Int] = []
    moved.reserveCapacity(lineCount)
    var inserted: [Int] = []
    for line in 0..<lineCount {
      moved.append(order.count)
      order.append(line)
      while inserted.count < lines.count, lines[inserted.count] == line {
        inserted.append(order.count)
        order.append(line)
      }
    }
    for (name, entry) in columns where entry.scope == .line {
      columns[name]?.storage = entry.storage.gathered(order)
    }
    records = records.gathered(order)
    let oldCount = moved.count
    documentStarts = documentStarts.map { $0 < oldCount ? Int32(moved[Int($0)]) : Int32(order.count) }
    for index in refusals.indices { refusals[index].line = refusals[index].line.map { moved[$0] } }
    for index in findings.indices { findings[index].line = findings[index].line.map { moved[$0] } }
    return inserted
  }
}

extension ColumnStorage {
  /// The elements at `order`, in that order.
  fileprivate func gathered(_ order: [Int]) -> ColumnStorage {
    switch self {
    case .text(let elements): .text(order.map { elements[$0] })
    case .wide(let elements): .wide(order.map { elements[$0] })
    case .narrow(let elements): .narrow(order.map { elements[$0] })
    }
  }
}

extension SourceRecords {
  /// The records at `order`, in that order.
  fileprivate func gathered(_ order: [Int]) -> SourceRecords {
    var result = SourceRecords(width: width)
    result.positions = order.map { positions[$0] }
    result.raw = order.map { raw[$0] }
    result.cells.reserveCapacity(order.count * width)
    for record in order { result.cells.append(contentsOf: cells[record * width..<(record + 1) * width]) }
    return result
  }
}
