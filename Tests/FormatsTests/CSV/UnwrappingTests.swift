/// Files whose every physical line Excel saved as one quoted cell.
import Columns
import Formats
import Testing

@Suite struct UnwrappingTests {
  static let original = [
    "Name,Note,Total,Tax", "#1001,\"27\"\" screen, black\",12.50,2.00", "#1002,\"two", "lines\",3.00,0.50",
    "#1003,,4.00,0.60",
  ]

  /// What Excel makes of the lines where `;` separates: cells that need quotes get them, each line ends with `;`.
  static func damaged(_ lines: [String]) -> [UInt8] {
    let cells = lines.map { line in
      line.contains("\"") ? "\"" + line.replacing("\"", with: "\"\"") + "\";" : line + ";"
    }
    return Array((cells.joined(separator: "\r\n") + "\r\n").utf8)
  }

  @Test("The damage is recognised, and the repaired file reads as the original")
  func repairs() throws {
    let damaged = Self.damaged(Self.original)
    let detection = DialectDetection.detect(sample: damaged, atEnd: true)
    #expect(detection.dialect.wrappedLines)
    #expect(detection.dialect.delimiter == Array(",".utf8))
    #expect(detection.dialect.hasHeader)
    let expected = try readAll(Self.original.joined(separator: "\n"))
    for largestRead in [1, 7, .max] {
      let read = try readAll(damaged, detection.dialect, largestRead: largestRead, targetBytes: 64)
      #expect(read.header == expected.header)
      #expect(read.records.map(\.cells) == expected.records.map(\.cells))
    }
  }

  @Test("Positions are those of the damaged file, and reading goes on there")
  func positions() throws {
    let damaged = Self.damaged(Self.original)
    let dialect = DialectDetection.detect(sample: damaged, atEnd: true).dialect
    let records = try readAll(damaged, dialect).records
    let starts = [0] + damaged.indices.filter { damaged[$0] == 0x0A }.map { $0 + 1 }
    #expect(records.map(\.position.line) == [2, 3, 5])
    #expect(records.map(\.position.byte) == [starts[1], starts[2], starts[4]])
    for index in records.indices {
      #expect(try readAll(damaged, dialect, from: records[index].position).records == Array(records[index...]))
    }
  }

  @Test(
    "Sound files are left alone",
    arguments: [
      "\"a\"\n\"b\"\n\"c\"\n", "\"a\",\"b\"\n\"1\",\"2\"\n", "a;b;\n\"1\";\"2\";\n",
      "text\n\"x \"\"y\"\", z\"\n\"p, q\"\n",
    ])
  func leavesAlone(text: String) {
    #expect(!DialectDetection.detect(sample: Array(text.utf8), atEnd: true).dialect.wrappedLines)
  }
}
