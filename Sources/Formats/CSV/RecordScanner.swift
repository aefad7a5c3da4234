/// The hot loop: splits a buffer into records and cells.
import Columns

/// Splits buffers into records according to a dialect.
struct RecordScanner: Sendable {
  let delimiter: [UInt8]
  let quote: UInt8?
  let escape: UInt8?
  let takesLoneCR: Bool
  let limits: CSVLimits
  let selection: ColumnSelection
  /// The header as it stands in the file, to pass over records equal to it; empty when there is none.
  let header: [UInt8]
  let vectors: StructureVectors

  init(dialect: CSVDialect, limits: CSVLimits, selection: ColumnSelection, header: [UInt8]) {
    delimiter = dialect.delimiter.isEmpty ? CSVDialect().delimiter : dialect.delimiter
    quote = dialect.quote
    escape = dialect.quoteEscape == .backslash ? UInt8(ascii: "\\") : nil
    takesLoneCR = dialect.lineBreak == .cr
    self.limits = limits
    self.selection = selection
    self.header = header
    vectors = StructureVectors(
      delimiter: delimiter[0], quote: quote, escape: escape, lineBreak: .lf, otherBreak: takesLoneCR ? .cr : .lf)
  }

  /// Where the loop stands within a record.
  struct Cursor {
    var recordStart = 0
    var recordLine = 0
    var cellStart = 0
    var column = 0
    /// The opening and closing quote of the cell; -1 while there is none.
    var openedAt = -1
    var closedAt = -1
    var isQuoted = false
    /// Whether the cell holds doubled or escaped bytes.
    var hasEscapes = false
    /// First byte that has not been looked at: what follows an escape is passed over.
    var resume = 0
    /// First cell that is not empty behind the last column; -1 while there is none.
    var surplusAt = -1
    /// Records completed, and the first cell of the row being filled.
    var records = 0
    var row = 0
    /// Where the next 64 bytes start, and the line breaks before them.
    var base = 0
    var linesBefore = 0
    /// A quote that opened a cell of several lines and is a stray one; -1 while there is none.
    var strayAt = -1
    /// Whether it is one because the lines of its record are records by themselves.
    var isOfLines = false
  }

  /// Splits on from `cursor` to byte `count`, the `recordLimit`th record, the limit of a record, or a stray quote.
  @inline(never)
  func split(
    _ bytes: UnsafePointer<UInt8>, count: Int, atEnd: Bool, cells: UnsafeMutablePointer<TextRange>, recordLimit: Int,
    from progress: inout Cursor, into result: inout ScanResult
  ) {
    let firstDelimiter = delimiter[0]
    let delimiterCount = delimiter.count
    let quote = quote ?? 0
    let hasQuote = self.quote != nil
    let escape = escape ?? quote
    let hasEscape = self.escape != nil
    // What stands in a local variable stays in registers.
    var cursor = progress
    defer { progress = cursor }
    var linesBefore = cursor.linesBefore
    var base = cursor.base
    scan: while base < count {
      let mask = unsafe vectors.masks(at: bytes + base)
      let valid = UInt64.bits(before: count - base)
      var bits = (cursor.isQuoted ? mask.quotes : mask.ends | mask.quotes) & valid & .bits(from: cursor.resume - base)
      while bits != 0 {
        let at = base &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let byte = unsafe bytes[at]
        if cursor.isQuoted {
          let next = at &+ 1
          if next == count, !atEnd { break scan }
          let isEscape = hasEscape && byte == escape
          if next < count, unsafe isEscape ? isEscapable(bytes[next]) : bytes[next] == quote {
            cursor.hasEscapes = true
            cursor.resume = next &+ 1
            bits &= .bits(from: cursor.resume &- base)
          } else if !isEscape {
            cursor.isQuoted = false
            cursor.closedAt = at
            bits = (mask.ends | mask.quotes) & valid & .bits(from: next &- base)
          }
        } else if byte == firstDelimiter {
          if delimiterCount > 1 {
            if unsafe !delimiterStands(at: bytes + at, before: bytes + count) { continue }
            cursor.resume = at &+ delimiterCount
            bits &= .bits(from: cursor.resume &- base)
          }
          guard unsafe endCell(&cursor, at: at, in: bytes, cells: cells, into: &result) else { break scan }
          cursor.column &+= 1
          cursor.cellStart = at &+ delimiterCount
        } else if hasQuote, byte == quote {
          if at == cursor.cellStart {
            cursor.isQuoted = true
            cursor.openedAt = at
            bits = mask.quotes & valid & .bits(from: at &+ 1 &- base)
          }
        } else if hasEscape, byte == escape {
          if at &+ 1 < count, unsafe isEscapable(bytes[at &+ 1]) {
            cursor.hasEscapes = true
            cursor.resume = at &+ 2
            if unsafe bytes[at &+ 1] == .cr {
              if cursor.resume == count, !atEnd { break scan }
              if cursor.resume < count, unsafe bytes[cursor.resume] == .lf { cursor.resume &+= 1 }
            }
            bits &= .bits(from: cursor.resume &- base)
          }
        } else {
          var end = at
          var next = at &+ 1
          if takesLoneCR {
            if byte == .cr {
              if next == count, !atEnd { break scan }
              if next < count, unsafe bytes[next] == .lf { next &+= 1 }
              cursor.resume = next
              bits &= .bits(from: next &- base)
            }
          } else if at > cursor.cellStart, unsafe bytes[at &- 1] == .cr {
            end = at &- 1
          }
          if next &- cursor.recordStart > limits.recordBytes { break scan }
          guard unsafe endRecord(&cursor, at: end, in: bytes, cells: cells, into: &result) else { break scan }
          cursor.recordLine =
            takesLoneCR
            ? unsafe cursor.recordLine + lineCount(bytes + cursor.recordStart, count: next - cursor.recordStart)
            : linesBefore &+ (mask.breaks & valid & .bits(before: at &+ 1 &- base)).nonzeroBitCount
          cursor.recordStart = next
          cursor.cellStart = next
          if cursor.records == recordLimit { break scan }
        }
      }
      linesBefore &+= (mask.breaks & valid).nonzeroBitCount
      base &+= 64
    }
  }
}

extension UInt8 {
  static var lf: UInt8 { 0x0A }
  static var cr: UInt8 { 0x0D }
}
