/// Amazon's report files, run by the shipped definitions: what the ledger holds is what their generator worked out.
import Commerce
import Formats
import Foundation
import Ledger
import Testing

@Suite("Amazon's report files")
struct AmazonFileTests {
  /// A file, the pipeline that reads it and its store.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let pipeline: String
    var store = "amazon-de"
    var testDescription: String { file }
  }

  private static let cases = [
    Case(file: "all-orders-de.txt", pipeline: "amazon-all-orders"),
    Case(file: "all-orders-us.txt", pipeline: "amazon-all-orders", store: "amazon-us"),
    Case(file: "vat-transactions-95col.txt", pipeline: "amazon-vat-transactions"),
    Case(file: "vat-transactions-92col.txt", pipeline: "amazon-vat-transactions"),
    Case(file: "vat-calculation.csv", pipeline: "amazon-vat-calculation"),
  ]

  /// What the generator knows of a file.
  struct Facts: Decodable {
    var documents: Int
    var gross: String
    var tax: String
    var grossGbp: String?
    var leftOut: [String: Int]?
  }

  private static let facts: [String: Facts] = {
    let path = Program.project.appending(path: "Tests/Oracles/amazon_expected.json")
    struct Expected: Decodable { var files: [String: Orders] }
    // Files of other kinds have other facts.
    struct Orders: Decodable {
      let facts: Facts?
      init(from decoder: any Decoder) { facts = try? Facts(from: decoder) }
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let expected = (try? Data(contentsOf: path)).flatMap { try? decoder.decode(Expected.self, from: $0) }
    return expected?.files.compactMapValues(\.facts) ?? [:]
  }()

  @Test("A file is loaded to its last document and cent", arguments: cases)
  func figures(_ example: Case) throws {
    let facts = try #require(Self.facts[example.file])
    let program = try Program()
    let report = try program.json(
      "run", "pipelines/\(example.pipeline).json", "--set", "store=\(example.store)", "--set",
      "input=samples/amazon/\(example.file)")
    let tallies = try program.ledger().tallies()
    let sum = { (currency: String, part: (Tally) -> Int64) in
      tallies.filter { $0.currency.code == currency }.reduce(0) { $0 + part($1) }
    }
    let own = example.store == "amazon-us" ? "USD" : "EUR"
    #expect(tallies.reduce(0) { $0 + $1.documents } == Int64(facts.documents))
    #expect(sum(own) { $0.net + $0.tax } == cents(facts.gross))
    #expect(sum(own) { $0.tax } == cents(facts.tax))
    if let pounds = facts.grossGbp {
      #expect(sum("GBP") { $0.net + $0.tax } == cents(pounds))
      #expect(sum("GBP") { $0.tax } == 0)
    }
    #expect(report["rejects"]?.elements?.count == 0)
    let notices = report["sources"]?.elements?.first?["notices"]?.elements?.compactMap(\.string) ?? []
    for (word, count) in facts.leftOut ?? [:] {
      #expect(notices.contains { $0.contains("\(word) \(count)") }, "\(notices)")
    }
    #expect((facts.leftOut ?? [:]).isEmpty == notices.isEmpty)
  }

  @Test("the same file a second time, and with other items of an order last, changes nothing")
  func again() throws {
    let program = try Program()
    let bytes = try Data(contentsOf: Program.project.appending(path: "samples/amazon/all-orders-de.txt"))
    try program.write("one.txt", Array(bytes))
    #expect(try program.run("run", "pipelines/amazon-all-orders.json", "--set", "input=one.txt", "--quiet").exit == 0)
    let before = try program.digest()
    // Another name, one more line break: read again, and nothing is new.
    try program.write("two.txt", Array(bytes) + Array("\r\n".utf8))
    let again = try program.run("run", "pipelines/amazon-all-orders.json", "--set", "input=two.txt", "--quiet")
    #expect(again.exit == 0)
    #expect(try program.digest().documents == before.documents)
    #expect(again.output.contains("unchanged          9"))
  }

  @Test("a pending order has no amount, and is the same order with one when its price comes")
  func pending() throws {
    let columns = """
      amazon-order-id\tpurchase-date\torder-status\tsales-channel\tproduct-name\tsku\titem-status\tquantity\tcurrency\t\
      item-price\titem-tax\tshipping-price\tshipping-tax\tship-country
      """
    let program = try Program()
    let row = { (status: String, currency: String, price: String, tax: String) in
      "306-1\t2024-05-02T08:04:21+00:00\t\(status)\tAmazon.de\tLamp\tL\t\t1\t\(currency)\t\(price)\t\(tax)\t\t\tDE"
    }
    for (name, line) in [
      ("1.txt", row("Pending", "", "", "")), ("2.txt", row("Shipped", "EUR", "27.50", "4.39")),
      ("3.txt", row("Cancelled", "", "", "")),
    ] {
      try program.write(name, "\(columns)\n\(line)\n")
      #expect(try program.run("run", "pipelines/amazon-all-orders.json", "--set", "input=\(name)", "--quiet").exit == 0)
      let tallies = try program.ledger().tallies().filter { $0.documents != 0 || $0.net != 0 }
      let expected: (DocumentStatus, Int64, Int64) =
        switch name {
        case "1.txt": (.pending, 0, 0)
        case "2.txt": (.completed, 2_311, 439)
        default: (.cancelled, 0, 0)
        }
      #expect(tallies.map(\.status) == [expected.0])
      #expect(tallies.map(\.net) == [expected.1])
      #expect(tallies.map(\.tax) == [expected.2])
    }
  }

  private func cents(_ amount: String) -> Int64 {
    Decimal(string: amount).map { NSDecimalNumber(decimal: $0 * 100).int64Value } ?? .min
  }
}
