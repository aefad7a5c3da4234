/// Delimited text as it is written.
import Formats
import Testing

@Suite struct CSVWriterTests {
  func write(_ writer: CSVWriter<MemorySink>, _ body: (inout CSVWriter<MemorySink>) throws -> Void) throws -> String {
    var writer = writer
    try body(&writer)
    return String(decoding: try writer.finish().bytes, as: UTF8.self)
  }

  @Test("Only cells that need quotes get them")
  func quoting() throws {
    let text = try write(CSVWriter(MemorySink())) { writer in
      try writer.record(["a", "b c", "d,e", "f\"g", "h\ni", "j\rk", "", "é;"])
    }
    #expect(text == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\"j\rk\",,é;\r\n")
  }

  @Test(
    "Numbers are exact",
    arguments: [
      (Int64(0), 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (123_456, 2, "1234.56"), (-1, 0, "-1"),
      (1_234, 4, "0.1234"),
      (.min, 2, "-92233720368547758.08"), (.max, 0, "9223372036854775807"),
    ])
  func numbers(value: Int64, exponent: Int, expected: String) throws {
    let text = try write(CSVWriter(MemorySink(), lineBreak: .lf)) { writer in
      writer.decimal(value, exponent: exponent)
      writer.integer(value)
      writer.empty()
      try writer.endRecord()
    }
    #expect(text == "\(expected),\(value),\n")
  }

  @Test(
    "Text that a spreadsheet would run is disarmed on request; numbers are not", arguments: ["=", "+", "-", "@", "\t"])
  func formulas(first: String) throws {
    let record = { (writer: inout CSVWriter<MemorySink>) in
      writer.text(first + "1")
      writer.text("a" + first)
      writer.integer(-1)
      try writer.endRecord()
    }
    #expect(try write(CSVWriter(MemorySink(), guardsFormulas: true), record) == "'\(first)1,a\(first),-1\r\n")
    #expect(try write(CSVWriter(MemorySink()), record) == "\(first)1,a\(first),-1\r\n")
  }

  @Test("A formula that needs quotes keeps its apostrophe inside them")
  func quotedFormula() throws {
    let text = try write(CSVWriter(MemorySink(), guardsFormulas: true)) { try $0.record(["=A1,B1", "\rx"]) }
    #expect(text == "\"'=A1,B1\",\"'\rx\"\r\n")
  }

  @Test("A record of one empty cell is no blank line")
  func loneEmptyCell() throws {
    let text = try write(CSVWriter(MemorySink(), delimiter: UInt8(ascii: ";"), lineBreak: .lf)) { writer in
      try writer.record(["a"])
      try writer.record([""])
      try writer.record(["", ""])
    }
    #expect(text == "a\n\"\"\n;\n")
    #expect(try readAll(text, CSVDialect(delimiter: ";")).records.map(\.cells) == [[""], [""]])
  }

  @Test("Random cells read back as they were written", arguments: 0..<50)
  func roundTrip(seed: Int) throws {
    var random = Seeded(seed)
    let pieces = ["a", ",", "\"", "\n", "\r", "é", " ", "=", ""]
    let rows = (0..<20).map { _ in
      (0..<3).map { _ in (0..<4).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
    }
    let text = try write(CSVWriter(MemorySink())) { writer in
      try writer.record(["h1", "h2", "h3"])
      for row in rows {
        for cell in row { writer.text(Array(cell.utf8)[...]) }
        try writer.endRecord()
      }
    }
    #expect(try readAll(text).records.map(\.cells) == rows)
  }
}
