/// What the reader makes of files as they come: preambles, ragged records, damage, limits.
import Columns
import Formats
import Testing

@Suite struct CSVReaderTests {
  @Test("Every record knows its line and byte; a quoted line break counts as a line")
  func positions() throws {
    let read = try readAll("a,b\n1,\"x\ny\"\n\n2,z\n")
    #expect(read.records.map(\.position) == [.init(line: 2, byte: 4), .init(line: 5, byte: 13)])
    #expect(read.records.map(\.raw) == ["1,\"x\ny\"", "2,z"])
  }

  @Test("LF, CR LF and, where declared, CR end records alike", arguments: ["\n", "\r\n", "\r"])
  func lineBreaks(lineBreak: String) throws {
    var dialect = CSVDialect()
    if lineBreak == "\r" { dialect.lineBreak = .cr }
    let text = ["a,b", "1,\"2\"", "", "3,4"].joined(separator: lineBreak)
    for end in ["", lineBreak] {
      let read = try readAll(text + end, dialect)
      #expect(read.records.map(\.cells) == [["1", "2"], ["3", "4"]])
      #expect(read.records.map(\.position.line) == [2, 4])
    }
  }

  @Test("A lone CR is text where it is not declared as a line break")
  func loneCR() throws {
    #expect(try readAll("a,b\n1\r2,3\n").records.map(\.cells) == [["1\r2", "3"]])
  }

  @Test("Lines before the header are passed over and counted")
  func preamble() throws {
    var dialect = CSVDialect(delimiter: ";")
    dialect.preambleLines = 3
    let read = try readAll("Report;\"\n\nsep=;\na;b\n1;2\n", dialect)
    #expect(read.header == ["a", "b"])
    #expect(read.records.map(\.position) == [.init(line: 5, byte: 20)])
  }

  @Test("Without a header, columns are numbered and the first record is data")
  func noHeader() throws {
    var dialect = CSVDialect()
    dialect.hasHeader = false
    #expect(try readAll("1,2\n3,4", dialect).header == ["column 1", "column 2"])
    #expect(try readAll("1,2\n3,4", dialect).records.map(\.cells) == [["1", "2"], ["3", "4"]])
    dialect.trailingDelimiter = true
    #expect(try readAll("1,2,\n3,4,\n", dialect).header == ["column 1", "column 2"])
  }

  @Test("A header that comes again is passed over and counted once, also after a byte order mark")
  func repeatedHeader() throws {
    let text = Array("a,b\n1,2\na,b\n3,4\n".utf8) + [0xEF, 0xBB, 0xBF] + Array("a,b\n5,6\n".utf8)
    var reader = CSVReader(source: MemorySource(text), dialect: CSVDialect())
    var block = try #require(try reader.nextBlock())
    #expect(readable(block).map(\.cells) == [["1", "2"], ["3", "4"], ["5", "6"]])
    reader.putBack(&block, from: 0)
    _ = try reader.nextBlock()
    #expect(reader.repeatedHeaders == 2)
  }

