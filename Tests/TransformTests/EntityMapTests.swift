import Columns
import Commerce
import Pipeline
import Testing

@Suite("map of products, stock, customers, payouts and returns")
struct EntityMapTests {
  private func map(_ entity: Entity, _ fields: String, _ rows: SourceRows) throws -> Batch {
    var chain = try Chain(#"{ "use": "map", "fields": { \#(fields) } }"#, entity: entity)
    return try chain.run(rows)
  }

  private func mistakes(_ entity: Entity, _ stage: String) -> [Diagnostic] {
    Chain.compile(stage, entity: entity).diagnostics
  }

  // MARK: Which fields there are

  @Test("A field of another entity is unknown, and the nearest one of this entity is proposed")
  func otherEntity() {
    let found = mistakes(
      .inventory,
      #"{ "use": "map", "fields": { "external_id": "Id", "available": "A", "availabel": "B", "tax_total": "C" } }"#)
    #expect(found.map(\.code) == [.unknownKey, .unknownKey])
    #expect(found.first?.suggestion == "available")
  }

  @Test("A preset of another entity is not allowed")
  func otherPreset() {
    let found = mistakes(.payouts, #"{ "use": "map", "preset": "shopify.orders" }"#)
    #expect(found.map(\.code) == [.notAllowed])
    #expect(
      found.first?.allowed == [
        "shopify.payouts", "shopify.payouts_export", "shopify.payment_transactions", "amazon.payouts",
        "amazon.settlement", "paypal.activity", "stripe.payout_reconciliation",
      ])
  }

  @Test(
    "What every document needs must be mapped",
    arguments: [
      (Entity.products, ["external_id"]), (.inventory, ["available", "external_id"]), (.customers, ["external_id"]),
      (.payouts, ["amount", "currency", "external_id", "line_kind"]), (.returns, ["external_id", "quantity"]),
    ])
  func needed(entity: Entity, names: [String]) {
    let found = mistakes(entity, #"{ "use": "map", "fields": { "sku": "A", "email": "B" } }"#)
      .filter { $0.code == .missingKey }
    #expect(found.count == names.count)
    for (mistake, name) in zip(found, names) { #expect(mistake.message.contains("\"\(name)\"")) }
  }

  @Test(
    "There is no tax, status or exchange rate on a stock level", arguments: ["vat", "status", "currency", "customers"])
  func unfit(stage: String) {
    let found = mistakes(
      .inventory,
      #"{ "use": "map", "preset": "amazon.inventory" }, { "use": "\#(stage)", "rates": "none.zip", "preset": "amazon" }"#
    )
    #expect(found.map(\.code) == [.unfitStage])
    #expect(found.first?.message.contains("\"\(stage)\" cannot work on inventory") == true)
  }

  // MARK: How fields are read

  @Test("Columns are joined by a text, without those that are blank")
  func joined() throws {
    let batch = try map(
      .products,
      #""external_id": { "from": ["P", "V"], "join": "/" }, "options": { "from": ["V", "W"], "join": " / " }"#,
      SourceRows([["P": "7", "V": "21", "W": "M"], ["P": "8", "V": " ", "W": ""]]))
    #expect(batch.texts(ProductKeys.externalID) == ["7/21", "8"])
    #expect(batch.texts(ProductKeys.options) == ["21 / M", ""])
  }

  @Test("Joined columns are mapped by the words of both")
  func joinedWords() throws {
    let batch = try map(
      .payouts,
      #"""
      "external_id": "Id", "currency": { "value": "EUR" }, "amount": "A",
      "line_kind": { "from": ["L", "T"], "join": "/", "values": { "*Fee*": "fee", "Refund*": "refund" }, "otherwise": "other" }
      """#,
      SourceRows(
        [
          ["Id": "1", "A": "-2", "L": "Refund", "T": "FeeList"], ["Id": "1", "A": "-5", "L": "Refund", "T": "Price"],
          ["Id": "1", "A": "3", "L": "Loan", "T": ""],
        ], documents: [3]))
    #expect(batch.values(PayoutKeys.lineKind) == [.fee, .refund, .other])
  }

  @Test("Numbers of several columns are added up; where all are blank there is none")
  func summed() throws {
    let batch = try map(
      .inventory,
      #""external_id": "Id", "available": "A", "inbound": { "from": ["W", "S", "R"], "sum": true, "decimal": "." }"#,
      SourceRows([
        ["Id": "1", "A": "3", "W": "5", "S": "", "R": "2"], ["Id": "2", "A": "", "W": "", "S": ""],
        ["Id": "3", "A": "-1", "W": "5", "S": "many"],
      ]))
    #expect(batch.values(InventoryKeys.inbound).prefix(2) == [Exact("7"), nil])
    #expect(batch.values(InventoryKeys.available) == [Exact("3"), nil, Exact("-1")])
    #expect(batch.refused == [Refused("R2101", 2, line: 2, "S", "many")])
  }

  @Test("Adding up takes a declared decimal mark")
  func undeclaredSum() {
    let found = mistakes(
      .inventory,
      #"{ "use": "map", "fields": { "external_id": "I", "available": { "from": ["A", "B"], "sum": true } } }"#)
    #expect(found.map(\.code) == [.conflictingOptions])
  }

  @Test("An instant without an offset is refused unless the definition gives the offset")
  func offsets() throws {
    let rows = SourceRows("At", ["2024-03-01T10:00:00", "2024-03-01T10:00:00+02:00"])
    let plain = try map(.products, #""external_id": { "value": "1" }, "updated_at": "At""#, rows)
    #expect(plain.refused.map(\.code) == ["R2201"])
    let given = try map(
      .products, #""external_id": { "value": "1" }, "updated_at": { "from": "At", "offset": "+01:00" }"#, rows)
    // 2024-03-01 is day 19,783: 09:00 and 08:00 in UTC.
    #expect(given.values(ProductKeys.updatedAt).map { $0?.seconds } == [1_709_283_600, 1_709_280_000])
    #expect(
      mistakes(
        .products,
        #"{ "use": "map", "fields": { "external_id": "I", "created_at": { "from": "A", "offset": "CET" } } }"#
      ).map(\.code) == [.malformedValue])
  }

  @Test("A day alone is enough where the day is kept too")
  func dayAlone() throws {
    let batch = try map(
      .returns, #""external_id": "Id", "quantity": "Q", "returned_at": "At""#,
      SourceRows([
        ["Id": "LPN1", "Q": "1", "At": "2025-06-05"], ["Id": "LPN2", "Q": "2", "At": "2025-06-05T23:31:40-07:00"],
      ]))
    #expect(batch.values(ReturnKeys.returnedOn).map { $0?.description } == ["2025-06-05", "2025-06-05"])
    #expect(batch.values(ReturnKeys.returnedAt).map { $0?.description } == [nil, "2025-06-06T06:31:40Z"])
  }

  @Test("A flag is read by the words of the definition first")
  func flags() throws {
    let batch = try map(
      .products,
      #""external_id": "Id", "tracked": { "from": "M", "values": { "shopify": "true" }, "default": "false" }"#,
      SourceRows([
        ["Id": "1", "M": "shopify"], ["Id": "2", "M": ""], ["Id": "3", "M": "yes"], ["Id": "4", "M": "?"],
      ]))
    #expect(batch.values(ProductKeys.tracked) == [1, 0, 1, nil])
  }

  @Test("Shopify's variants are tracked by whoever is named, and by nobody where none is")
  func tracked() throws {
    var chain = try Chain(#"{ "use": "map", "preset": "shopify.products" }"#, entity: .products)
    let batch = try chain.run(
      SourceRows([
        ["id": "1", "variant.inventory_management": "shopify"],
        ["id": "2", "variant.inventory_management": "a-warehouse"], ["id": "3", "variant.inventory_management": ""],
      ]))
    #expect(batch.values(ProductKeys.tracked) == [1, 1, 0])
  }

  @Test("An account's id is what orders name their buyer by")
  func accounts() throws {
    let batch = try map(
      .customers, #""external_id": "Id", "country_source": "Land", "email": "Mail""#,
      SourceRows([["Id": "77", "Land": "Deutschland", "Mail": "a@example.com"]]))
    #expect(batch.texts(OrderKeys.customerSourceID) == ["77"])
    #expect(batch.values(OrderKeys.country) == [Country("DE")])
  }

  // MARK: Payouts

  private static let payout = #"""
    "external_id": "Id", "currency": { "value": "EUR" }, "total": "Total", "status": { "from": "S", "otherwise": "paid" },
    "line_kind": { "from": "Kind", "otherwise": "other" }, "line_currency": "C", "amount": "A", "fee": "F",
    "opening_balance": "O"
    """#

  @Test("What an amount brings is the amount less its fee, and the nets are the payout")
  func nets() throws {
    // 100.00 - 2.40 - 25.00 + 0.00 = 72.60; the transfer of -72.60 is not part of it.
    let batch = try map(
      .payouts, Self.payout,
      SourceRows(
        [
          ["Id": "1", "Total": "72.60", "Kind": "sale", "A": "100.00", "F": "2.40"],
          ["Id": "1", "Kind": "refund", "A": "-25.00"], ["Id": "1", "Kind": "payout", "A": "-72.60", "F": "0"],
        ], documents: [3]))
    #expect(batch.refused == [])
    #expect(batch.findings == [])
    #expect(batch.values(PayoutKeys.net) == [Exact("97.60"), Exact("-25.00"), Exact("-72.60")])
  }

  @Test("A payout that is paid and does not add up is refused, with both figures")
  func unbalanced() throws {
    let batch = try map(
      .payouts, Self.payout,
      SourceRows([["Id": "1", "Total": "1395.60", "Kind": "sale", "A": "1650.00", "F": "239.40"]]))
    #expect(batch.refused.map(\.code) == ["R3001"])
    #expect(batch.refusals.first?.detail == "the amounts add up to 1410.6, the payout states 1395.6")
  }

  @Test("One that is not paid yet is loaded with a finding")
  func open() throws {
    let batch = try map(
      .payouts, Self.payout, SourceRows([["Id": "1", "Total": "12", "Kind": "sale", "A": "10", "S": "open"]]))
    #expect(batch.refused == [])
    #expect(batch.findings.map(\.code) == ["F2101"])
    #expect(batch.findings.first?.detail == "the amounts add up to 10, the payout states 12")
  }

  @Test("What was carried over may be part of the total, and amounts of another currency are not added")
  func carriedOver() throws {
    let batch = try map(
      .payouts, Self.payout,
      SourceRows([
        ["Id": "1", "Total": "12", "O": "2", "Kind": "sale", "A": "10"],
        ["Id": "2", "Total": "10", "O": "2", "Kind": "sale", "A": "10"],
        ["Id": "3", "Total": "9", "Kind": "sale", "A": "10", "C": "CAD"],
      ]))
    #expect(batch.refused == [])
    #expect(batch.findings.map(\.document) == [2])
    #expect(batch.findings.first?.detail == "an amount is in another currency")
  }
}
