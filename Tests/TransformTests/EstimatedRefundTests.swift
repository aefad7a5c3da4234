/// Refunds of which an export tells only the sum, from mapping to tax.
import Columns
import Commerce
import Tax
import Testing

@Suite("Refunds of which only the sum is known")
struct EstimatedRefundTests {
  private static let stages = #"""
    { "use": "map", "fields": {
        "external_id": "Id", "kind": "Kind", "estimated": "Estimated", "placed_at": "Date",
        "currency": { "value": "EUR" }, "country_source": { "value": "DE" }, "total": "Total",
        "tax_total": { "from": "Taxes", "default": "0" }, "tax_1_title": "Tax 1 Name", "tax_1_amount": "Tax 1 Value",
        "line_kind": "Line", "quantity": "Quantity", "unit_price": "Price" } },
    { "use": "vat" }
    """#

  /// A sale of 100.00 goods twice and 38.00 carriage, 19 % contained, and its refund of `refunded`.
  private func batch(refunded: String...) throws -> Batch {
    let sale = [
      "Id": "1", "Kind": "sale", "Date": "2024-03-01T10:00:00Z", "Total": "238.00", "Taxes": "38.00",
      "Tax 1 Name": "DE MwSt 19%", "Tax 1 Value": "38.00",
    ]
    let goods = ["Line": "goods", "Quantity": "2", "Price": "100.00"]
    let carriage = ["Line": "shipping", "Quantity": "1", "Price": "38.00"]
    let returned = ["Quantity": "-2"], unshipped = ["Quantity": "-1"]
    var chain = try Chain(Self.stages)
    let refunds = refunded.enumerated().flatMap { number, amount in
      let refund = sale.merging(["Id": "\(number + 1)", "Kind": "refund", "Estimated": "1", "Total": "-\(amount)"]) {
        $1
      }
      return [
        refund.merging(goods) { $1 }.merging(returned) { $1 },
        refund.merging(carriage) { $1 }.merging(unshipped) { $1 },
      ]
    }
    let batch = try chain.run(
      SourceRows(
        [sale.merging(goods) { $1 }, sale.merging(carriage) { $1 }] + refunds,
        documents: [2] + refunded.map { _ in 2 }))
    #expect(batch.refused == [])
    return batch
  }

  private func amounts(_ key: ColumnKey<Exact>, _ batch: Batch) -> [String?] {
    batch.values(key).map { $0?.description }
  }

  @Test("A full refund mirrors its sale, quantities included")
  func full() throws {
    let batch = try batch(refunded: "238.00")
    #expect(amounts(OrderKeys.sourceAmount, batch) == ["200", "38", "-200", "-38"])
    #expect(amounts(OrderKeys.quantity, batch) == ["2", "1", "-2", "-1"])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [3193, 607, -3193, -607])
  }

  @Test("A partial refund has its share of every amount and claims no quantity")
  func partial() throws {
    let batch = try batch(refunded: "119.00")
    #expect(amounts(OrderKeys.sourceAmount, batch) == ["200", "38", "-100", "-19"])
    #expect(amounts(OrderKeys.quantity, batch) == ["2", "1", nil, nil])
    #expect(amounts(OrderKeys.unitPrice, batch) == ["100", "38", nil, nil])
    let net = batch.values(OrderKeys.net).compactMap { $0?.count }
    let tax = batch.values(OrderKeys.tax).compactMap { $0?.count }
    #expect(net[2] + net[3] + tax[2] + tax[3] == -11900)
    #expect(tax[2] + tax[3] == -1900)
  }

  @Test("Several refunds of a sale are each their share of it, not of the refund before")
  func several() throws {
    let batch = try batch(refunded: "119.00", "23.80")
    #expect(amounts(OrderKeys.sourceAmount, batch) == ["200", "38", "-100", "-19", "-20", "-3.8"])
    #expect(amounts(OrderKeys.quantity, batch) == ["2", "1", nil, nil, nil, nil])
    // 38.00 × 119.00 ÷ 238.00 and 38.00 × 23.80 ÷ 238.00.
    let tax = batch.values(OrderKeys.tax).compactMap { $0?.count }
    #expect([tax[2] + tax[3], tax[4] + tax[5]] == [-1900, -380])
    let net = batch.values(OrderKeys.net).compactMap { $0?.count }
    #expect([net[2] + net[3], net[4] + net[5]] == [-10_000, -2_000])
  }

  @Test("Shares that do not come out even still sum to the refunded sum")
  func uneven() throws {
    let batch = try batch(refunded: "0.01")
    let shares = batch.values(OrderKeys.sourceAmount).compactMap { $0?.millionths }
    #expect(shares[2] + shares[3] == -10_000)
  }

  @Test("the refund leaves from where its sale left, so that both are in one row of a return")
  func dispatch() throws {
    let batch = try batch(refunded: "119.00")
    #expect(batch.values(TaxKeys.dispatch).map { $0?.code } == ["DE", "DE"])
  }

  /// Hats of 119.00 at 19 % and books of 107.00 at 7 %, carriage of 22.60 shared over both as 11.90 and 10.70; half of it is
  /// refunded: 10.45 of (19.00 + 1.90) and 3.85 of (7.00 + 0.70).
  @Test("A line that is taxed in parts is refunded in the same parts")
  func parts() throws {
    let stages = #"""
      { "use": "map", "fields": {
          "external_id": "Id", "kind": "Kind", "estimated": "Estimated", "placed_at": "Date",
          "currency": { "value": "EUR" }, "country_source": { "value": "DE" }, "total": "Total", "line_kind": "Line",
          "product_type": "Type", "quantity": "Quantity", "unit_price": "Price" } },
      { "use": "vat", "tax": "computed", "prices": "gross", "products": { "Hats": "standard", "Books": "books" } }
      """#
    func document(_ kind: String, _ total: String, _ quantity: String) -> [[String: String]] {
      [("goods", "Hats", "119.00"), ("goods", "Books", "107.00"), ("shipping", "", "22.60")].map { line, type, price in
        [
          "Id": kind, "Kind": kind, "Estimated": kind == "refund" ? "1" : "", "Date": "2026-03-02T10:00:00Z",
          "Total": total, "Line": line, "Type": type, "Quantity": quantity, "Price": price,
        ]
      }
    }
    var chain = try Chain(stages)
    let batch = try chain.run(
      SourceRows(document("sale", "248.60", "1") + document("refund", "-124.30", "-1"), documents: [3, 3]))
    #expect(batch.refused == [])
    #expect(
      amounts(OrderKeys.sourceAmount, batch) == [
        "119", "107", "11.9", "10.7", "-59.5", "-53.5", "-5.95", "-5.35",
      ])
    #expect(batch.values(OrderKeys.tax).map { $0?.count } == [1900, 700, 190, 70, -950, -350, -95, -35])
    #expect(
      batch.values(TaxKeys.rate).map { $0?.description } == ["19", "7", "19", "7", "19", "7", "19", "7"])
  }

  @Test("Of the taxes that the platform names a refund has its share, under the same names and with its own sign")
  func namedTaxes() throws {
    let batch = try batch(refunded: "119.00", "0.01")
    #expect(batch.texts(OrderKeys.taxTitle(0)) == Array(repeating: "DE MwSt 19%", count: 3))
    #expect(amounts(OrderKeys.taxAmount(0), batch) == ["38", "-19", "0"])
    #expect(amounts(OrderKeys.taxTotal, batch) == ["38", "-19", "0"])
  }
}
