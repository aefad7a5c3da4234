/// The text of cells that are quoted or hold escapes.
import Columns

extension RecordScanner {
  /// Appends the text of a quoted or escaped cell and returns where it stands.
  @inline(never)
  func unquote(_ cell: UnsafePointer<UInt8>, count: Int, into result: inout ScanResult) -> TextRange {
    let start = result.unquoted.count
    var index = 0
    var isQuoted = false
    if count > 0, let quote, unsafe cell[0] == quote {
      isQuoted = true
      index = 1
    }
    while index < count {
      let byte = unsafe cell[index]
      let next = unsafe index + 1 < count ? cell[index + 1] : nil
      if let escape, byte == escape, let next, isEscapable(next) {
        result.unquoted.append(next)
        index += 2
      } else if isQuoted, byte == quote {
        if next == quote {
          result.unquoted.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
        index += 1
      } else {
        result.unquoted.append(byte)
        index += 1
      }
    }
    return TextRange(start: start, count: result.unquoted.count - start)
  }

  /// Whether a backslash takes the special meaning from `byte`; before any other byte it is text.
  func isEscapable(_ byte: UInt8) -> Bool {
    byte == escape || byte == quote || byte == delimiter[0] || byte == .lf || byte == .cr
  }
}
