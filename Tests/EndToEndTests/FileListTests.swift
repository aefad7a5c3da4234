/// Lists of products, stock, accounts and payouts from files, as far as the ledger.
import Foundation
import Ledger
import Testing

@Suite("Lists from files")
struct FileListTests {
  @Test(
    "Each is loaded whole, and a second import finds nothing new",
    arguments: [
      ("shopify-products-file", 4), ("shopify-inventory-file", 12), ("shopify-customers-file", 4),
      ("shopify-payouts-file", 4), ("shopify-transactions-file", 3), ("woocommerce-products-file", 9),
    ])
  func loaded(pipeline: String, documents: Int64) throws {
    let program = try Program()
    let definition = "pipelines/\(pipeline).json"
    #expect(try program.run("run", definition, "--quiet").exit == 0)
    let run = try #require(try program.ledger().runs().first)
    #expect(run.loaded == documents && run.rejected == 0)
    #expect(try program.run("run", definition, "--quiet").output.contains("nothing new"))
  }

  @Test("Rows that a spreadsheet has left empty are no documents, and the run says how many there were")
  func emptyRows() throws {
    let program = try Program()
    var lines = try ShopifyExport(orders: 3).text.split(separator: "\n").map(String.init)
    let width = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
    let empty = String(repeating: ",", count: width - 1)
    lines.insert(empty, at: 2)
    lines += [empty, String(repeating: "\"\",", count: width - 1) + "\"\"", empty]
    try program.write("orders.csv", lines.map { $0 + "\n" }.joined())
    try program.define("shopify-orders", ("samples/shopify/orders-2024-79col.csv.gz", "orders.csv"))
    let outcome = try program.run("run", "own.json", "--quiet")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("orders.csv: left out: 4 rows in which nothing stands"))
    #expect(try program.ledger().runs().first?.loaded == 3)
  }

  @Test("The header of 2025 says the same of the products as that of before")
  func generations() throws {
    let program = try Program()
    #expect(try program.run("run", "pipelines/shopify-products-file.json", "--quiet").exit == 0)
    let again = try program.run(
      "run", "pipelines/shopify-products-file.json", "--quiet", "--set",
      "input=samples/shopify/lists/products-2025.csv")
    #expect(again.exit == 0)
    let run = try #require(try program.ledger().runs().first)
    #expect(run.loaded == 0 && run.unchanged == 4)
  }

  @Test(
    "What the presets make of cells: guards come off, blanks are no zero, units that are not counted are not tracked")
  func cells() throws {
    let program = try Program()
    func preview(_ pipeline: String, _ input: String? = nil) throws -> String {
      let more = input.map { ["--set", "input=samples/shopify/lists/\($0)"] } ?? []
      let outcome = try program.start(
        ["preview", "pipelines/\(pipeline).json", "--documents", "50", "--show-values", "--format", "json"] + more
      ).outcome()
      return outcome.output.replacing(" ", with: "")
    }
    let products = try preview("shopify-products-file")
    #expect(products.contains(#""sku":"00177""#) && products.contains(#""options":"M/Blau""#))
    #expect(products.matches(of: /"tracked":"?0"?/).count == 1)
    let woo = try preview("woocommerce-products-file")
    #expect(woo.matches(of: /"tracked":"?1"?/).count == 3 && woo.contains(#""parent":"TEE""#))
    let people = try preview("shopify-customers-file")
    #expect(people.contains(#""external_id":"7000000000001""#) && people.contains(#""postcode":"01067""#))
    let older = try preview("shopify-customers-file", "customers-2022.csv")
    #expect(older.contains(#""external_id":"anna@example.com""#) && older.contains(#""external_id":"+12125550102""#))
    // Neither an id nor an address nor a telephone number: nobody could find the account again.
    #expect(older.contains("R2001"))
    let stock = try preview("shopify-inventory-file")
    #expect(stock.contains(#""external_id":"t-shirt/XL/Blau/LagerBerlin""#) && stock.contains(#""available":"-2""#))
  }

  @Test("A paid payout whose parts do not come to its total is refused with both figures")
  func wrongPayout() throws {
    let program = try Program()
    let outcome = try program.run(
      "preview", "pipelines/shopify-payouts-file.json", "--set",
      "input=samples/shopify/lists/payouts-do-not-add-up.csv", "--documents", "9")
    // 1650.00 − 15.00 − 156.75 − 67.65.
    #expect(outcome.output.contains("R3001"))
    #expect(outcome.output.contains("1410.6") && outcome.output.contains("1395.6"))
  }
}
