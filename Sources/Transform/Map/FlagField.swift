import Columns
import Pipeline

/// A field that reads true or false, in the words that exports use.
struct FlagField: MappedField {
  let key: ColumnKey<Int32>
  let source: CellSource
  let words: WordTable

  /// The words that exports use, after those of the definition.
  static func words(after own: [(String, Bool)]) -> WordTable {
    var words = WordTable()
    for (word, isTrue) in own { words.add(word, isTrue ? 1 : 0) }
    for word in ["true", "yes", "1", "on"] { words.add(word, 1) }
    for word in ["false", "no", "0", "off"] { words.add(word, 0) }
    return words
  }

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Int32>(missing: batch.count(key.scope))
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      if let value = words.value(of: text.extracting(cell.indices)) { column.stored[element] = value }
    }
    batch.put(key, column)
  }
}
