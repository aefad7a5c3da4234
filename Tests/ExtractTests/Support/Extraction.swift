/// Compiles an extract stage from the JSON that a definition gives it, and opens what it finds.
import Extract
import Pipeline
import Testing

enum Extraction {
  /// The stage of `options`, the members of its JSON object.
  static func stage(_ options: String) throws -> any ExtractStage {
    let checked = compile(options)
    #expect(checked.diagnostics == [])
    return try #require(checked.value?.extracts.first)
  }

  /// The `file` stage for one file of Shopify's orders export.
  static func shopify(_ path: String, _ options: String = "") throws -> any ExtractStage {
    try stage(#""layout": "shopify.orders_export", "paths": ["\#(path)"]\#(options.isEmpty ? "" : ", " + options)"#)
  }

  /// The `file` stage for one delimited table.
  static func table(_ path: String, columns: [String], _ options: String = "") throws -> any ExtractStage {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    return try stage(
      #""layout": "delimited", "paths": ["\#(path)"], "columns": [\#(names)]\#(options.isEmpty ? "" : ", " + options)"#)
  }

  static func compile(_ options: String) -> Checked<CompiledPipeline> {
    let definition = #"""
      { "name": "orders", "store": "shop", "entity": "orders", "extract": [ { "use": "file", \#(options) } ],
        "load": [ { "use": "nowhere" } ] }
      """#
    let business = #"""
      { "legal_name": "Seller", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03" }
      """#
    let stores = #"{ "stores": [ { "name": "shop", "platform": "file" } ] }"#
    return DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "orders.json"),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: ExtractStages.all + [nowhere]), services: services)
  }

  private static let nowhere = StageEntry(StageSpec("nowhere", .load, "Loads nothing.", options: [])) { _, _ in
    .load(Nowhere())
  }

  private static let services = StageServices(workingDirectory: "/") { path throws(RunFailure) in
    throw RunFailure("E7001", .sourceUnavailable, "there is no file \"\(path)\"")
  }
}

/// A load stage that has nothing to do.
private struct Nowhere: LoadStage {
  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }
}
