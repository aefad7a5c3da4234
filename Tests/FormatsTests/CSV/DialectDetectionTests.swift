/// Detection of dialects, on the kinds of files that shops export.
import Formats
import Testing

@Suite struct DialectDetectionTests {
  func detect(_ text: String, atEnd: Bool = true) -> DialectDetection {
    DialectDetection.detect(sample: Array(text.utf8), atEnd: atEnd)
  }

  static let rows =
    [["Name", "Date", "Price", "Note"]]
    + (1...20).map { ["#\($0)", "2026-01-\($0 + 10)", "\($0),50", $0 % 3 == 0 ? "" : "ok"] }

  @Test("The delimiter is found among commas that are decimals", arguments: [";", "\t", "|", "||", "~^~", "^"])
  func delimiters(delimiter: String) {
    let text = Self.rows.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n")
    let detection = detect(text)
    #expect(detection.dialect.delimiter == Array(delimiter.utf8))
    #expect(detection.dialect.hasHeader)
    #expect(detection.dialect.lineBreak == .crlf)
    #expect(detection.dialect.preambleLines == 0)
    #expect(detection.confidence > 0.8)
    #expect(detection.evidence.contains { $0.contains("21 of 21 records have 4 fields") })
  }

  @Test("The evidence compares with the delimiters that were not chosen")
  func evidence() {
    let text = Self.rows.map { $0.joined(separator: ";") }.joined(separator: "\n")
    #expect(
      detect(text).evidence == [
        "encoding utf-8: all \(text.utf8.count) bytes looked at are ASCII",
        "line break lf: 20 LF, 0 CR LF, 0 CR alone",
        "delimiter ';': 21 of 21 records have 4 fields; ',' gives 1 to 2",
        "header: the first record holds names only, while column 'Name' holds values",
      ])
  }

  @Test("Delimiters and line breaks inside quotes do not count")
  func quotes() {
    let text = "id,text\n" + (1...9).map { "\($0),\"a; b; c\n;;;\"\"\"\n" }.joined()
    let detection = detect(text)
    #expect(detection.dialect.delimiter == Array(",".utf8))
    #expect(detection.dialect.quoteEscape == .doubled)
  }

  @Test("Backslash escapes are recognised by the quotes that make sense only with them")
  func backslash() {
    let text = "id,text\n" + (1...9).map { #"\#($0),"27\" x, y""# + "\n" }.joined()
    #expect(detect(text).dialect.quoteEscape == .backslash)
    let path = "id,dir,x\n" + (1...9).map { #"\#($0),"C:\dir\",z"# + "\n" }.joined()
    #expect(detect(path).dialect.quoteEscape == .doubled)
  }

  @Test("Quotes that never pair up are text")
  func strayQuotes() {
    let text = "id\tsize\n" + (1...9).map { "\($0)\t\"\($0) inch\n" }.joined()
    let detection = detect(text)
    #expect(detection.dialect.quote == nil)
    #expect(detection.dialect.delimiter == [0x09])
  }

  @Test("Excel's sep= line declares the delimiter")
  func declaredDelimiter() {
    let detection = detect("sep=;\na,x;b,y\n1,5;2,5\n3,5;4,5\n")
    #expect(detection.dialect.delimiter == Array(";".utf8))
    #expect(detection.dialect.preambleLines == 1)
    #expect(detection.evidence.contains("the line 'sep=;' declares the delimiter"))
  }

  @Test("Title lines before the header are counted, blank ones too")
  func preamble() {
    let table = Self.rows.map { $0.joined(separator: ";") }.joined(separator: "\n")
    let detection = detect("Sales report\nCreated 2026-01-31; by Anna\n\n" + table)
    #expect(detection.dialect.preambleLines == 3)
    #expect(detection.dialect.hasHeader)
  }

  @Test(
    "Names in the first line are no title line, though decimal commas split the lines below more often",
    arguments: [
      ("net;tax;gross\n1,50;0,29;1,79\n2,50;0,48;2,98", ";"), ("a\tb\n1,5\t2,5\n3,5\t4,5\n", "\t"),
      ("Made by Anna, Berlin\nName;Price\nx;1,50\ny;2,50\n", ";"),
    ])
  func namesBeforeDecimalCommas(text: String, delimiter: String) {
    let detection = detect(text)
    #expect(detection.dialect.delimiter == Array(delimiter.utf8))
    #expect(detection.dialect.hasHeader)
    #expect(detection.dialect.preambleLines == (text.hasPrefix("Made") ? 1 : 0))
  }

  @Test("A first record of values is no header; a header that comes again still is one")
  func header() {
    #expect(!detect("1,2.5,x\n2,3.5,y\n").dialect.hasHeader)
    #expect(!detect("anna@example.org,red\nbob@example.org,blue\n").dialect.hasHeader)
    #expect(detect("name,colour\nanna,red\nbob,red\n").dialect.hasHeader)
    #expect(!detect("red,anna\nblue,bob\nred,carla\n").dialect.hasHeader)
    #expect(detect("name,n\nanna,1\nname,n\nbob,2\n").dialect.hasHeader)
  }

  @Test("A delimiter at the end of each record is seen as such only when the header names nothing there")
  func trailingDelimiter() {
    #expect(detect("Date,USD,\n2026-10-30,1.08,\n2026-10-29,1.07,\n").dialect.trailingDelimiter)
    #expect(detect("Date,USD\n2026-10-30,1.08,\n2026-10-29,1.07,\n").dialect.trailingDelimiter)
    #expect(detect("Date,USD\n2026-10-30,1.08,\n2026-10-29,1.07,\n").dialect.preambleLines == 0)
    #expect(!detect("Date,USD,Note\n2026-10-30,1.08,\n2026-10-29,1.07,\n").dialect.trailingDelimiter)
  }

  @Test("Line breaks of classic Mac files are seen when there are no others")
  func loneCR() {
    #expect(detect("a,b\r1,2\r3,4\r").dialect.lineBreak == .cr)
    #expect(detect("a,b\r1,2\n3,4\n").dialect.lineBreak == .lf)
  }

  @Test("A record that the sample cuts off does not count")
  func cutOff() {
    let text = "a,b,c\n1,2,3\n4,5,6\n7,8"
    #expect(detect(text, atEnd: false).evidence.contains { $0.contains("3 of 3 records have 3 fields") })
  }

  @Test("A cell of many lines that the sample cuts off does not count, nor do its lines")
  func cutOffCell() {
    let text = "a,b,c\n1,2,3\n4,5,6\n7,\"8\n" + String(repeating: "text, more\n", count: 40)
    #expect(detect(text, atEnd: false).evidence.contains { $0.contains("3 of 3 records have 3 fields") })
  }

  @Test("One stray quote among sound ones speaks against no delimiter and not against quotes")
  func strayQuote() {
    let rows = (1...60).map { "\($0),\"Lamp, big\",2" }
    for damaged in [3, 58] {
      var damagedRows = rows
      damagedRows[damaged] = "99,\"Lamp,2"
      let detection = detect((["id,text,n"] + damagedRows).joined(separator: "\n"))
      #expect(detection.dialect.quote == UInt8(ascii: "\""))
      #expect(detection.evidence.contains { $0.contains("61 of 61 records have 3 fields") })
    }
  }

  @Test("One column, an empty file and binary rubbish give a poor but usable dialect")
  func poor() {
    #expect(detect("").confidence == 0)
    #expect(detect("name\nanna\nbob\n").evidence.contains("no delimiter splits the lines evenly: one column"))
    let rubbish = DialectDetection.detect(
      sample: (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31) }, atEnd: true)
    #expect(rubbish.confidence < 0.5)
  }

  @Test("A BOM of UTF-16 decides the encoding, and the table behind it is seen")
  func utf16() {
    let text = Self.rows.map { $0.joined(separator: "\t") }.joined(separator: "\r\n")
    let sample: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let detection = DialectDetection.detect(sample: sample, atEnd: true)
    #expect(detection.dialect.encoding == .utf16LittleEndian)
    #expect(detection.dialect.delimiter == [0x09])
  }
}
