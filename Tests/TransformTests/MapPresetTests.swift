/// What a preset maps, how a definition overrides it, and what a definition may not say.
import Columns
import Commerce
import Pipeline
import Testing
import Transform

@Suite("Presets and mistakes of the map stage")
struct MapPresetTests {
  private let order = [
    "Id": "5911", "Name": "#1001", "Currency": "EUR", "Created at": "2024-03-01 10:00:00 +0100", "Total": "23.50",
    "Taxes": "3.75", "Financial Status": "paid", "Lineitem name": "Mug", "Lineitem quantity": "2",
    "Lineitem price": "11.75", "Lineitem sku": "MUG", "Lineitem taxable": "true", "Email": "a@example.com",
    "Phone": "'493012345", "Billing Zip": "'00123", "Shipping Country": "DE", "Billing Country": "FR",
    "Tax 1 Name": "DE MwSt 19%", "Tax 1 Value": "3.75", "Note Attributes": "gift: no\nvat_number: DE123456788",
  ]

  private func map(_ more: String, _ row: [String: String]) throws -> Batch {
    var chain = try Chain(#"{ "use": "map", "preset": "shopify.orders_export"\#(more) }"#)
    return try chain.run(SourceRows([row]))
  }

  @Test("The preset of Shopify's orders export fills the canonical fields")
  func shopify() throws {
    let batch = try map("", order)
    #expect(batch.refused == [])
    #expect(batch.texts(OrderKeys.externalID) == ["5911"])
    #expect(batch.texts(OrderKeys.reference) == ["#1001"])
    #expect(batch.values(OrderKeys.kind) == [.sale])
    #expect(batch.values(OrderKeys.lineKind) == [.goods])
    #expect(batch.values(OrderKeys.total) == [Exact("23.5")])
    #expect(batch.values(OrderKeys.taxTotal) == [Exact("3.75")])
    #expect(batch.values(OrderKeys.sourceAmount) == [Exact("23.5")])
    #expect(batch.texts(OrderKeys.taxTitle(0)) == ["DE MwSt 19%"])
    #expect(batch.values(OrderKeys.taxAmount(0)) == [Exact("3.75")])
    #expect(batch.texts(OrderKeys.postcode) == ["00123"])
    #expect(batch.texts(OrderKeys.phone) == ["493012345"])
    #expect(batch.values(OrderKeys.country).map { $0?.code } == ["DE"])
    #expect(batch.texts(OrderKeys.vatID) == ["DE123456788"])
    #expect(batch.values(OrderKeys.taxable) == [1])
    #expect(batch.texts(OrderKeys.sourceStatus) == ["paid"])
  }

  @Test(
    "What the layout and the shop call a line decides its kind",
    arguments: [
      (["Line kind": "shipping", "Lineitem name": "Tip"], "shipping"), (["Lineitem name": "Tip"], "tip"),
      (["Lineitem name": "Gift Card 50"], "gift_card"), (["Lineitem name": "Tip jar"], "goods"),
      (["Lineitem name": ""], "goods"),
    ])
  func lineKinds(cells: [String: String], kind: String) throws {
    #expect(try map("", order.merging(cells) { $1 }).values(OrderKeys.lineKind).map { $0?.name } == [kind])
  }

  @Test("Where an order has no id its name identifies it")
  func nameForID() throws {
    #expect(try map("", order.merging(["Id": ""]) { $1 }).texts(OrderKeys.externalID) == ["#1001"])
  }

  @Test("A field of the definition replaces that of the preset and leaves the others")
  func override() throws {
    let batch = try map(
      #", "fields": { "reference": "Notes", "email": { "from": ["Contact"] }, "title": "Lineitem sku" }"#,
      order.merging(["Notes": "R7", "Contact": "b@example.com"]) { $1 })
    #expect(batch.texts(OrderKeys.reference) == ["R7"])
    #expect(batch.texts(OrderKeys.email) == ["b@example.com"])
    #expect(batch.texts(OrderKeys.title) == ["MUG"])
    #expect(batch.texts(OrderKeys.externalID) == ["5911"])
  }

  @Test("An overridden field has nothing of the preset's options left")
  func overriddenOptions() throws {
    let batch = try map(#", "fields": { "postcode": "Billing Zip" }"#, order)
    #expect(batch.texts(OrderKeys.postcode) == ["'00123"])
  }

  @Test(
    "What a definition may not say",
    arguments: [
      (#"{ "use": "map" }"#, "maps no field"), (#"{ "use": "map", "preset": "shopify" }"#, "cannot be \"shopify\""),
      (
        #"{ "use": "map", "fields": { "external_id": "Id", "currency": "C", "kind": { "value": "sale" } } }"#,
        "does not map the field \"line_kind\""
      ),
      (
        #"{ "use": "map", "fields": { "external_id": "Id", "currency": "C", "kind": { "value": "sale" }, "line_kind": { "value": "goods" }, "unit_price": "P" } }"#,
        "neither \"source_amount\" nor both \"quantity\" and \"unit_price\""
      ),
      (Mapping.stage(#""titel": "A""#), "unknown option \"titel\""),
      (Mapping.stage(#""title": {}"#), "neither \"from\" nor"),
      (Mapping.stage(#""title": { "from": "A", "match": "(" }"#), "no usable regular expression"),
      (
        Mapping.stage(#""line_kind": { "from": "A", "values": { "x": "good" } }"#),
        "maps \"x\" to a word that it does not know"
      ), (Mapping.stage(#""line_kind": { "from": "A", "otherwise": "good" }"#), "knows no \"good\""),
      (Mapping.stage(#""total": { "from": "A", "decimal": ";" }"#), "cannot be \";\""),
      (Mapping.stage(#""currency": { "value": "GBX" }"#), "\"GBX\", which is no currency of ISO 4217"),
      (Mapping.stage(#""currency": { "from": "A", "default": "gbp" }"#), "\"gbp\", which is no currency"),
      (Mapping.stage(#""currency": { "value": "XAU" }"#), "\"XAU\", which is no currency"),
      (Mapping.stage(#""kind": { "value": "sail" }"#), "\"sail\", a word that it does not know"),
      (Mapping.stage(#""taxable": { "from": "A", "default": "perhaps" }"#), "\"perhaps\", a word that"),
      (Mapping.stage(#""total": { "value": "1,5" }"#), "is given \"1,5\""),
      (Mapping.stage(#""tax_date": { "value": "1.3.2024" }"#), "\"1.3.2024\", which is no date written as ISO 8601"),
      (Mapping.stage(#""country_source": { "value": "Germoney" }"#), "no country of that name is known"),
    ])
  func mistakes(stage: String, words: String) {
    let compiled = Chain.compile(stage)
    #expect(compiled.valid == nil)
    #expect(
      compiled.diagnostics.map(\.message).contains { $0.contains(words) }, "\(compiled.diagnostics.map(\.message))")
  }

  @Test(
    "What stands in place of cells is read as they are",
    arguments: [
      #""currency": { "from": "A", "default": "£", "values": { "£": "GBP" } }"#,
      #""currency": { "value": "none", "otherwise": "EUR" }"#, #""kind": { "value": "Sale" }"#,
      #""kind": { "from": "A", "default": "S", "values": { "S": "sale" } }"#,
      #""total": { "value": "1.234,5", "decimal": ",", "grouping": "." }"#, #""taxable": { "value": "no" }"#,
      #""placed_at": { "value": "01.03.2024", "format": "dd.MM.yyyy" }"#,
      #""country_source": { "value": "European Community" }"#, #""dispatch_country": { "value": "Deutschland" }"#,
    ])
  func constants(field: String) { #expect(Mapping.mistakes(field) == []) }

  @Test("A code that is no currency is told with the nearest one, at its place")
  func meantCurrency() {
    let mistakes = Mapping.mistakes(#""currency": { "from": "A", "values": { "£": "GBX" } }"#)
    #expect(mistakes.map(\.suggestion) == ["GBP"])
    #expect(mistakes.first?.pointer == "/transform/0/fields/currency/values/£")
  }

  @Test("A column that the source does not have is found before a byte is read")
  func unknownColumn() {
    let mistakes = Mapping.mistakes(#""title": { "from": ["Item", "Titel"] }"#, columns: ["Id", "Item", "Title"])
    #expect(mistakes.map(\.code) == [.unknownSourceColumn])
    #expect(mistakes.first?.suggestion == "Title")
  }

  @Test("Every preset compiles without a word")
  func presets() {
    for entity in Entity.allCases {
      for name in Presets.map.names(of: entity) {
        let stage = #"{ "use": "map", "preset": "\#(name)" }"#
        #expect(Chain.compile(stage, entity: entity).diagnostics == [], "\(name)")
      }
    }
  }
}
