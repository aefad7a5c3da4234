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
  /// Whether text stood behind a closing quote.
  private var hasTextAfterQuote = false

  init(_ bytes: [UInt8], _ dialect: CSVDialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// All records that are not blank, the header included, which says how many cells each has; `nil` for any number.
  mutating func records(width given: Int? = nil) -> [NaiveRecord] {
    var records: [NaiveRecord] = []
    var width = given
    while index < bytes.count {
      let start = index
      let line = 1 + lineBreaks(before: start)
      var cells: [[UInt8]] = []
      var isEnd = false
      var starts: [Int] = []
      while !isEnd {
        let cellStart = index
        starts.append(index)
        if let cell = cell(&isEnd) {
          cells.append(cell)
        } else {
          // The cell again, with its quote as a letter.
          strays.insert(cellStart)
          starts.removeLast()
          index = cellStart
          isEnd = false
        }
      }
      if let width, !Self.fits(cells, width), let stray = strayColumn(start..<index, width) {
        strays.insert(starts[stray])
        index = start
        continue
      }
      let isBlank = cells == [[]] && (bytes[start] == 0x0A || bytes[start] == 0x0D)
      if !isBlank {
        records.append(NaiveRecord(cells: cells.map { String(decoding: $0, as: UTF8.self) }, line: line, byte: start))
        width = width ?? cells.count
      }
    }
    return records
  }

  private static func fits(_ cells: [[UInt8]], _ width: Int) -> Bool {
    cells.count >= width && cells.dropFirst(width).allSatisfy(\.isEmpty)
  }

  /// The field of the first line with the stray quote, where every line of a record is a record by itself.
  private func strayColumn(_ record: Range<Int>, _ width: Int) -> Int? {
    var lines: [[UInt8]] = [[]]
    var place = record.lowerBound
    while place < record.upperBound {
      var line = NaiveCSV(bytes, dialect)
      line.index = place
      if let length = line.lineBreakLength() {
        lines.append([])
        place += length
      } else {
        lines[lines.count - 1].append(bytes[place])
        place += 1
      }
    }
    if lines.last == [], hasLineBreak(record.upperBound - 1..<record.upperBound) { lines.removeLast() }
    guard width > 1, lines.count > 1 else { return nil }
    var column: Int?
    for (number, bytes) in lines.enumerated() {
      var line = NaiveCSV(bytes, dialect)
      let records = line.records(width: .max)
      guard records.count == 1, !line.hasTextAfterQuote, line.strays.count == (number == 0 ? 1 : 0) else { return nil }
      guard Self.fits(records[0].cells.map { Array($0.utf8) }, width) else { return nil }
      if number == 0 { column = line.cellIndex(of: line.strays.first ?? 0) }
    }
    // A quote is something, also where the header names no column.
    return column.flatMap { $0 < width ? $0 : nil }
  }

  /// Which cell of its only line starts at a place.
  private func cellIndex(of place: Int) -> Int? {
    var again = NaiveCSV(bytes, dialect)
    again.strays = strays
    var column = 0
    var isEnd = false
    while again.index < place, !isEnd {
      _ = again.cell(&isEnd)
      column += 1
    }
    return column
  }

  /// The next cell; `nil` when its quote is a stray one.
  private mutating func cell(_ isEnd: inout Bool) -> [UInt8]? {
    var text: [UInt8] = []
    var isQuoted = false
    var isAtStart = true
    let isStray = strays.contains(index)
    var brokenAndClosed = -1
    var closed = -1
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
          closed = index + 1
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
        noteTextBehind(closed)
        index += dialect.delimiter.count
        return text
      } else if let length = lineBreakLength() {
        if brokenAndClosed >= 0, index > brokenAndClosed { return nil }
        noteTextBehind(closed)
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
    noteTextBehind(closed)
    isEnd = true
    return text
  }

  private mutating func noteTextBehind(_ closed: Int) {
    if closed >= 0, index > closed { hasTextAfterQuote = true }
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
