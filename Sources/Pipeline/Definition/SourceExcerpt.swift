/// The line of a diagnostic and the caret under it, cut to a width.
struct SourceExcerpt {
  /// The line, or the part of it around the caret.
  let line: String
  /// Spaces and carets; no trailing spaces.
  let caret: String

  /// What a diagnostic shows in `width` columns.
  init(_ diagnostic: Diagnostic, width: Int) {
    var cells: [(text: String, width: Int)] = []
    var start = 0
    var length = 0
    var bytesLeft = diagnostic.byteLength
    for (index, scalar) in diagnostic.lineText.unicodeScalars.enumerated() {
      let cell = scalar.properties.generalCategory == .control ? (" ", 1) : (String(scalar), scalar.columns)
      cells.append(cell)
      if index < diagnostic.column - 1 {
        start += cell.1
      } else if bytesLeft > 0 {
        length += cell.1
        bytesLeft -= UTF8.width(scalar)
      }
    }
    length = max(length, 1)
    // The caret may stand behind the last character.
    let total = max(cells.reduce(0) { $0 + $1.width }, start + length)
    guard total > width else {
      line = cells.map(\.text).joined()
      caret = Self.caret(start, length)
      return
    }
    // The caret's first column stays in sight, with a third of the width before it as context.
    let first = start + length < width ? 0 : min(start - min(start, width / 3), total - width)
    let window = Self.window(cells, from: first, width: width, total: total)
    line = window
    caret = Self.caret(start - first, min(length, width - (start - first)))
  }

  /// The columns from `first` on, an ellipsis wherever something is left out.
  private static func window(_ cells: [(text: String, width: Int)], from first: Int, width: Int, total: Int) -> String {
    var result = ""
    var column = 0
    for cell in cells {
      defer { column += cell.width }
      guard column >= first, column + cell.width <= first + width else { continue }
      let isCut = (column == first && first > 0) || (column + cell.width == first + width && first + width < total)
      result += isCut ? "…" : cell.text
    }
    return result
  }

  private static func caret(_ start: Int, _ length: Int) -> String {
    String(repeating: " ", count: start) + String(repeating: "^", count: length)
  }
}

extension Unicode.Scalar {
  /// Columns that a terminal gives it: none for combining marks, two for East Asian wide characters and emoji.
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
