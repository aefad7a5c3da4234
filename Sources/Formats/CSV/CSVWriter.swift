/// Writes delimited text as RFC 4180 wants it, cell by cell.
public struct CSVWriter<Sink: ByteSink>: Sendable {
  private var sink: Sink
  private let delimiter: UInt8
  private let lineBreak: [UInt8]
  private let guardsFormulas: Bool
  private var output: [UInt8] = []
  private var cellCount = 0
  private var recordStart = 0

  /// A writer into `sink`; it quotes only cells that need it.
  ///
  /// - Parameters:
  ///   - delimiter: one byte of ASCII between cells.
  ///   - lineBreak: what ends a record; RFC 4180 says CR LF.
  ///   - guardsFormulas: puts an apostrophe before text that a spreadsheet would run as a formula, that is, text
  ///     starting with `=`, `+`, `-`, `@`, a tab or CR. Numbers written as such are left alone.
  public init(
    _ sink: Sink, delimiter: UInt8 = UInt8(ascii: ","), lineBreak: CSVDialect.LineBreak = .crlf,
    guardsFormulas: Bool = false
  ) {
    self.sink = sink
    self.delimiter = delimiter
    self.guardsFormulas = guardsFormulas
    switch lineBreak {
    case .lf: self.lineBreak = [.lf]
    case .crlf: self.lineBreak = [.cr, .lf]
    case .cr: self.lineBreak = [.cr]
    }
  }

  // MARK: Cells

  /// Adds a cell of text.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes in unsafe addText(bytes) }
  }

  /// Adds a cell of UTF-8 text, such as a stretch of an arena.
  public mutating func text(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe addText($0) }
  }

  /// Adds a cell with an integer.
  public mutating func integer(_ value: Int64) {
    startCell()
    output.append(decimal: value)
  }

  /// Adds a cell with the decimal `value` × 10 to the power of −`exponent`, such as an amount in minor units.
  public mutating func decimal(_ value: Int64, exponent: Int) {
    startCell()
    output.append(minorUnits: value, exponent: exponent)
  }

  /// Adds an empty cell.
  public mutating func empty() { startCell() }

  private mutating func startCell() {
    if cellCount > 0 { output.append(delimiter) }
    cellCount += 1
  }

  private mutating func addText(_ bytes: UnsafeBufferPointer<UInt8>) {
    startCell()
    let isFormula = unsafe guardsFormulas && (bytes.first.map(Self.startsFormula) ?? false)
    let quote = UInt8(ascii: "\"")
    var needsQuotes = false
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      needsQuotes = needsQuotes || byte == delimiter || byte == quote || byte == .lf || byte == .cr
    }
    if needsQuotes { output.append(quote) }
    if isFormula { output.append(UInt8(ascii: "'")) }
    if needsQuotes {
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if byte == quote { output.append(quote) }
        output.append(byte)
      }
      output.append(quote)
    } else {
      unsafe output.append(contentsOf: bytes)
    }
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, .cr: true
    default: false
    }
  }

  // MARK: Records

  /// Ends the record.
  public mutating func endRecord() throws(FormatError) {
    // A lone empty cell would be a blank line, which readers pass over.
    if cellCount == 1, output.count == recordStart { output += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
    output += lineBreak
    cellCount = 0
    if output.count >= 1 << 16 { try flush() }
    recordStart = output.count
  }

  /// Adds a record of text cells, such as the header.
  public mutating func record(_ cells: [String]) throws(FormatError) {
    for cell in cells { text(cell) }
    try endRecord()
  }

  /// Passes on what is still held back and returns the sink.
  public mutating func finish() throws(FormatError) -> Sink {
    try flush()
    recordStart = 0
    return sink
  }

  private mutating func flush() throws(FormatError) {
    try sink.write(output)
    output.removeAll(keepingCapacity: true)
  }
}
