/// The reader against the model, on random text that is mostly made of trouble.
import Columns
import Formats
import Testing

@Suite struct CSVReaderModelTests {
  static let dialects: [CSVDialect] = {
    var pipes = CSVDialect(delimiter: "||")
    pipes.hasHeader = false
    var backslash = CSVDialect(delimiter: ";")
    backslash.quoteEscape = .backslash
    var mac = CSVDialect()
    mac.lineBreak = .cr
    var raw = CSVDialect(delimiter: "\t")
    raw.quote = nil
    var rawEscaped = raw
    rawEscaped.quoteEscape = .backslash
    return [CSVDialect(), pipes, backslash, mac, raw, rawEscaped, CSVDialect(delimiter: "~^~")]
  }()

  /// Text over an alphabet in which nearly every byte means something, with a header that fixes three columns.
  static func text(_ dialect: CSVDialect, seed: Int) -> [UInt8] {
    var random = Seeded(seed)
    let delimiter = String(decoding: dialect.delimiter, as: UTF8.self)
    let pieces = [
      "a", "bc", "é", "\"", "\"\"", "\"x\"", "\\", "\n", "\n", "\r\n", "\r", delimiter, delimiter, delimiter, " ",
      String(delimiter.prefix(1)), String(repeating: "z", count: 70), "\n\n", "\"" + delimiter, delimiter + "\"", "€",
    ]
    let lineBreak = dialect.lineBreak == .cr ? "\r" : "\n"
    var text = dialect.hasHeader ? ["h1", "h2", "h3"].joined(separator: delimiter) + lineBreak : ""
    for _ in 0..<Int.random(in: 1...120, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
    return Array(text.utf8)
  }

  /// What the model gives, brought to the width of the header.
  static func expected(_ bytes: [UInt8], _ dialect: CSVDialect) -> (width: Int, records: [NaiveRecord]) {
    var model = NaiveCSV(bytes, dialect)
    var records = model.records()
    let width = records.first?.cells.count ?? 0
    let header = dialect.hasHeader ? records.removeFirst() : nil
    for index in records.indices {
      let cells = records[index].cells
      records[index].cells = (0..<width).map { $0 < cells.count ? cells[$0] : "" }
    }
    _ = header
    return (width, records)
  }

  @Test("Random text is split as the model splits it, however it is cut into chunks and blocks", arguments: 0..<400)
  func agreesWithModel(seed: Int) throws {
    for dialect in Self.dialects {
      let bytes = Self.text(dialect, seed: seed)
      let expected = Self.expected(bytes, dialect)
      guard expected.width > 0 else { continue }
      for (largestRead, targetBytes) in [(Int.max, 1 << 20), (1, 64), (7, 100), (64, 128)] {
        let read = try readAll(bytes, dialect, largestRead: largestRead, targetBytes: targetBytes)
        let got = read.records.map { NaiveRecord(cells: $0.cells, line: $0.position.line, byte: $0.position.byte) }
        try #require(got == expected.records, "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(dialect)")
      }
    }
  }

  @Test("Every cut of a file into chunks gives the same records, raw text, positions and problems")
  func chunkIndependence() throws {
    let text =
      "a,b,c\r\n1,\"x\"\"y\",\"l1\r\nl2\"\r\n2,é,\"t\"z\r\n\r\n3,4\r\n5,6,7,8\na,b,c\r\n\"\",\u{0}, \r\n9,\"open"
    let bytes = Array(text.utf8) + [0xC3]
    let whole = try readAll(bytes)
    #expect(whole.records.count == 6)
    for largestRead in 1...bytes.count {
      for targetBytes in [1, 64, 65, 90, 1000] {
        let cut = try readAll(bytes, largestRead: largestRead, targetBytes: targetBytes)
        try #require(cut.records == whole.records)
      }
    }
  }

  @Test("Any selection gives the same cells as reading all columns", arguments: 0..<50)
  func selection(seed: Int) throws {
    let bytes = Self.text(CSVDialect(), seed: seed)
    let all = try readAll(bytes)
    for columns in [[], [0], [2, 0], [1, 1, 2], [0, 9, 1]] {
      let some = try readAll(bytes, targetBytes: 100, select: columns)
      let expected = all.records.map { record in columns.map { $0 < 3 ? record.cells[$0] : "" } }
      #expect(some.records.map(\.cells) == expected)
    }
  }

  @Test("Records that are put back come again whole, with equal positions", arguments: 0..<50)
  func putBack(seed: Int) throws {
    let bytes = Self.text(CSVDialect(), seed: seed)
    let whole = try readAll(bytes).records
    var random = Seeded(seed)
    var reader = CSVReader(source: MemorySource(bytes), dialect: CSVDialect())
    var records: [ReadRecord] = []
    while var block = try reader.nextBlock(targetBytes: 64) {
      let kept = block.isLast ? block.count : Int.random(in: 0...block.count, using: &random)
      reader.putBack(&block, from: kept)
      #expect(block.count == kept)
      records += readable(block)
    }
    #expect(records == whole)
  }

  @Test("Reading goes on at the position of any record", arguments: 0..<20)
  func skip(seed: Int) throws {
    for dialect in Self.dialects {
      let bytes = Self.text(dialect, seed: seed)
      guard Self.expected(bytes, dialect).width > 0 else { continue }
      let whole = try readAll(bytes, dialect).records
      for index in whole.indices {
        let rest = try readAll(bytes, dialect, largestRead: 50, from: whole[index].position).records
        try #require(rest == Array(whole[index...]))
      }
    }
  }
}
