/// A quote without a partner damages the line on which it stands and no other.
import Columns
import Formats
import Testing

@Suite struct StrayQuoteTests {
  @Test("A quote that is never closed damages its own line, and the lines behind it are read as they are")
  func unterminated() throws {
    let read = try readAll("a,b\n1,2\n3,\"4\n5,6\n")
    #expect(read.records.map(\.cells) == [["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(read.records.map(\.problems) == [[:], [.unterminatedQuote: 10], [:]])
    #expect(read.records.map(\.position.line) == [2, 3, 4])
    #expect(read.records.map(\.position.byte) == [4, 8, 13])
    #expect(read.records.map(\.raw) == ["1,2", "3,\"4", "5,6"])
  }

  @Test("A quote on the last line needs no line break to be found open", arguments: ["", "\n", "\r\n"])
  func lastLine(end: String) throws {
    let read = try readAll("a,b,c\n1,2,3\n3,\"4,5\(end)")
    #expect(read.records.map(\.cells) == [["1", "2", "3"], ["3", "4", "5"]])
    #expect(read.records.map(\.problems) == [[:], [.unterminatedQuote: 14]])
  }

  @Test("A quote that ends at a sound cell of a later line leaves that cell as it is")
  func closedByAnother() throws {
    let read = try readAll("a,b,c\n1,\"x,y\n2,z,\"\"\n3,\"k, l\",m\n")
    #expect(read.records.map(\.cells) == [["1", "x", "y"], ["2", "z", ""], ["3", "k, l", "m"]])
    #expect(read.records.map(\.problems) == [[.unterminatedQuote: 8], [:], [:]])
    #expect(read.records.map(\.position.line) == [2, 3, 4])
  }

  @Test("Cells behind the stray quote are read, so that what names the document is found wherever it stands")
  func cellsBehind() throws {
    let read = try readAll("note,b,id\n\"x,\"y, z\",\"1\nq\"\n\"p,o,2\n3,4,5\n")
    #expect(read.records.map(\.cells) == [["x,y", " z\"", "1\nq"], ["p", "o", "2"], ["3", "4", "5"]])
    #expect(read.records.map(\.problems) == [[.textAfterQuote: 14], [.unterminatedQuote: 26], [:]])
  }

  // MARK: Partners by chance

  @Test(
    "Where the next quote happens to stand before a delimiter, the number of cells tells the lines apart",
    arguments: [
      ("1,2,\"x\n3,27\",4\n", [["1", "2", "x"], ["3", "27\"", "4"]], 10),
      ("1,2,\"x\n3,\", y\",4\n", [["1", "2", "x"], ["3", ", y", "4"]], 10),
      ("\"x,1,2\r\n3,4,27\"\r\n", [["x", "1", "2"], ["3", "4", "27\""]], 6),
      ("1,\"x\",\"y\n3,4,5\n6,7\",8\n", [["1", "x", "y"], ["3", "4", "5"], ["6", "7\"", "8"]], 12),
      ("1,\"p \"\"q\"\"\",\"x\n3,4\",5\n", [["1", "p \"q\"", "x"], ["3", "4\"", "5"]], 18),
      ("\"1\",\"x,\"\"\n2,\"\",3\n4,5,6\"\n", [["1", "x", ""], ["2", "", "3"], ["4", "5", "6\""]], 10),
    ])
  func closedByChance(rows: String, cells: [[String]], byte: Int) throws {
    for targetBytes in [64, 1 << 20] {
      let read = try readAll(Array("a,b,c\n\(rows)7,8,9\n".utf8), largestRead: 5, targetBytes: targetBytes)
      #expect(read.records.map(\.cells) == cells + [["7", "8", "9"]])
      #expect(read.records.map(\.problems) == [[.strayQuote: byte]] + cells.map { _ in [:] })
      #expect(read.records.map(\.position.line) == Array(2..<cells.count + 3))
      // A program that keeps one column finds the same.
      let last = try readAll(Array("a,b,c\n\(rows)7,8,9\n".utf8), select: [2])
      #expect(last.records.map(\.cells) == (cells + [["7", "8", "9"]]).map { [$0[2]] })
    }
  }

  @Test(
    "A damaged record with a line break in a cell stays whole where its lines do not all fit the header",
    arguments: [
      "1,2,\"x\n3,4,5,27\",6", "1,2,\"x\n\n3,27\",4", "1,\"x\ny\",\"z\",4", "\"x,1,2\n3,\"\"y\"\"z,27\"",
      "1,2,3,\"x\n3,27\",4", "1,2,\"x\na,b,c\n3,27\",4",
    ])
  func staysWhole(row: String) throws {
    let read = try readAll("a,b,c\n\(row)\n7,8,9\n")
    #expect(read.records.map(\.raw) == [row, "7,8,9"])
  }

  @Test("Where the number of cells comes out right, lines are a cell's own: nothing tells that they are not")
  func rightNumber() throws {
    let read = try readAll("a,b,c\n1,\"x,2\n3,27\",4\n")
    #expect(read.records.map(\.cells) == [["1", "x,2\n3,27", "4"]])
    #expect(read.records.map(\.problems) == [[:]])
  }

