/// Reads definitions, business files and stores files the way `validate` does.
import Pipeline

enum Validation {
  static let business = #"""
    { "legal_name": "Beispielwaren GmbH", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
      "chart_of_accounts": "skr03" }
    """#
  static let stores =
    #"{ "stores": [ { "name": "shop-de", "platform": "file" }, { "name": "shop-us", "platform": "file" } ] }"#

  /// A definition in which nothing is wrong.
  static let sound = #"""
    {
      "$schema": "pipeline.schema.json",
      "$comment": "Comments may stand anywhere.",
      "name": "orders",
      "store": "shop-de",
      "entity": "orders",
      "variables": { "input": "samples/orders.csv" },
      "extract": [ { "use": "file", "layout": "shop", "paths": ["${input}"], "$comment": "here too" } ],
      "transform": [
        { "use": "map", "fields": { "country": { "from": "Country", "trim": true }, "sku": "Name" } },
        { "use": "vat", "prices": "net", "tolerance": "0.01", "decimals": 2, "since": "2024-02-29", "rejects": 5 },
        { "use": "currency", "to": "EUR" }
      ],
      "load": [ { "use": "ledger" }, { "use": "report", "formats": ["csv.gz", "json.gz"] } ],
      "limits": { "rejects": "0.5%" },
      "tests": [ { "name": "one order", "input": "one.csv", "expect": { "net": "1.00", "lines": [1, 2] } } ]
    }
    """#

  static func compile(
    _ definition: String, file: String = "orders.json", overrides: [VariableOverride] = [],
    business: String = business, stores: String = stores
  ) -> Checked<CompiledPipeline> {
    DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: file, overrides: overrides),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"), catalogue: FakeCatalogue.catalogue,
      services: FakeCatalogue.services)
  }
}
