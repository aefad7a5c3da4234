/// Writes the rows of `tax_lines`: the taxes of a document as the platform names them.
import Columns
import Commerce
import GRDB

/// Written only where the document does not tell as much: it has several taxes, or they leave a rest, or the name of its
/// only tax tells whose it is.
///
/// What they leave of the tax that the platform states is a row without a title.
struct TaxLineRows {
  private let insert: Statement
  /// Countries where a tax is a state's, a county's or a city's, and its name tells which.
  private static let federal = Set(["US", "CA"].compactMap { Country($0)?.stored })

  /// Prepares the statement.
  init(_ database: Database) throws {
    insert = try Statement(
      "INSERT INTO tax_lines (transaction_id, ordinal, title, amount) VALUES (?1, ?2, ?3, ?4)", database)
  }

  /// Writes the taxes of every loaded document.
  func write(_ entries: [DocumentEntry], _ columns: DocumentColumns, _ text: PinnedText) throws {
    guard !columns.taxSlots.isEmpty else { return }
    for document in entries.indices where entries[document].fate == .loaded {
      var filled = 0
      var rest = columns.taxTotal[document]
      for slot in columns.taxSlots where slot.amount[document] != .missing {
        filled += 1
        if rest != .missing { rest &-= slot.amount[document] }
      }
      let unattributed = rest == .missing ? 0 : rest
      let isNamed = Self.federal.contains(columns.country[document])
      guard filled > 1 || (filled == 1 && (unattributed != 0 || isNamed)) else { continue }
      try write(document, entries[document].id, columns, text, unattributed: unattributed)
    }
  }

  private func write(
    _ document: Int, _ id: Int64, _ columns: DocumentColumns, _ text: PinnedText, unattributed: Int64
  ) throws {
    insert.bind(1, id)
    var ordinal: Int64 = 0
    for slot in columns.taxSlots where slot.amount[document] != .missing {
      ordinal += 1
      insert.bind(2, ordinal)
      insert.bind(3, slot.title[document], of: text)
      insert.bind(4, slot.amount[document])
      try insert.run()
    }
    if unattributed != 0 {
      insert.bind(2, ordinal + 1)
      insert.bind(3, TextRange.empty, of: text)
      insert.bind(4, unattributed)
      try insert.run()
    }
  }
}