  @Test("A quoted cell with line breaks stays one cell, before and behind damaged lines")
  func soundLineBreaks() throws {
    let read = try readAll("a,b\n\"1\n\n1\",\"x\r\ny\"\n2,\"z\n\"3\",\"l,\nm\"\n4,\"\n\"\n")
    #expect(read.records.map(\.cells) == [["1\n\n1", "x\r\ny"], ["2", "z"], ["3", "l,\nm"], ["4", "\n"]])
    #expect(read.records.map(\.problems) == [[:], [.unterminatedQuote: 20], [:], [:]])
  }

  @Test("A stray quote behind a sound cell of several lines damages that record alone")
  func behindSoundLineBreak() throws {
    let read = try readAll("a,b,c\n1,\"x\ny\",\"z\n2,\"k\",l\n")
    #expect(read.records.map(\.cells) == [["1", "x\ny", "z"], ["2", "k", "l"]])
    #expect(read.records.map(\.position) == [.init(line: 2, byte: 6), .init(line: 4, byte: 17)])
  }

  @Test("A stray quote in the header leaves the names and the records below")
  func header() throws {
    let read = try readAll("a,\"b\n1,\"2, 3\"\n")
    #expect(read.header == ["a", "b"])
    #expect(read.records.map(\.cells) == [["1", "2, 3"]])
  }

  @Test("A quote that stays open for more than a record may be long damages its line, not the reading")
  func beyondTheLimit() throws {
    var limits = CSVLimits()
    limits.recordBytes = 40
    let rows = (1...30).map { "\($0),row" }
    for end in ["", "31,\"x\"\n"] {
      let text = "a,b\n0,\"open\n" + rows.joined(separator: "\n") + "\n" + end
      for targetBytes in [64, 100, 150, 1 << 20] {
        let read = try readAll(Array(text.utf8), largestRead: 50, targetBytes: targetBytes, limits: limits)
        #expect(read.records.map(\.raw) == ["0,\"open"] + rows + (end.isEmpty ? [] : ["31,\"x\""]))
        #expect(read.records.first?.problems == [.unterminatedQuote: 6])
        #expect(read.records.dropFirst().allSatisfy { $0.problems.isEmpty })
      }
    }
  }

  @Test("Where every line has a stray quote, reading takes no more time than the file is long", .timeLimit(.minutes(1)))
  func manyStrays() throws {
    let rows = 100_000
    let text = "a,b,c\n" + (0..<rows).map { "\($0),\"a\",\"b\n" }.joined()
    var reader = CSVReader(source: MemorySource(Array(text.utf8)), dialect: CSVDialect())
    var count = 0
    while let block = try reader.nextBlock() {
      #expect(block.problems.map(\.record) == Array(0..<block.count))
      count += block.count
    }
    #expect(count == rows)
  }

  // MARK: Any file, any place

  /// A cell as a careful program writes it: quoted where it must be, sometimes where it need not be.
  private static func cell(_ random: inout Seeded) -> String {
    // No cell starts with a delimiter or a line break: behind its quote that would look like the end of a cell.
    let pieces = ["x", " y", "é", "12", ", ", "\n", "\r\n", "\"q\"", "\"", String(repeating: "z", count: 61)]
    var text = Bool.random(using: &random) ? "c" : "\"d"
    for _ in 0..<Int.random(in: 0...3, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
    if Int.random(in: 0...5, using: &random) == 0 { text = "" }
    let mustQuote = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    guard mustQuote || Bool.random(using: &random) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  @Test("One stray quote in any place leaves the records of all other lines as they were", arguments: 0..<25)
  func anyPlace(seed: Int) throws {
    var random = Seeded(seed + 1)
    let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
    let rows = (0..<Int.random(in: 1...8, using: &random)).map { row in
      (["\(row)"] + (0..<3).map { _ in Self.cell(&random) }).joined(separator: ",")
    }
    let sound = try readAll(Array((["a,b,c,d"] + rows + [""]).joined(separator: lineBreak).utf8))
    #expect(sound.records.map(\.raw) == rows)
    for damagedRow in rows.indices {
      let row = Array(rows[damagedRow].utf8)
      for place in 0...row.count {
        var damaged = rows.map { Array($0.utf8) }
        damaged[damagedRow].insert(UInt8(ascii: "\""), at: place)
        let bytes = Array(([Array("a,b,c,d".utf8)] + damaged + [[]]).joined(separator: Array(lineBreak.utf8)))
        let targetBytes = [64, 65, 100, 1 << 20].randomElement(using: &random) ?? 64
        let largestRead = Int.random(in: 1...bytes.count, using: &random)
        let read = try readAll(bytes, largestRead: largestRead, targetBytes: targetBytes).records
        let start = sound.records[damagedRow].position.byte
        let others = read.filter { !(start...start + row.count).contains($0.position.byte) }
        let expected = sound.records.enumerated().filter { $0.offset != damagedRow }.map { index, record in
          var record = record
          if index > damagedRow { record.position.byte += 1 }
          return record
        }
        try #require(others == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        let damage = read.filter { (start...start + row.count).contains($0.position.byte) }
        try #require(!damage.isEmpty)
      }
    }
  }
}
