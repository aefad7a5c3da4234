import Columns

/// Makes a document of every record, or of the records that share a key, as they stand; what a cell says where it has no
/// number may be taken out of it.
struct PlainRows: DocumentWriter {
  /// Cells in which some words mean that there is nothing.
  private let blanks: [(slot: Int, words: [String])]
  /// Slots of which one must be filled for a record to be a line; empty when every record is one.
  private let evidence: [Int]
  /// Names to free from the references to characters that WordPress puts into them.
  private let names: [Int]
  /// Texts that every record gets, such as what the header alone tells.
  private let constants: [(slot: Int, text: String)]
  private var written: [TextRange] = []

  init(
    blanks: [(slot: Int, words: [String])] = [], evidence: [Int] = [], names: [Int] = [],
    constants: [(slot: Int, text: String)] = []
  ) {
    self.blanks = blanks
    self.evidence = evidence
    self.names = names
    self.constants = constants
  }

  mutating func begin(_ spread: inout DocumentSpread) {
    written.removeAll()
    for constant in constants { written.append(spread.write(constant.text)) }
  }

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    for record in records {
      let isLine = evidence.isEmpty || evidence.contains { !spread.cell(Int(record), $0).isEmpty }
      // A document has at least a line, and its first record has what is said of it as a whole.
      guard isLine || record == records.first else { continue }
      let line = spread.addLine(of: Int(record))
      for (slot, words) in blanks where words.contains(where: { spread.says(spread[line, slot], $0) }) {
        spread[line, slot] = .empty
      }
      for slot in names { spread[line, slot] = spread.text.withoutHTML(spread[line, slot]) }
      for (constant, text) in zip(constants, written) { spread[line, constant.slot] = text }
    }
    spread.endDocument()
  }
}
