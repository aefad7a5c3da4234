/// Documents are never split, wherever a batch ends.
import Columns
import Pipeline
import Testing

@Suite("Where batches end")
struct BatchBoundaryTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("Long orders at the end of a batch, and one larger than a batch, stay whole")
  func longOrders() async throws {
    let path = try scratch.write(LongExports.orders)
    let columns = ["Name", "Lineitem name", "Line kind"]
    let stage = try Extraction.shopify(path)
    let source = try #require(try stage.sources().first)
    let batches = try await stage.batches(of: source, columns: columns)
    #expect(batches.count > 2)
    let documents = batches.flatMap(\.documents)
    #expect(documents.map { $0["Name"] } == LongExports.sizes.indices.map { "#\(1_000 + $0)" })
    for (document, size) in zip(documents, LongExports.sizes) {
      #expect(document.column("Lineitem name").dropLast() == (1...size).map(String.init)[...])
      #expect(document.lines.last?["Line kind"] == "shipping")
    }
  }

  @Test("Documents whose records are mixed stay whole")
  func mixedDocuments() async throws {
    let path = try scratch.write(LongExports.mixedTable(4_000))
    let stage = try Extraction.table(
      path, columns: ["Invoice", "Item", "Note"], #""document": ["Invoice"], "within": 2"#)
    let source = try #require(try stage.sources().first)
    let batches = try await stage.batches(of: source, columns: ["Invoice", "Item"])
    #expect(batches.count > 1)
    let documents = batches.flatMap(\.documents)
    #expect(documents.map { $0["Invoice"] } == (0..<4_000).map(String.init))
    #expect(documents.allSatisfy { $0.lines.count == 6 })
  }

  @Test("The checkpoint behind a batch is the first record that is not in it")
  func checkpoints() async throws {
    let path = try scratch.write(LongExports.orders)
    let stage = try Extraction.shopify(path)
    let source = try #require(try stage.sources().first)
    let batches = try await stage.batches(of: source, columns: ["Name"])
    for (batch, following) in zip(batches, batches.dropFirst()) {
      #expect(batch.next.position == following.documents.first?.lines.first?.position)
    }
    #expect(batches.last?.next.position.byte == (try Files.bytes(path).count))
  }
}
