/// Reading on from a checkpoint gives what an uninterrupted reader gives from there.
import Columns
import Formats
import Pipeline
import Testing

@Suite("Reading on from a checkpoint")
struct CheckpointTests {
  private let scratch: Scratch
  private static let columns = ["Name", "Lineitem name", "Line kind", "Document kind"]

  init() throws { scratch = try Scratch() }

  /// Reads on from every checkpoint of a file.
  ///
  /// - Parameter least: how many batches the file must have for the test to mean something.
  private func expectResumable(_ stage: any ExtractStage, _ columns: [String], batches least: Int) async throws {
    let source = try #require(try stage.sources().first)
    let batches = try await stage.batches(of: source, columns: columns)
    #expect(batches.count >= least)
    for (index, batch) in batches.enumerated() {
      let rest = batches[(index + 1)...].flatMap(\.documents)
      #expect(try await stage.batches(of: source, columns: columns, from: batch.next).flatMap(\.documents) == rest)
    }
  }

  @Test("A plain file")
  func plain() async throws {
    let path = try scratch.write(LongExports.orders)
    try await expectResumable(try Extraction.shopify(path), Self.columns, batches: 3)
  }

  @Test("A gzipped file, whose checkpoints count decompressed bytes")
  func gzip() async throws {
    let text = Array(LongExports.orders.utf8)
    let path = try scratch.write(try Files.gzipped(text), to: "orders.csv.gz")
    let stage = try Extraction.shopify(path)
    try await expectResumable(stage, Self.columns, batches: 3)
    let source = try #require(try stage.sources().first)
    #expect(try await stage.batches(of: source, columns: []).last?.next.position.byte == text.count)
  }

  @Test("A file with line breaks of Windows and a byte order mark")
  func windows() async throws {
    let text = LongExports.mixedTable(2_000).replacing("\n", with: "\r\n")
    let path = try scratch.write("\u{FEFF}" + text)
    let stage = try Extraction.table(
      path, columns: ["Invoice", "Item", "Note"], #""document": ["Invoice"], "within": 2"#)
    try await expectResumable(stage, ["Invoice", "Item"], batches: 2)
  }

  @Test("A file in UTF-16, whose bytes are not those that were decoded")
  func utf16() async throws {
    let path = try scratch.write(Encoded.utf16(LongExports.mixedTable(2_000)))
    let stage = try Extraction.table(
      path, columns: ["Invoice", "Item", "Note"], #""document": ["Invoice"], "within": 2"#)
    try await expectResumable(stage, ["Invoice", "Item"], batches: 2)
  }

  @Test("A file of joined parts, whose header comes again")
  func joined() async throws {
    let half = LongExports.shopify((0..<1_200).map { 1 + $0 % 9 })
    let path = try scratch.write(half + half)
    try await expectResumable(try Extraction.shopify(path), Self.columns, batches: 2)
  }

  @Test(
    "Every sample", arguments: ["orders-2021-71col.csv", "orders-2024-79col.csv.gz", "damaged/concatenated.csv"])
  func samples(name: String) async throws {
    try await expectResumable(try Extraction.shopify(Files.sample(name)), Self.columns, batches: 1)
  }

  @Test("Columns that were not asked for before can be asked for when reading on")
  func otherColumns() async throws {
    let path = try scratch.write(LongExports.orders)
    let stage = try Extraction.shopify(path)
    let source = try #require(try stage.sources().first)
    let first = try #require(try await stage.batches(of: source, columns: ["Name"]).first)
    let rest = try await stage.batches(of: source, columns: ["Lineitem price", "Name"], from: first.next)
    #expect(rest.first?.documents.first?["Lineitem price"] == "10.00")
  }
}
