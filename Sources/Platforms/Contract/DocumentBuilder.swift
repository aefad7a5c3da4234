/// Makes a batch of source cells out of a platform's answer.
public import Columns

/// The answer's body becomes the batch's text, so a string without escapes is not copied; whatever is made is appended.
///
/// ```swift
/// var builder = DocumentBuilder(body: body, columns: columns, known: ShopifyOrders.columns)
/// builder.beginDocument(at: SourcePosition(line: page, byte: 17), raw: range)
/// builder.addLine()
/// builder.set(nameSlot, range)
/// let batch = builder.finish()
/// ```
public struct DocumentBuilder: Sendable {
  /// The text: the bodies, then what was appended.
  public var text: TextArena
  private var records: SourceRecords
  private var starts: [Int32] = []
  private let slots: [Int]
  private var position = SourcePosition(line: 0, byte: 0)
  private var raw = TextRange.empty
  private var documentCells: [TextRange]
  private var refusals: [Refusal] = []
  private var findings: [Finding] = []

  /// A builder over a body.
  ///
  /// - Parameters:
  ///   - columns: the columns that stages read; a record has a cell for each.
  ///   - known: the columns that the adapter fills, in its own order: column `n` of them is set by the number `n`.
  public init(body: consuming [UInt8], columns: [String], known: [String]) {
    text = TextArena(bytes: body)
    records = SourceRecords(width: columns.count)
    slots = known.map { columns.firstIndex(of: $0) ?? -1 }
    documentCells = Array(repeating: .empty, count: columns.count)
  }

  /// Whether any stage reads the column, so that making it is worth the while.
  @inlinable
  public func isWanted(_ column: Int) -> Bool { slot(column) >= 0 }

  /// Begins a document; `raw` is the whole record as it stood, kept for rejects.
  public mutating func beginDocument(at position: SourcePosition, raw: TextRange) {
    self.position = position
    self.raw = raw
    for cell in documentCells.indices { documentCells[cell] = .empty }
    starts.append(Int32(records.count))
  }

  /// Sets a cell that every line of the document begins with.
  public mutating func setForDocument(_ column: Int, _ value: TextRange) {
    let slot = slot(column)
    if slot >= 0 { documentCells[slot] = value }
  }

  /// Adds a line to the document that was begun last.
  public mutating func addLine() {
    records.cells.append(contentsOf: documentCells)
    records.positions.append(position)
    records.raw.append(raw)
  }

  /// Sets a cell of the line that was added last.
  public mutating func set(_ column: Int, _ value: TextRange) {
    let slot = slot(column)
    if slot >= 0 { records[records.count - 1, slot] = value }
  }

  /// The document that was begun last.
  public var document: Int { starts.count - 1 }

  /// Refuses a document.
  public mutating func refuse(_ refusal: Refusal) { refusals.append(refusal) }

  /// Notes something about a document that a person should look at.
  public mutating func note(_ finding: Finding) { findings.append(finding) }

  /// The batch; every document has at least one line.
  public consuming func finish() -> Batch {
    var batch = Batch(text: text, records: records, documentStarts: starts + [Int32(records.count)])
    for refusal in refusals { batch.refuse(refusal) }
    batch.findings = findings
    return batch
  }

  @usableFromInline
  func slot(_ column: Int) -> Int { slots[column] }
}
