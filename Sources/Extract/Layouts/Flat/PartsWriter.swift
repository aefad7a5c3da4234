import Columns

/// Writes one document a key: a line for each of the declared amounts of its records, then those of the document.
struct PartsWriter: DocumentWriter {
  private var parts: [Part]
  private let kind, title, amount, quantity: Int
  private let recordTitle, recordQuantity: Int?
  private let clearedSlots: [Int]
  private var one = TextRange.empty
  private var minusOne = TextRange.empty

  /// A part with its slots, and its words in the batch at hand.
  private struct Part {
    let declared: MonetaryPart
    let slot: Int
    let titleSlot: Int?
    var kind = TextRange.empty
    var title = TextRange.empty
  }

  /// A writer of `parts`.
  ///
  /// - Parameters:
  ///   - title: the column that names what a record is about.
  ///   - quantity: the column with the record's quantity.
  ///   - cleared: columns that hold for what a record is about and for no other line, such as its article number.
  init(_ parts: [MonetaryPart], title: String?, quantity: String?, cleared: [String], _ slots: ColumnSlots) {
    self.parts = parts.map { part in
      var titleSlot: Int?
      if case .column(let name) = part.title { titleSlot = slots.find(name) }
      return Part(declared: part, slot: slots[part.column], titleSlot: titleSlot)
    }
    kind = slots[MadeColumn.lineKind]
    self.title = slots[MadeColumn.lineTitle]
    amount = slots[MadeColumn.lineAmount]
    self.quantity = slots[MadeColumn.lineQuantity]
    recordTitle = title.flatMap(slots.find)
    recordQuantity = quantity.flatMap(slots.find)
    clearedSlots = cleared.compactMap(slots.find)
  }

  /// The columns that shaping reads or writes for `parts`, for ``Layout/shapedColumns``.
  static func columns(_ parts: [MonetaryPart], title: String?, quantity: String?) -> [String] {
    var columns = parts.map(\.column) + MadeColumn.all + [title, quantity].compactMap { $0 }
    for part in parts {
      if case .column(let name) = part.title { columns.append(name) }
    }
    return columns
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    one = spread.write("1")
    minusOne = spread.write("-1")
    for index in parts.indices {
      parts[index].kind = spread.write(parts[index].declared.kind)
      if case .words(let words) = parts[index].declared.title { parts[index].title = spread.write(words) }
    }
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    _ = addLines(records, to: &spread)
    spread.endDocument()
  }

  /// A line that was added: of which record, and for which of the parts.
  struct Added {
    let line: Int
    let record: Int
    let part: Int
  }

  /// Adds the lines of a document and leaves it open, for a writer that has more to say of it.
  mutating func addLines(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) -> [Added] {
    var added: [Added] = []
    for record in records {
      for index in parts.indices where !parts[index].declared.isOfDocument {
        add(index, of: Int(record), to: &spread, &added)
      }
    }
    guard let first = records.first else { return added }
    for index in parts.indices where parts[index].declared.isOfDocument {
      add(index, of: Int(first), to: &spread, &added)
    }
    return added
  }

  private func add(_ index: Int, of record: Int, to spread: inout DocumentSpread, _ added: inout [Added]) {
    let part = parts[index]
    let cell = spread.cell(record, part.slot)
    guard part.declared.isMain || spread.isAmount(cell) else { return }
    let line = spread.addLine(of: record)
    added.append(Added(line: line, record: record, part: index))
    spread[line, kind] = part.kind
    spread[line, amount] = signed(cell, part.declared.sign, &spread)
    switch part.declared.title {
    case .kept: spread[line, title] = recordTitle.map { spread.cell(record, $0) } ?? .empty
    case .column: spread[line, title] = part.titleSlot.map { spread.cell(record, $0) } ?? .empty
    case .words: spread[line, title] = part.title
    }
    if part.declared.isMain {
      spread[line, quantity] = recordQuantity.map { spread.cell(record, $0) } ?? one
    } else {
      spread[line, quantity] = part.declared.sign == .reduction ? minusOne : one
      for slot in clearedSlots { spread[line, slot] = .empty }
    }
  }

  private func signed(_ cell: TextRange, _ sign: MonetaryPart.Sign, _ spread: inout DocumentSpread) -> TextRange {
    switch sign {
    case .stated: return cell
    case .negated: return spread.isAmount(cell) ? spread.writeNegated(cell) : cell
    case .reduction:
      let isNegative = spread.bytes(cell).contains(UInt8(ascii: "-"))
      return isNegative || !spread.isAmount(cell) ? cell : spread.writeNegated(cell)
    }
  }
}
