import Commerce

/// The keys of a definition outside its stages, declared once for validation, schema and documentation.
public enum DefinitionShape {
  /// The business file of definitions that name none.
  public static let defaultBusiness = "pipelines/business.json"
  /// The stores file.
  public static let stores = "pipelines/stores.json"

  /// The keys that hold plain values.
  public static let options: [OptionSpec] = [
    OptionSpec("$schema", .text, "The JSON Schema that editors complete by.", example: #""pipeline.schema.json""#),
    OptionSpec(
      "name", .text, required: true, "Name of the pipeline, made of letters, digits, hyphens and underscores.",
      example: #""shopify-orders""#),
    OptionSpec("store", .text, required: true, "A store of pipelines/stores.json.", example: #""shopify-us""#),
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
