/// Exports of one shop and the answers of its own interface say the same of every order.
import Formats
import Foundation
import Ledger
import Testing

@Suite("WooCommerce's export files")
struct WooCommerceFileTests {
  /// A definition and the file that it reads.
  struct Export: Sendable, CustomTestStringConvertible {
    let pipeline: String
    let input: String
    /// Sales, and those of which the interface's answer was captured.
    let sales, known: Int
    /// Sum of the sales in euros with tax, and of their tax, by Python's decimals over the file's own columns.
    let total, tax: String

    var testDescription: String { input }
    var arguments: [String] {
      ["pipelines/woocommerce-\(pipeline).json", "--set", "input=samples/woocommerce/\(input)"]
    }
  }

  private static let exports = [
    Export(
      pipeline: "webtoffee", input: "webtoffee-order-export.csv", sales: 50, known: 40, total: "4150.21", tax: "514.93"),
    Export(pipeline: "skyverge", input: "skyverge-orders.csv", sales: 22, known: 22, total: "839.48", tax: "89.51"),
    Export(pipeline: "skyverge", input: "skyverge-items.csv", sales: 22, known: 22, total: "839.48", tax: "89.51"),
    Export(
      pipeline: "advanced-order-export", input: "advanced-order-export-default.csv", sales: 42, known: 32,
      total: "1386.48", tax: "153.06"),
  ]

  /// An order as the shop's interface answers it.
  private struct Answered {
    var total, tax: Decimal
    var currency: String
    /// Amount and tax of what was sold, sent and charged, those of nothing left out.
    var lines: [[Decimal]]
  }

  private static let captured = Result { () throws -> [String: Answered] in
    let folder = Program.project.appending(path: "Tests/WooCommerceTests/Fixtures/wc11.0.1")
    var orders: [String: Answered] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names.sorted() where name == "orders.json" || name.hasPrefix("order-") || name.hasPrefix("repro-") {
      guard name.hasSuffix(".json") else { continue }
      let node = try JSONText.parse(Array(try Data(contentsOf: folder.appending(path: name))))
      for order in node.elements ?? [node] {
        orders[order["id"]?.line ?? ""] = Answered(
          total: Previewed.number(order["total"]), tax: Previewed.number(order["total_tax"]),
          currency: order["currency"]?.string ?? "",
          lines: ["line_items", "shipping_lines", "fee_lines"].flatMap { order[$0]?.elements ?? [] }.map {
            [Previewed.number($0["total"]), Previewed.number($0["total_tax"])]
          })
      }
    }
    return orders
  }

  @Test("Every sale has the total, the tax and the currency that the shop's interface answers", arguments: exports)
  func sales(export: Export) throws {
    let captured = try Self.captured.get()
    let sales = try Previewed(Program(), export.arguments).documents.filter { $0.kind == "sale" }
    #expect(sales.count == export.sales)
    var known = 0
    for sale in sales {
      #expect(sale.net + sale.tax == sale.total && sale.tax == sale.stated, "order \(sale.id)")
      guard let order = captured[sale.id] else { continue }
      known += 1
      #expect(sale.total == order.total && sale.tax == order.tax && sale.currency == order.currency, "order \(sale.id)")
    }
    #expect(known == export.known)
    let euros = sales.filter { $0.currency == "EUR" }
    #expect(euros.reduce(Decimal.zero) { $0 + $1.total } == Decimal(string: export.total))
    #expect(euros.reduce(Decimal.zero) { $0 + $1.tax } == Decimal(string: export.tax))
  }

