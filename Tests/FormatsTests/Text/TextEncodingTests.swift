/// Encodings: what comes in, what is made of it, and where it stood.
import Columns
import Formats
import Foundation
import Testing

@Suite struct TextEncodingTests {
  static let text = "Größe;Preis\n\"Æther €\";1\nžluť;2\n"
  static let foundation: [TextEncoding: String.Encoding] = [
    .utf8: .utf8, .utf16LittleEndian: .utf16LittleEndian, .utf16BigEndian: .utf16BigEndian,
    .windows1252: .windowsCP1252, .latin1: .isoLatin1,
  ]

  static func stored(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    let foundation = try #require(foundation[encoding])
    return try [UInt8](#require(text.data(using: foundation)))
  }

  @Test("Each encoding reads as UTF-8, with and without its mark, in any chunks", arguments: TextEncoding.allCases)
  func decodes(encoding: TextEncoding) throws {
    let text: String
    let stored: [UInt8]
    switch encoding {
    case .latin9: (text, stored) = ("a€ŠšŽžŒœŸ¥", [0x61, 0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE, 0xA5])
    case .latin1, .windows1252:
      text = encoding == .latin1 ? "aé¤ÿ" : "€‚„…†ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸé"
      stored = try Self.stored(text, encoding)
    default:
      text = "aé€😀 z"
      stored = try Self.stored(text, encoding)
    }
    for mark in [[], encoding.byteOrderMark] {
      for largestRead in [1, 2, 3, 5, .max] {
        var source = TranscodingSource(MemorySource(mark + stored, largestRead: largestRead), from: encoding)
        let decoded = try source.readAll()
        #expect(String(decoding: decoded, as: UTF8.self) == text)
        #expect(encoding.storedByteCount(ofUTF8: decoded) == stored.count)
        #expect(source.byteOrderMarkLength == mark.count)
      }
    }
  }

  @Test("A mark that contradicts the declared encoding is an error")
  func contradictingMark() {
    var source = TranscodingSource(MemorySource([0xFF, 0xFE, 0x61, 0]), from: .utf8)
    let error = #expect(throws: FormatError.self) { try source.readAll() }
    #expect(error?.code == .encodingMismatch)
  }

  @Test(
    "Positions are those of the stored file",
    arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252])
  func positions(encoding: TextEncoding) throws {
    let lines = ["Größe;Preis\n", "\"Æther €\";1\n", "žlut;2\n", "x;3\n"]
    var dialect = CSVDialect(delimiter: ";")
    dialect.encoding = encoding
    let bytes = try encoding.byteOrderMark + lines.flatMap { try Self.stored($0, encoding) }
    let read = try readAll(bytes, dialect, largestRead: 3, targetBytes: 64)
    var byte = encoding.byteOrderMark.count
    for (index, line) in lines.dropLast().enumerated() {
      byte += try Self.stored(line, encoding).count
      #expect(read.records[index].position == SourcePosition(line: index + 2, byte: byte))
      let rest = try readAll(bytes, dialect, from: read.records[index].position)
      #expect(rest.records == Array(read.records[index...]))
    }
    #expect(read.records.map(\.cells) == [["Æther €", "1"], ["žlut", "2"], ["x", "3"]])
  }

  @Test("Half a surrogate pair and half a unit are found and named in their record")
  func brokenUTF16() throws {
    var dialect = CSVDialect()
    dialect.encoding = .utf16LittleEndian
    let bytes =
      try Self.stored("a,b\n1,", .utf16LittleEndian) + [0x00, 0xD8] + Self.stored("x\n2,", .utf16LittleEndian) + [0x61]
    let read = try readAll(bytes, dialect)
    #expect(read.records.map(\.problems) == [[.invalidText: 12], [.invalidText: 22]])
  }

  @Test("Encodings are told apart, and the reason is stated")
  func detection() throws {
    let detect = { (bytes: [UInt8]) in EncodingDetection(sample: bytes, atEnd: false) }
    #expect(detect(Array("abc".utf8)).encoding == .utf8)
    #expect(detect(Array("Größe".utf8)).evidence == "encoding utf-8: 2 valid characters beyond ASCII")
    #expect(detect(Array("Größe".utf8).dropLast(2) + [0xC3]).encoding == .utf8)
    let latin = detect(try Self.stored("Größe €", .windows1252))
    #expect(latin.encoding == .windows1252)
    #expect(
      latin.evidence
        == "encoding windows-1252: byte 0xF6 at 2 is not valid UTF-8, and 0x80 is text in this code page only")
    #expect(detect([0xEF, 0xBB, 0xBF, 0x61]).evidence == "encoding utf-8: byte order mark of utf-8")
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      #expect(detect(encoding.byteOrderMark + (try Self.stored("ab", encoding))).encoding == encoding)
      #expect(detect(try Self.stored("Name;Größe\n", encoding)).encoding == encoding)
    }
    #expect(detect(Array(String(repeating: "Größe ", count: 20).utf8) + [0xE9, 0x20, 0x20, 0x20]).encoding == .utf8)
  }
}
