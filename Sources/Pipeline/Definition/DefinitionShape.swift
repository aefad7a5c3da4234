import Commerce

/// The keys of a definition outside its stages, declared once for validation, schema and documentation.
public enum DefinitionShape {
  /// The business file of definitions that name none.
  public static let defaultBusiness = "pipelines/business.json"
  /// The stores file.
  public static let stores = "pipelines/stores.json"

  /// The keys that hold plain values, of a definition for one store or for many.
  public static func options(forMany: Bool) -> [OptionSpec] {
    var options = plain
    for index in options.indices where options[index].name == (forMany ? "stores" : "store") {
      options[index].isRequired = true
    }
    return options
  }

  private static let plain: [OptionSpec] = [
    OptionSpec("$schema", .text, "The JSON Schema that editors complete by.", example: #""pipeline.schema.json""#),
    OptionSpec(
      "name", .text, required: true, "Name of the pipeline, made of letters, digits, hyphens and underscores.",
      example: #""shopify-orders""#),
    OptionSpec("store", .text, "A store of pipelines/stores.json.", example: #""shopify-us""#),
    OptionSpec(
      "stores", .list(.text, minimum: 1),
      "Several stores in place of one, by name or with *; each is a run of its own, with ${store} and ${platform} filled in.",
      example: #"["*"]"#),
    OptionSpec(
      "entity", .choice(Entity.allCases.map(\.rawValue)), "What the pipeline carries; orders by default.",
      example: #""payouts""#),
    OptionSpec(
      "business", .path, "The file that says who the seller is; \(defaultBusiness) by default.",
      example: #""pipelines/business-retail-uk.json""#),
    OptionSpec(
      "variables", .table(.text, allowed: []),
      "Defaults of ${name} in the texts of stages; `--set name=value` overrides them.",
      example: #"{ "input": "samples/shopify/orders-*.csv.gz" }"#),
    OptionSpec("limits", .record(limits), "When a run publishes nothing.", example: #"{ "rejects": "0.5%" }"#),
  ]

  /// The keys of `limits`.
  static let limits: [OptionSpec] = [
    OptionSpec(
      "rejects", .limit, "Most documents that may be rejected; none by default.", example: #""0.5%""#)
  ]

  /// The keys of one test, besides `expect`, which holds any object.
  static let test: [OptionSpec] = [
    OptionSpec("name", .text, required: true, "What it shows.", example: #""German consumer""#),
    OptionSpec("input", .text, required: true, "The input: a path.", example: #""samples/shopify/one.csv""#),
  ]

  /// The keys that hold stages or free objects and are checked one by one.
  static let structured = Section.allCases.map(\.rawValue) + ["tests"]
}
