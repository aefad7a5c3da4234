import Columns

/// The cells that a field reads, one for each element of its column, those of refused documents left out.
///
/// Most fields read one column as it stands, and most batches have no refusal when they are mapped; then a step costs a
/// load.
struct CellWalk: Sequence, IteratorProtocol {
  /// A cell and the element of the column that it fills.
  struct Step {
    let element: Int
    let cell: TextRange
  }

  private let source: CellSource
  private let cells: SourceCells
  private let text: [UInt8]
  private let fallback: TextRange
  private let starts: [Int32]
  /// Which documents are left out; empty where none is.
  private let refused: [Bool]
  private let scope: ColumnScope
  /// The column that is read as it stands; `nil` where the source says more.
  private let plain: Int?
  private var document = 0
  private var element = 0
  private var end = 0

  init(
    _ source: CellSource, _ batch: borrowing Batch, _ scope: ColumnScope, _ cells: SourceCells, _ fallback: TextRange
  ) {
    self.source = source
    self.cells = cells
    self.fallback = fallback
    self.scope = scope
    text = batch.text.bytes
    starts = batch.documentStarts
    refused = batch.refusals.isEmpty ? [] : (0..<batch.documentCount).map { batch.isRefused($0) }
    plain = source.isPlain ? source.columns.first : nil
    guard refused.isEmpty else { return }
    // One stretch over all.
    end = scope == .line ? batch.lineCount : batch.documentCount
    document = batch.documentCount
  }

  @inline(__always)
  mutating func next() -> Step? {
    if element == end, !findNext() { return nil }
    let element = element
    self.element = element &+ 1
    let record = scope == .line ? element : Int(starts[element])
    guard let plain else {
      return Step(element: element, cell: source.cell(record, cells, text.span, fallback))
    }
    let cell = cells[record, plain]
    return Step(element: element, cell: cell.isEmpty ? fallback : cell)
  }

  /// Goes to the next document that is not left out; `false` when there is none.
  private mutating func findNext() -> Bool {
    while document < refused.count {
      let found = document
      document += 1
      if refused[found] { continue }
      element = scope == .line ? Int(starts[found]) : found
      end = scope == .line ? Int(starts[found + 1]) : found + 1
      if element < end { return true }
    }
    return false
  }
}

extension Batch {
  /// The document that an element of `scope` belongs to.
  func document(of element: Int, _ scope: ColumnScope) -> Int {
    scope == .document ? element : document(of: element)
  }
}
