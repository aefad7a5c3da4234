/// The definitions, business and stores files that the project ships, and their schemas.
import Commerce
import Foundation
import Pipeline
import Testing

@testable import Commands

@Suite("Shipped definitions, business and stores")
struct ShippedFilesTests {
  private static var definitionNames: [String] {
    let folder = Fixtures.folder.appending(path: "../../../pipelines").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { name in
      name.hasSuffix(".json") && !name.hasSuffix(".schema.json") && !name.hasPrefix("business") && name != "stores.json"
    }.sorted()
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    let root = Fixtures.folder.appending(path: "../../../pipelines")
    return Array(try Data(contentsOf: root.appending(path: name)))
  }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test("The German seller uses the one-stop shop since it began")
  func business() throws {
    let checked = Business.read(try bytes("business.json"), file: "business.json")
    #expect(checked.diagnostics == [])
    let business = try #require(checked.valid)
    #expect(business.legalName == "Beispielwaren GmbH")
    #expect(business.country == Country("DE") && business.baseCurrency == .euro)
    #expect(business.schemes.map(\.scheme) == [.ossUnion])
    #expect(business.schemes[0].period.contains(try day("2021-07-01")))
    #expect(!business.schemes[0].period.contains(try day("2021-06-30")))
    #expect(try business.distanceSales(on: day("2021-06-30")) == .origin)
    #expect(try business.distanceSales(on: day("2021-07-01")) == .destination)
    #expect(try business.distanceSales(on: day("2014-12-31")) == nil)
    #expect(business.datev == DATEVClient(consultant: 29_098, client: 55_003, initials: "WD"))
  }

  @Test("Suppliers on whose services the business owes the tax are known to its books by their platforms")
  func feeSuppliers() throws {
    let text = """
      { "legal_name": "A", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03", "fee_suppliers": [
          { "platform": "Amazon", "country": "LU", "reverse_charge": true },
          { "platform": "paypal", "country": "LU", "reverse_charge": false } ] }
      """
    let checked = Business.read(Array(text.utf8), file: "business.json")
    #expect(checked.diagnostics == [])
    let business = try #require(checked.valid)
    #expect(business.feeSuppliers.map(\.platform) == ["amazon", "paypal"])
    #expect(business.feeSuppliers.map(\.isReverseCharge) == [true, false])
  }

  @Test("The British trader is taxed at home under the rules of 2010 and 2011")
  func retail() throws {
    let checked = Business.read(try bytes("business-retail-uk.json"), file: "business-retail-uk.json")
    #expect(checked.diagnostics == [])
    let business = try #require(checked.valid)
    #expect(business.country == Country("GB") && business.baseCurrency == .poundSterling)
    #expect(business.timeZone == "Europe/London" && business.schemes.isEmpty)
    #expect(try business.distanceSales(on: day("2010-12-01")) == .origin)
  }

  @Test("The stores are listed with their platforms")
  func stores() throws {
    let checked = Stores.read(try bytes("stores.json"), file: "stores.json")
    #expect(checked.diagnostics == [])
    let stores = try #require(checked.valid)
    #expect(
      stores.list.map(\.name) == [
        "retail-uk", "shopify-de", "shopify-us", "shopify-uk", "shopify-jp", "shopify-au", "woocommerce-de",
        "amazon-de", "amazon-in", "amazon-us", "paypal", "stripe",
      ])
    let retail = try #require(stores.store(named: "retail-uk"))
    #expect(retail.platform == .file && retail.prices == .net && retail.warehouses.map(\.code) == ["GB"])
    let german = try #require(stores.store(named: "shopify-de"))
    #expect(
      german.credentials == [
        "access_token": .environment("SHOPIFY_DE_TOKEN"), "client_secret": .environment("SHOPIFY_DE_CLIENT_SECRET"),
      ])
    #expect(german.settings.autoSyncIntervalMinutes == 30 && german.settings.defaultWarehouse == "WH-001")
  }

  @Test("The schemas beside them are those of the program", arguments: ["pipeline", "business", "stores"])
  func schemas(kind: String) throws {
    let generated =
      switch kind {
      case "business": SchemaGenerator.businessSchema()
      case "stores": SchemaGenerator.storesSchema()
      default: SchemaGenerator(catalogue: Project.catalogue).definitionSchema()
      }
    let committed = String(decoding: try bytes("\(kind).schema.json"), as: UTF8.self)
    #expect(
      generated == committed,
      "refresh it: shopledger schema \(kind) > pipelines/\(kind).schema.json")
  }

  @Test("The definitions name their schema, which accepts them", arguments: definitionNames)
  func definitions(name: String) throws {
    let definition = Definition.read(try bytes(name), file: name)
    #expect(definition.diagnostics == [])
    let root = try #require(definition.value?.root)
    #expect(root["$schema"]?.text == "pipeline.schema.json")
    let schema = Definition.read(try bytes("pipeline.schema.json"), file: "pipeline.schema.json")
    #expect(SchemaCheck(try #require(schema.value?.root)).accepts(root))
  }
}
