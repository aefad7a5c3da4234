import Columns
import Commerce
import Pipeline

/// A field that reads one of a few words, such as the kind of a line.
struct WordField: MappedField {
  let key: ColumnKey<Int32>
  let source: CellSource
  let words: WordTable
  /// What a blank or unlisted cell means; `nil` to refuse it.
  let otherwise: Int32?
  /// Whether a blank cell refuses the document where it means nothing.
  let isFilled: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var column = Column<Int32>(missing: batch.count(key.scope))
    var refusals: [Refusal] = []
    let fallback = source.placeFallback(in: &batch)
    let bytes = batch.text.bytes
    let text = bytes.span
    var values = column.stored.mutableSpan
    for step in CellWalk(source, batch, key.scope, cells, fallback) {
      let element = step.element
      let cell = step.cell
      if let value = words.value(of: text.extracting(cell.indices)) ?? otherwise {
        values[element] = value
      } else if isFilled || !cell.isEmpty {
        refusals.append(
          Refusal(
            cell.isEmpty ? .missingValue : .unknownWord, document: batch.document(of: element, key.scope),
            line: batch.line(of: element, key.scope), column: source.name, value: cell, detail: key.name))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(key, column)
  }
}

/// Words and simple patterns with what they mean; the first that fits counts, capitals or not.
struct WordTable: Sendable {
  /// How a word is compared: whole, or with a `*` for any text in front, behind or on both sides.
  private enum Fit: Sendable { case whole, front, back, inside }

  private var entries: [(fit: Fit, word: [UInt8], value: Int32)] = []

  /// Adds a word or pattern; a `*` may stand at its start, its end, or both.
  mutating func add(_ pattern: String, _ value: Int32) {
    var word = Substring(pattern)
    let opensFront = word.hasPrefix("*")
    if opensFront { word = word.dropFirst() }
    let opensBack = word.hasSuffix("*")
    if opensBack { word = word.dropLast() }
    let fit: Fit = opensFront ? (opensBack ? .inside : .back) : (opensBack ? .front : .whole)
    entries.append((fit, word.utf8.map(Self.lowered), value))
  }

  /// What `text` means; `nil` when no word fits or there is no text.
  func value(of text: Span<UInt8>) -> Int32? {
    guard text.count > 0 else { return nil }
    for entry in entries where Self.fits(entry.fit, entry.word, text) { return entry.value }
    return nil
  }

  private static func fits(_ fit: Fit, _ word: [UInt8], _ text: Span<UInt8>) -> Bool {
    let surplus = text.count - word.count
    guard surplus >= 0 else { return false }
    switch fit {
    case .whole: return surplus == 0 && matches(word, text, at: 0)
    case .front: return matches(word, text, at: 0)
    case .back: return matches(word, text, at: surplus)
    case .inside:
      for offset in 0...surplus where matches(word, text, at: offset) { return true }
      return false
    }
  }

  private static func matches(_ word: [UInt8], _ text: Span<UInt8>, at offset: Int) -> Bool {
    for index in word.indices where lowered(text[offset + index]) != word[index] { return false }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
