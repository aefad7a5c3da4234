/// What WooCommerce's Analytics tells of orders: net sales, and refunds as rows among them.
import Columns
import Pipeline
import Testing

@Suite("WooCommerce's Analytics of orders")
struct AnalyticsOrdersTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private let columns = ["Document kind", "Document id", "Refunds", "Currency mark", "Line title", "Net Sales"]

  private func documents(_ text: String) async throws -> [[String]] {
    let path = try scratch.write(text)
    let stage = try Extraction.stage(#""layout": "woocommerce.analytics_orders", "paths": ["\#(path)"]"#)
    return try await stage.documents(columns).map { document in columns.map { document[$0] } }
  }

  private let header =
    "Date,\"Order #\",\"N. Revenue (formatted)\",Status,Customer,\"Customer type\",Product(s),\"Items sold\",Coupon(s),\"Net Sales\",Attribution\n"

  @Test("A row in which nothing was sold is a refund of the order with its number; a free order is a sale")
  func rows() async throws {
    let read = try await documents(
      "\u{FEFF}" + header + """
        "2026-11-23 22:27:59",43,€80.05,processing,"A",returning,"2× Mug, 1× A &amp; B",0,,0,Unknown
        "2026-11-23 22:26:23",24,"€70.71 €50.72",processing,A,returning,"2× Mug",-1,,-16.8,Unknown
        "2026-11-23 22:26:19",36,€0.00,processing,A,returning,"1× Sample",1,,0,Unknown
        "2026-11-23 22:26:19",38,"¥2,380.00",processing,A,returning,Mug,1,,2000,Unknown
        "2026-11-23 22:26:16",24,"80,05 zł 50,00 zł",processing,A,new,Mug,3,,56.87,Unknown

        """)
    #expect(
      read == [
        ["refund", "43@2026-11-23 22:27:59", "43", "€", "2× Mug, 1× A & B", "0"],
        ["refund", "24@2026-11-23 22:26:23", "24", "€", "2× Mug", "-16.8"], ["sale", "36", "", "€", "1× Sample", "0"],
        ["sale", "38", "", "¥", "Mug", "2000"], ["sale", "24", "", "zł", "Mug", "56.87"],
      ])
  }

  @Test("Before version 9 the net amount has another name and there is no attribution")
  func older() async throws {
    let older = header.replacing("\"Net Sales\",Attribution", with: "\"N. Revenue\"")
    let read = try await documents(older + "\"2023-01-02 08:00:00\",7,€5.95,completed,A,new,Mug,1,,5\n")
    #expect(read == [["sale", "7", "", "€", "Mug", "5"]])
  }
}
