/// The refund that Shopify's orders export tells as a sum on its order becomes a document of its own.
import Pipeline
import Testing

@Suite("Refunds of a Shopify orders export")
struct ShopifyRefundTests {
  private let columns = ShopifyExport.columns + ShopifyExport.made
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func documents(_ rows: [[String: String]], _ options: String = "") async throws -> [ReadDocument] {
    let path = try scratch.write(ShopifyExport.text(rows))
    return try await Extraction.shopify(path, options).documents(columns)
  }

  private let refunded = [
    ShopifyExport.head(
      "#1001", id: "59", quantity: "2", ["Total": "34.90", "Shipping": "4.90", "Refunded Amount": "15.00"]),
    ShopifyExport.row("#1001", item: "Plate"), ShopifyExport.head("#1002", id: "60"),
  ]

  @Test("It follows its order, names it, and repeats its lines with the opposite sign")
  func refund() async throws {
    let documents = try await documents(refunded)
    #expect(documents.map { $0["Document kind"] } == ["", "refund", ""])
    let refund = documents[1]
    #expect(refund["Refunds"] == "59")
    #expect(refund["Id"] == "59")
    #expect(refund["Total"] == "-15.00")
    #expect(refund["Estimated"] == "1")
    #expect(refund.column("Lineitem quantity") == ["-2", "-1", "-1"])
    #expect(refund.column("Lineitem name") == ["Mug", "Plate", ""])
    #expect(refund.column("Line kind") == ["", "", "shipping"])
    #expect(documents[0]["Total"] == "34.90")
    #expect(documents[0]["Estimated"] == "" && documents[0]["Refunds"] == "")
  }

  @Test("Carriage beside exempt goods is not said to be exempt, in the sale nor in its refund")
  func taxable() async throws {
    let columns = columns + ["Lineitem taxable"]
    let row = ShopifyExport.head(
      "#1001", ["Total": "14.90", "Shipping": "4.90", "Refunded Amount": "14.90", "Lineitem taxable": "false"])
    let path = try scratch.write(ShopifyExport.text([row], columns: ShopifyExport.columns + ["Lineitem taxable"]))
    let documents = try await Extraction.shopify(path).documents(columns)
    #expect(documents.map { $0.column("Lineitem taxable") } == [["false", ""], ["false", ""]])
  }

  @Test("Without an id it names its order by the order's name")
  func noID() async throws {
    let documents = try await documents([ShopifyExport.head("#1001", id: "", ["Refunded Amount": "15.00"])])
    #expect(documents.map { $0["Refunds"] } == ["", "#1001"])
  }

  @Test("It is dated as its order and says that the date is not known")
  func unknownDate() async throws {
    let documents = try await documents(refunded)
    #expect(documents.map(\.findings) == [[], ["F1201"], []])
    #expect(documents[1]["Created at"] == "2024-03-01 10:00:00 +0100")
  }

  @Test("\"refund_date\" dates all refunds, their orders not, and leaves nothing to find")
  func declaredDate() async throws {
    let documents = try await documents(refunded, #""refund_date": "2024-12-31""#)
    #expect(documents.map(\.findings) == [[], [], []])
    #expect(documents[0]["Created at"] == "2024-03-01 10:00:00 +0100")
    #expect(documents[1]["Created at"] == "2024-12-31 00:00:00 +0000")
  }

  @Test("\"refund_date\": \"sale\" is the default by name")
  func saleDate() async throws {
    #expect(try await documents(refunded, #""refund_date": "sale""#) == documents(refunded))
  }

  @Test("Any other word, and a day that the calendar does not have, is a mistake of the definition")
  func badDate() {
    for date in ["order", "2024-02-30", "31.12.2024"] {
      let compiled = Extraction.compile(
        #""layout": "shopify.orders_export", "paths": ["a.csv"], "refund_date": "\#(date)""#)
      #expect(compiled.valid == nil)
      #expect(compiled.diagnostics.map(\.code) == [.notAllowed])
    }
  }
}