  @Test(
    "Every line has the amount and the tax that the shop's interface answers, where lines come to the order's tax",
    arguments: exports.filter { $0.pipeline != "advanced-order-export" })
  func lines(export: Export) throws {
    let captured = try Self.captured.get()
    var compared = 0
    for sale in try Previewed(Program(), export.arguments).documents where sale.kind == "sale" {
      guard let order = captured[sale.id], order.lines.reduce(Decimal.zero, { $0 + $1[1] }) == order.tax else {
        continue
      }
      func sorted(_ lines: [[Decimal]]) -> [[Decimal]] {
        lines.filter { $0 != [0, 0] }.sorted { $0.lexicographicallyPrecedes($1) }
      }
      // A cent that the shop's own lines are off by is a rounding line of ours.
      let rounding = order.total - order.lines.reduce(Decimal.zero) { $0 + $1[0] + $1[1] }
      #expect(sorted(sale.amounts) == sorted(order.lines + [[rounding, 0]]), "order \(sale.id)")
      compared += 1
    }
    // Two orders of the shop round their tax once per rate.
    #expect(compared >= export.known - 4)
  }

  @Test("Every refund is a document of its own with the amount and the tax that the shop gave back", arguments: exports)
  func refunds(export: Export) throws {
    let documents = try Previewed(Program(), export.arguments).documents
    // Of order 24 a line was returned, of 25 and 30 only money was given back: taxes are 3.19, 12.06 × 10 ÷ 72.35, all.
    for (order, total, tax) in [("24", "-19.99", "-3.19"), ("25", "-10.00", "-1.67"), ("30", "-38.16", "-6.36")] {
      let refund = try #require(documents.first { $0.kind == "refund" && $0.refunds == order })
      #expect(refund.total == Decimal(string: total) && refund.net + refund.tax == refund.total)
      // The items' own price tells this format nothing of what was returned, so the sale's mix of rates counts.
      let isShare = order == "24" && export.pipeline == "advanced-order-export"
      #expect(refund.tax == Decimal(string: isShare ? "-2.53" : tax), "order \(order)")
    }
  }

  @Test("An export that lists no fees has them in a line with a finding, and the items that its prices come to")
  func advanced() throws {
    let preview = try Previewed(
      Program(), ["pipelines/woocommerce-advanced-order-export.json"])
    let orders = Dictionary(
      preview.documents.filter { $0.kind == "sale" }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    // 42.83 = 33.60 + 4.90 + 6.83 tax less 2.50; 33.68 = 40.07 + 3.61 tax less 10.00.
    #expect(orders["27"]?.kinds == ["goods", "discount", "shipping"])
    #expect(orders["71"]?.kinds == ["goods", "goods", "discount"])
    #expect(orders["45"]?.kinds == ["goods", "goods", "goods"])
    #expect(orders["51"]?.kinds == ["rounding"])
    #expect(orders["76"]?.titles == [#"Becher "Größe L" – 300 ml"#, "Buch: Über Käse & Wein", "P"])
  }

  @Test("Analytics gives net sales and refunds, and says that the tax is open")
  func analytics() throws {
    let program = try Program()
    let preview = try Previewed(program, ["pipelines/woocommerce-analytics.json"])
    #expect(preview.documents.count { $0.kind == "sale" } == 18)
    let refunds = preview.documents.filter { $0.kind == "refund" }
    #expect(refunds.map(\.refunds) == ["43", "27", "30", "25", "24"])
    #expect(refunds.map(\.net) == [0, 0, Decimal(string: "-16.8"), -10, Decimal(string: "-16.8")])
    #expect(preview.documents.map(\.currency).count { $0 == "JPY" } == 1)
    // Net Sales of the euro rows: 579.90 sold, 43.60 given back.
    let euros = preview.documents.filter { $0.currency == "EUR" }.reduce(Decimal.zero) { $0 + $1.net }
    #expect(euros == Decimal(string: "536.30"))
    #expect(preview.documents.allSatisfy { $0.tax == 0 })
  }

  @Test("A second import of another plug-in's file of the same orders is the same orders")
  func again() throws {
    let program = try Program()
    let pipeline = "pipelines/woocommerce-skyverge.json"
    #expect(try program.run("run", pipeline, "--quiet").exit == 5)
    let before = try program.ledger().counts().transactions
    #expect(try program.run("run", pipeline, "--quiet").exit == 0)
    #expect(try program.ledger().counts().transactions == before)
  }
}
