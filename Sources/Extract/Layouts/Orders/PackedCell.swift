import Columns

/// A kind of cell that holds several items, each of fields written `key:value` and joined by `|`.
///
/// Free text such as the name of goods may hold the same marks, so an item is not split at every one of them: its fields
/// are looked for by their keys, in the order in which the export writes them.
///
/// ```swift
/// let taxes = PackedCell(between: ";", ["rate_id", "code", "total", "label"])
/// for item in taxes.items(in: cell, text) { print(text.string(taxes.fields(of: item, text)[2])) }
/// ```
struct PackedCell: Sendable {
  /// `key:` of the first field.
  private let first: [UInt8]
  /// `|key:` of the fields behind it.
  private let others: [[UInt8]]
  /// What stands between items, with the first key behind it.
  private let boundary: [UInt8]

  /// Cells whose items have fields of `keys`, in this order; all but the first may be missing.
  init(between separator: String, _ keys: [String]) {
    first = Array("\(keys[0]):".utf8)
    others = keys.dropFirst().map { Array("|\($0):".utf8) }
    boundary = Array(separator.utf8) + first
  }

  /// The items of a cell; a last separator without an item behind it is none of the item's text.
  func items(in cell: TextRange, _ text: TextArena) -> [TextRange] {
    var items: [TextRange] = []
    var start = Int(cell.start)
    let end = start + Int(cell.count)
    let separator = boundary.count - first.count
    while start < end {
      let next = text.find(boundary, in: start..<end) ?? end
      var stop = next
      if stop == end, text.bytes[..<end].suffix(separator).elementsEqual(boundary.prefix(separator)) {
        stop = max(start, end - separator)
      }
      if stop > start { items.append(TextRange(start: start, count: stop - start)) }
      start = next + separator
    }
    return items
  }

  /// The values of an item's fields in the order of the keys; empty where a field is missing.
  func fields(of item: TextRange, _ text: TextArena) -> [TextRange] {
    let range = item.indices
    var values = [TextRange](repeating: .empty, count: others.count + 1)
    var field = 0
    var start = range.lowerBound
    if text.bytes[range].starts(with: first) { start += first.count }
    for (index, key) in others.enumerated() {
      guard let found = text.find(key, in: start..<range.upperBound) else { continue }
      values[field] = TextRange(start: start, count: found - start)
      field = index + 1
      start = found + key.count
    }
    values[field] = TextRange(start: start, count: range.upperBound - start)
    return values
  }
}

extension TextArena {
  /// Where `word` stands first within a range of bytes.
  func find(_ word: [UInt8], in range: Range<Int>) -> Int? {
    let span = bytes.span
    var start = range.lowerBound
    while start + word.count <= range.upperBound {
      var length = 0
      while length < word.count, span[start &+ length] == word[length] { length += 1 }
      if length == word.count { return start }
      start += 1
    }
    return nil
  }

  /// The part of a range before the first such byte.
  func prefix(of range: TextRange, before byte: UInt8) -> TextRange {
    let end = bytes[range.indices].firstIndex(of: byte) ?? range.indices.upperBound
    return TextRange(start: Int(range.start), count: end - Int(range.start))
  }

  /// A value without the backslashes that guard marks in it.
  mutating func unescaped(_ range: TextRange) -> TextRange {
    guard bytes[range.indices].contains(UInt8(ascii: "\\")) else { return range }
    var value: [UInt8] = []
    for index in range.indices {
      let next = index + 1 < range.indices.upperBound ? bytes[index + 1] : 0
      if bytes[index] == UInt8(ascii: "\\"), next.isMark { continue }
      value.append(bytes[index])
    }
    return append(contentsOf: value)
  }
}

extension UInt8 {
  /// Whether the byte stands between items, fields, or a key and its value.
  fileprivate var isMark: Bool { self == UInt8(ascii: ":") || self == UInt8(ascii: "|") || self == UInt8(ascii: ";") }
}
