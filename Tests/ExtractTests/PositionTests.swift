/// The line and byte of a record lead back to it in the file as it is stored.
import Columns
import Formats
import Pipeline
import Testing

@Suite("Positions of records")
struct PositionTests {
  /// How a file may be stored.
  enum Storage: String, CaseIterable, Sendable {
    case plain, windows, mark, utf16, latin1, gzip

    /// The file's bytes and, where they are compressed, what positions count.
    func stored(_ text: String) throws -> (file: [UInt8], counted: [UInt8]) {
      switch self {
      case .plain: return (Array(text.utf8), Array(text.utf8))
      case .windows:
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        return (bytes, bytes)
      case .mark:
        let bytes = Array(("\u{FEFF}" + text).utf8)
        return (bytes, bytes)
      case .utf16: return (Encoded.utf16(text), Encoded.utf16(text))
      case .latin1: return (Encoded.latin1(text), Encoded.latin1(text))
      case .gzip: return (try Files.gzipped(Array(text.utf8)), Array(text.utf8))
      }
    }

    /// A record as the file stores it.
    func stored(record: String) -> [UInt8] {
      switch self {
      case .plain, .mark, .windows, .gzip: Array(record.utf8)
      case .utf16: Array(Encoded.utf16(record).dropFirst(2))
      case .latin1: Encoded.latin1(record)
      }
    }
  }

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private let text = #"""
    Order,Item,Note
    A,Tasse,"blau, gross"
    A,Schüssel,"erste Zeile
    zweite Zeile

    vierte Zeile"
    B,Löffel,
    C,Gabel,"sie sagte ""nein"""
    B,Messer,ä

    """#

  @Test("In every way a file may be stored", arguments: Storage.allCases)
  func storage(_ storage: Storage) async throws {
    let (file, counted) = try storage.stored(text)
    let path = try scratch.write(file, to: storage == .gzip ? "file.csv.gz" : "file.csv")
    let stage = try Extraction.table(
      path, columns: ["Order", "Item", "Note"],
      #""document": ["Order"], "within": 2, "dialect": { "header": true }"#)
    let lines = try await stage.documents(["Order", "Item", "Note"]).flatMap(\.lines)
    #expect(lines.map { $0["Item"] } == ["Tasse", "Schüssel", "Löffel", "Messer", "Gabel"])
    #expect(lines.map(\.position.line) == [2, 3, 7, 9, 8])
    for line in lines {
      let record = storage.stored(record: line.raw)
      let start = line.position.byte
      #expect(counted[start..<min(counted.count, start + record.count)].elementsEqual(record))
      let breaks = stride(from: 0, to: start, by: 1).count { counted[$0] == UInt8(ascii: "\n") }
      #expect(line.position.line == breaks + 1)
    }
  }

  @Test("What is wrong with a record leads to its byte")
  func problem() async throws {
    let text = "Order,Item\nA,1\nB,2,3\n"
    let stage = try Extraction.table(
      try scratch.write(text), columns: ["Order", "Item"], #""dialect": { "delimiter": ",", "header": true }"#)
    let source = try #require(try stage.sources().first)
    var reader = try stage.open(source, columns: ["Order"], from: nil)
    let refusals = try #require(try await reader.next()).batch.refusals
    #expect(refusals.map(\.code) == ["R1002"])
    #expect(refusals.map(\.detail) == ["at byte 19"])
    #expect(refusals.map(\.document) == [1] && refusals.map(\.line) == [1])
  }

  @Test("Of every record of the samples", arguments: ["orders-2021-71col.csv", "orders-2024-79col.csv.gz"])
  func samples(name: String) async throws {
    let path = Files.sample(name)
    let bytes = try Files.bytes(path)
    let lines = try await Extraction.shopify(path).documents(["Name"]).flatMap(\.lines)
    #expect(lines.count > 200)
    for line in lines {
      let start = line.position.byte
      #expect(bytes[start...].starts(with: line.raw.utf8))
      #expect(bytes[start - 1] == UInt8(ascii: "\n"))
    }
    let starts = Set(lines.map(\.position.byte)).sorted()
    var breaks = 0
    var byte = 0
    for start in starts {
      while byte < start {
        if bytes[byte] == UInt8(ascii: "\n") { breaks += 1 }
        byte += 1
      }
      #expect(lines.first { $0.position.byte == start }?.position.line == breaks + 1)
    }
  }

  @Test("Of a file that Excel has wrapped, the physical lines")
  func wrapped() async throws {
    let path = Files.sample("damaged/excel-semicolon.csv")
    let bytes = try Files.bytes(path)
    for line in try await Extraction.shopify(path).documents(["Name"]).flatMap(\.lines) {
      let before = bytes[..<line.position.byte]
      #expect(before.last == UInt8(ascii: "\n"))
      #expect(before.count { $0 == UInt8(ascii: "\n") } + 1 == line.position.line)
      let physical = bytes[line.position.byte...].drop { $0 == UInt8(ascii: "\"") }
      #expect(physical.starts(with: line["Name"].utf8))
    }
  }
}
