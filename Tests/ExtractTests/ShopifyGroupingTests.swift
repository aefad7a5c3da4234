/// Which rows of Shopify's orders export are one document, and what lines it has.
import Columns
import Testing

@Suite("Rows of a Shopify orders export")
struct ShopifyGroupingTests {
  private let columns = ShopifyExport.columns + ShopifyExport.made
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func documents(_ rows: [[String: String]]) async throws -> [ReadDocument] {
    let path = try scratch.write(ShopifyExport.text(rows))
    return try await Extraction.shopify(path).documents(columns)
  }

  @Test("Rows of the same name go on with their order")
  func continuation() async throws {
    let documents = try await documents([
      ShopifyExport.head("#1001"), ShopifyExport.row("#1001", item: "Plate"), ShopifyExport.row("#1001", item: "Bowl"),
      ShopifyExport.head("#1002", item: "Fork"),
    ])
    #expect(documents.map { $0.column("Lineitem name") } == [["Mug", "Plate", "Bowl"], ["Fork"]])
  }

  @Test("Orders of one name with different ids are two documents")
  func sameName() async throws {
    let documents = try await documents([
      ShopifyExport.head("#1001", id: "1"), ShopifyExport.row("#1001", item: "Plate"),
      ShopifyExport.head("#1001", id: "2", item: "Fork"), ShopifyExport.row("#1001", item: "Spoon"),
    ])
    #expect(documents.map { $0["Id"] } == ["1", "2"])
    #expect(documents.map { $0.column("Lineitem name") } == [["Mug", "Plate"], ["Fork", "Spoon"]])
  }

  @Test("An id that is repeated on each row begins no new document")
  func repeatedID() async throws {
    let second = ShopifyExport.row("#1001", item: "Plate").merging(["Id": "1"]) { $1 }
    let documents = try await documents([ShopifyExport.head("#1001", id: "1"), second])
    #expect(documents.map(\.lines.count) == [2])
  }

  @Test("Two equal rows of one order stay two lines")
  func equalRows() async throws {
    let row = ShopifyExport.row("#1001", item: "Mug")
    #expect(try await documents([ShopifyExport.head("#1001"), row, row]).map(\.lines.count) == [3])
  }

  @Test("A tip may be an order's first row and then carries the order")
  func tipFirst() async throws {
    let documents = try await documents([
      ShopifyExport.head("#1067", item: "Tip", price: "3.50", ["Total": "23.50", "Shipping": "10.00"]),
      ShopifyExport.row("#1067", item: "Mug"),
    ])
    #expect(documents.map { $0["Total"] } == ["23.50"])
    #expect(documents.first?.column("Lineitem name") == ["Tip", "Mug", ""])
    #expect(documents.first?.column("Line kind") == ["", "", "shipping"])
  }

  @Test(
    "Carriage, discount and duties of an order become lines behind its rows, none of them where it is zero or blank")
  func madeLines() async throws {
    let head = ShopifyExport.head(
      "#1001", quantity: "3",
      [
        "Shipping": "4.90", "Shipping Method": "Post", "Discount Amount": "5.00", "Discount Code": "SPRING",
        "Duties": "7.25", "Lineitem sku": "MUG-1",
      ])
    let documents = try await documents([
      head, ShopifyExport.row("#1001", item: "Plate"),
      ShopifyExport.head("#1002", ["Duties": "0.00", "Shipping": "0"]),
    ])
    #expect(documents.map(\.lines.count) == [5, 1])
    let order = try #require(documents.first)
    #expect(order.column("Line kind") == ["", "", "shipping", "discount", "duty"])
    #expect(order.column("Lineitem price") == ["10.00", "10.00", "4.90", "5.00", "7.25"])
    #expect(order.column("Lineitem quantity") == ["3", "1", "1", "-1", "1"])
    #expect(order.column("Lineitem name") == ["Mug", "Plate", "Post", "SPRING", ""])
    #expect(order.column("Lineitem sku") == ["MUG-1", "", "", "", ""])
    #expect(order.column("Document kind") == ["", "", "", "", ""])
    #expect(order.findings == [])
  }

  @Test("A made line stands where the row stands that it was made of")
  func madePosition() async throws {
    let documents = try await documents([
      ShopifyExport.head("#1001", ["Shipping": "4.90"]), ShopifyExport.row("#1001", item: "Plate"),
    ])
    #expect(documents.first?.lines.map(\.position.line) == [2, 3, 2])
    #expect(documents.first?.lines.last?.raw == documents.first?.lines.first?.raw)
  }
}