  @Test("Names that come twice in the header are handed on as they are")
  func duplicateNames() throws { #expect(try readAll("a,b,a\n").header == ["a", "b", "a"]) }

  @Test("Ragged records are delivered with their problem; empty surplus cells are none")
  func ragged() throws {
    let read = try readAll("a,b,\n1\n1,2\n1,2,\n1,2,,\"\"\n1,2,,x\n")
    #expect(read.header == ["a", "b"])
    #expect(read.records.map(\.cells) == [["1", ""], ["1", "2"], ["1", "2"], ["1", "2"], ["1", "2"]])
    #expect(read.records.map(\.problems) == [[.fewerFields: 5], [:], [:], [:], [.moreFields: 29]])
    #expect(read.records.map(\.fieldCount) == [1, 2, 3, 4, 4])
  }

  @Test("Bytes that are no text are named in the record where they stand")
  func invalidText() throws {
    let bytes = Array("a,b\n1,é\n2,".utf8) + [0xE9] + Array("x\n3,".utf8) + [0xED, 0xA0, 0x80] + Array("\n4,\0\n".utf8)
    let read = try readAll(bytes)
    #expect(read.records.map(\.problems) == [[:], [.invalidText: 11], [.invalidText: 16], [.nulByte: 22]])
    #expect(read.records[1].cells == ["2", "\u{FFFD}x"])
  }

  @Test("A header that is no text is an error that names the byte of its record")
  func invalidHeader() throws {
    let error = #expect(throws: FormatError.self) { try readAll([0x61, 0xE9, 0x0A]) }
    #expect(error?.code == .headerNotText)
  }

  @Test("Quotes within unquoted cells are text, text behind a closing quote is kept and reported")
  func oddQuotes() throws {
    let read = try readAll("a,b\n27\" wide,x\"y\"\n\"p\"q,\"r\" \n")
    #expect(read.records.map(\.cells) == [["27\" wide", "x\"y\""], ["pq", "r "]])
    #expect(read.records.map(\.problems) == [[:], [.textAfterQuote: 21]])
  }

  @Test("Backslashes escape quotes where declared, and are text before anything else")
  func backslash() throws {
    var dialect = CSVDialect()
    dialect.quoteEscape = .backslash
    let read = try readAll(#"a,b"# + "\n" + #""x\"y,\\","C:\new""# + "\n" + #"p\,q,r"#, dialect)
    #expect(read.records.map(\.cells) == [[#"x"y,\"#, #"C:\new"#], ["p,q", "r"]])
  }

  @Test("A cell longer than the limit is reported, a record longer than the limit ends reading after the ones before")
  func limits() throws {
    var limits = CSVLimits()
    limits.fieldBytes = 10
    limits.recordBytes = 40
    let long = String(repeating: "x", count: 11)
    let text = "a,b\n1,2\n\(long),3\n4,\"" + String(repeating: "y", count: 80)
    for targetBytes in [64, 1 << 20] {
      var reader = CSVReader(source: MemorySource(Array(text.utf8)), dialect: CSVDialect(), limits: limits)
      var records: [ReadRecord] = []
      let error = #expect(throws: FormatError.self) {
        while let block = try reader.nextBlock(targetBytes: targetBytes) { records += readable(block) }
      }
      #expect(records.map(\.cells) == [["1", "2"], [long, "3"]])
      #expect(records[1].problems == [.fieldTooLong: 8])
      #expect(error?.code == .recordTooLong)
      #expect(error?.line == 4)
      #expect(error?.byte == 22)
    }
  }

  @Test("A source that breaks off gives its sound records first, then its error, whatever is put back")
  func brokenSource() throws {
    var writer = GzipWriter(MemorySink())
    try writer.write("a,b\n" + String(repeating: "1,2\n", count: 50_000))
    let packed = try writer.finish().bytes
    let source = GunzipSource(MemorySource(Array(packed.dropLast(20))))
    var reader = CSVReader(source: source, dialect: CSVDialect())
    var count = 0
    let error = #expect(throws: FormatError.self) {
      while var block = try reader.nextBlock(targetBytes: 1000) {
        #expect(!block.isLast)
        reader.putBack(&block, from: block.count - 1)
        count += block.count
      }
    }
    #expect(error?.code == .gzipTruncated)
    #expect(count > 1000)
  }

  @Test("An empty file and a file without a header are errors; a header without records is none")
  func empty() throws {
    #expect(#expect(throws: FormatError.self) { try readAll("") }?.code == .empty)
    #expect(#expect(throws: FormatError.self) { try readAll("\n\r\n") }?.code == .empty)
    #expect(try readAll("a,b").header == ["a", "b"])
    #expect(try readAll("a,b\n").records.isEmpty)
  }

  @Test("Going on behind the end of the file is an error")
  func skipTooFar() throws {
    let error = #expect(throws: FormatError.self) {
      try readAll(Array("a\n1\n".utf8), from: SourcePosition(line: 9, byte: 99))
    }
    #expect(error?.code == .positionNotFound)
  }
}
