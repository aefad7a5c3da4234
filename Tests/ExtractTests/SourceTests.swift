/// Which files a definition's paths name, in what order, and how a file is told apart from another.
import Crypto
import Foundation
import Pipeline
import Testing

@Suite("Sources")
struct SourceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The names of the files that patterns find in the folder.
  private func names(_ patterns: String...) throws -> [String] {
    let paths = patterns.map { "\"\(scratch.folder)/\($0)\"" }.joined(separator: ", ")
    let stage = try Extraction.stage(#""layout": "shopify.orders_export", "paths": [\#(paths)]"#)
    return try stage.sources().map { String($0.path.dropFirst(scratch.folder.count + 1)) }
  }

  private func failure(_ pattern: String) async throws -> RunFailure {
    try #require(throws: RunFailure.self) { try names(pattern) }
  }

  @Test(
    "Files of a pattern come in the order of their names, byte by byte, patterns in the order given, each file once")
  func order() throws {
    for name in ["b-10.csv", "b-2.csv", "B-1.csv", "a.csv", "c.txt"] { _ = try scratch.write("x", to: name) }
    #expect(try names("*.csv") == ["B-1.csv", "a.csv", "b-10.csv", "b-2.csv"])
    #expect(try names("b-*.csv", "a.csv", "*.csv") == ["b-10.csv", "b-2.csv", "a.csv", "B-1.csv"])
    #expect(try names("[ab].csv", "?.txt") == ["a.csv", "c.txt"])
  }

  @Test("A path that is no pattern must exist, and a pattern must match")
  func missing() async throws {
    #expect(try await failure("orders.csv").code == "E7001")
    #expect(try await failure("orders.csv").exit == .sourceUnavailable)
    #expect(try await failure("orders-*.csv").code == "E7004")
    #expect(try await failure("orders-*.csv").message == "no file matches \(scratch.folder)/orders-*.csv")
  }

  @Test("A folder is no file, by its name or by a pattern")
  func folder() async throws {
    _ = try scratch.makeFolder("orders.csv")
    #expect(try await failure("orders.csv").code == "E7008")
    #expect(try await failure("*.csv").code == "E7008")
  }

  @Test("A file that vanishes between finding and opening is unavailable")
  func vanished() throws {
    let stage = try Extraction.shopify(try scratch.write("Name\n"))
    let source = try #require(try stage.sources().first)
    try FileManager.default.removeItem(atPath: source.path)
    let failure = #expect(throws: RunFailure.self) { try stage.open(source, columns: [], from: nil) }
    #expect(failure?.code == "E7001")
  }

  @Test("A source is told apart by path, size, time of change and file number")
  func identity() throws {
    let path = try scratch.write("Name\n")
    let stage = try Extraction.shopify(path)
    let before = try #require(try stage.sources().first)
    #expect(before.path == path && before.byteCount == 5)
    #expect(try stage.sources().first == before)
    _ = try scratch.write("Names\n")
    #expect(try stage.sources().first != before)
  }

  @Test("The digest of a file is its SHA-256, of the bytes on the disk")
  func digest() async throws {
    let text = Array("Order,Item\nA,1\n".utf8)
    let files = [
      try scratch.write(text, to: "plain.csv"), try scratch.write(try Files.gzipped(text), to: "packed.csv.gz"),
      try scratch.write(Array(LongExports.mixedTable(2_000).utf8), to: "long.csv"),
    ]
    for path in files {
      let stage = try Extraction.table(
        path, columns: ["Order", "Item", "Invoice", "Note"], #""contract": { "missing_column": "ignore" }"#)
      let source = try #require(try stage.sources().first)
      let expected = Array(SHA256.hash(data: try Data(contentsOf: URL(filePath: path))))
      #expect(try stage.digest(of: source) == expected)
      var reader = try stage.open(source, columns: ["Item"], from: nil)
      _ = try await reader.remaining(["Item"])
      #expect(reader.digest == expected)
    }
  }

  @Test("A reader has no digest before it has read the whole file, and one that began in the middle none or the whole")
  func noDigest() async throws {
    let path = try scratch.write(LongExports.mixedTable(4_000))
    let stage = try Extraction.table(path, columns: ["Invoice", "Item", "Note"])
    let source = try #require(try stage.sources().first)
    var reader = try stage.open(source, columns: ["Item"], from: nil)
    let first = try #require(try await reader.next())
    #expect(reader.digest == nil)
    var resumed = try stage.open(source, columns: ["Item"], from: first.next)
    _ = try await resumed.remaining(["Item"])
    #expect(try resumed.digest == nil || resumed.digest == stage.digest(of: source))
  }

  @Test("The digest of known bytes is the published one")
  func published() async throws {
    let stage = try Extraction.shopify(try scratch.write("abc"))
    let source = try #require(try stage.sources().first)
    let digits = try stage.digest(of: source).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(digits.joined() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
