/// A reader of delimited text so simple that it can be checked by eye: the model that the real one is compared with.
import Formats

/// One record as the model sees it.
struct NaiveRecord: Equatable, CustomStringConvertible {
  var cells: [String]
  var line: Int
  var byte: Int

  var description: String { "\(line):\(byte) \(cells)" }
}

/// Splits whole files byte by byte, following the dialect to the letter and caring for nothing else.
struct NaiveCSV {
  let bytes: [UInt8]
  let dialect: CSVDialect
  var index = 0
  /// Quotes that seemed to open a cell of several lines and had no partner.
  private var strays: Set<Int> = []

  init(_ bytes: [UInt8], _ dialect: CSVDialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// All records that are not blank, the header included.
  mutating func records() -> [NaiveRecord] {
    var records: [NaiveRecord] = []
    while index < bytes.count {
      let start = index
      let line = 1 + lineBreaks(before: start)
      var cells: [[UInt8]] = []
      var isEnd = false
      while !isEnd {
        let cellStart = index
        if let cell = cell(&isEnd) {
          cells.append(cell)
        } else {
          // The cell again, with its quote as a letter.
          strays.insert(cellStart)
          index = cellStart
          isEnd = false
        }
      }
      let isBlank = cells == [[]] && (bytes[start] == 0x0A || bytes[start] == 0x0D)
      if !isBlank {
        records.append(NaiveRecord(cells: cells.map { String(decoding: $0, as: UTF8.self) }, line: line, byte: start))
      }
    }
    return records
  }

  /// The next cell; `nil` when its quote is a stray one.
  private mutating func cell(_ isEnd: inout Bool) -> [UInt8]? {
    var text: [UInt8] = []
    var isQuoted = false
    var isAtStart = true
    let isStray = strays.contains(index)
    var brokenAndClosed = -1
    let start = index
    if isStray {
      index += 1
      isAtStart = false
    }
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      if dialect.quoteEscape == .backslash, byte == 0x5C, let next, isEscapable(next) {
        text.append(next)
        index += 2
        if next == 0x0D, index < bytes.count, bytes[index] == 0x0A {
          text.append(0x0A)
          index += 1
        }
      } else if isQuoted, byte == dialect.quote {
        if next == dialect.quote {
          text.append(byte)
        } else {
          isQuoted = false
          if hasLineBreak(start..<index) { brokenAndClosed = index + 1 }
        }
        index += next == dialect.quote ? 2 : 1
      } else if isStray, byte == dialect.quote, next == dialect.quote {
        text.append(byte)
        index += 2
      } else if isQuoted {
        text.append(byte)
        index += 1
      } else if isAtStart, byte == dialect.quote {
        isQuoted = true
        index += 1
      } else if bytes[index...].starts(with: dialect.delimiter) {
        if brokenAndClosed >= 0, index > brokenAndClosed { return nil }
        index += dialect.delimiter.count
        return text
      } else if let length = lineBreakLength() {
        if brokenAndClosed >= 0, index > brokenAndClosed { return nil }
        index += length
        isEnd = true
        return text
      } else {
        text.append(byte)
        index += 1
      }
      isAtStart = false
    }
    if isQuoted || brokenAndClosed >= 0 && index > brokenAndClosed { return nil }
    isEnd = true
    return text
  }

  private func hasLineBreak(_ range: Range<Int>) -> Bool {
    bytes[range].contains { $0 == 0x0A || ($0 == 0x0D && dialect.lineBreak == .cr) }
  }

  private func isEscapable(_ byte: UInt8) -> Bool {
    [dialect.quote, 0x5C, 0x0A, 0x0D, dialect.delimiter[0]].contains(byte)
  }

  private func lineBreakLength() -> Int? {
    let next = index + 1 < bytes.count ? bytes[index + 1] : nil
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D where next == 0x0A: return 2
    case 0x0D where dialect.lineBreak == .cr: return 1
    default: return nil
    }
  }

  private func lineBreaks(before end: Int) -> Int {
    var count = 0
    for at in 0..<end {
      if bytes[at] == 0x0A, dialect.lineBreak != .cr || at == 0 || bytes[at - 1] != 0x0D { count += 1 }
      if bytes[at] == 0x0D, dialect.lineBreak == .cr { count += 1 }
    }
    return count
  }
}
