/// Every vintage of Shopify's orders export is read to the counts and sums of its generator.
import Columns
import Foundation
import Pipeline
import Testing

@Suite("Vintages of Shopify's orders export")
struct ShopifyVintageTests {
  /// What the generator of the samples knows of a file, from the orders it invented.
  struct Facts: Decodable {
    var columns: Int
    var orders: Int
    var lines: Int
    var ordersWithShipping: Int
    var ordersWithDiscount: Int
    var refunds: Int
    var statuses: [String: Int]
    var total: [String: String]
    var taxes: [String: String]
    var shipping: [String: String]
    var discounts: [String: String]
    var duties: [String: String]
    var refunded: [String: String]
  }

  private struct Expected: Decodable { var files: [String: Facts] }

  private static let files: [String: Facts] = {
    guard let data = try? Data(contentsOf: URL(filePath: Files.expected)) else { return [:] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try? decoder.decode(Expected.self, from: data).files) ?? [:]
  }()

  @Test("There are files of 71, 73, 75, 78 and 79 columns")
  func vintages() { #expect(Set(Self.files.values.map(\.columns)) == [71, 73, 75, 78, 79]) }

  @Test("A file is read to the last order and cent", arguments: files.keys.sorted())
  func counts(name: String) async throws {
    let facts = try #require(Self.files[name])
    let columns = ShopifyExport.columns + ShopifyExport.made
    let stage = try Extraction.shopify(Files.sample(name))
    let source = try #require(try stage.sources().first)
    let reader = try stage.open(source, columns: columns, from: nil)
    #expect(reader.header.count == facts.columns)
    #expect(reader.notices == [])

    let documents = try await stage.documents(columns)
    let sales = documents.filter { $0["Document kind"] == "" }
    let refunds = documents.filter { $0["Document kind"] == "refund" }
    #expect(documents.count == sales.count + refunds.count)
    #expect(sales.count == facts.orders)
    #expect(Set(sales.map { $0["Name"] }).count == facts.orders)
    #expect(refunds.count == facts.refunds)
    #expect(documents.allSatisfy { $0.refusals == [] })
    #expect(refunds.allSatisfy { $0.findings == ["F1201"] } && sales.allSatisfy { $0.findings == [] })

    let lines = sales.flatMap(\.lines)
    let ofKind = { (kind: String) in lines.filter { $0["Line kind"] == kind } }
    #expect(ofKind("").count == facts.lines)
    #expect(ofKind("shipping").count == facts.ordersWithShipping)
    #expect(ofKind("discount").count == facts.ordersWithDiscount)
    #expect(Dictionary(sales.map { ($0["Financial Status"], 1) }, uniquingKeysWith: +) == facts.statuses)

    #expect(sum(sales.map { $0["Total"] }) == facts.total.only)
    #expect(sum(sales.map { $0["Taxes"] }) == facts.taxes.only)
    #expect(sum(ofKind("shipping").map { $0["Lineitem price"] }) == facts.shipping.only)
    #expect(sum(ofKind("discount").map { $0["Lineitem price"] }) == facts.discounts.only)
    #expect(sum(ofKind("duty").map { $0["Lineitem price"] }) == facts.duties.only)
    #expect(-sum(refunds.map { $0["Total"] }) == facts.refunded.only)
  }
}

/// The sum of amounts; Foundation's decimal numbers count apart from those of the program.
private func sum(_ amounts: [String]) -> Decimal { amounts.reduce(0) { $0 + (Decimal(string: $1) ?? .nan) } }

extension [String: String] {
  /// The only amount of a sum by currency.
  fileprivate var only: Decimal { values.first.flatMap { Decimal(string: $0) } ?? .nan }
}
