import Columns
import Commerce
import Pipeline

/// The `map` stage: source columns become the canonical, typed columns of the orders entity.
struct MapStage: TransformStage {
  static let spec = StageSpec(
    "map", .transform, "Turns source columns into canonical fields, typed and checked.",
    options: [
      OptionSpec(
        "preset", .choice(Presets.map.names),
        "Fields that a platform's format implies; single fields can be overridden.",
        example: #""shopify.orders_export""#),
      OptionSpec(
        "fields",
        .table(.either([.text, .record(MapField.options)]), allowed: MapTarget.all.map(\.name)),
        "Where each field comes from: a source column, or an object that says more.",
        example: #"{ "reference": "Invoice", "placed_at": { "from": "Date", "format": "yyyy-MM-dd" } }"#),
    ],
    produces: [OrderKeys.sourceAmount.name])

  let sourceColumns: [String]
  private var fields: [any MappedField]

  /// Compiles the options; reports every field that cannot be mapped.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let preset = options.optionalText("preset").flatMap { Presets.map.values($0, spec: Self.spec) }
    var entries = preset?.entries("fields") ?? []
    for entry in options.entries("fields") {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[index] = entry
      } else {
        entries.append(entry)
      }
    }
    guard !entries.isEmpty else {
      context.diagnostics.append(
        options.diagnostic(
          .missingKey, "stage \"map\" maps no field: give \"preset\" or \"fields\"", allowed: Presets.map.names))
      return nil
    }
    let names = Set(entries.map(\.key))
    var compiled: [any MappedField] = []
    var quantity: MapField?
    for entry in entries {
      guard let target = MapTarget.named(entry.key), let field = MapField(entry, &context) else { continue }
      compiled.append(
        contentsOf: field.compile(target, givesTaxDate: !names.contains(OrderKeys.taxDate.name), &context))
      if entry.key == OrderKeys.quantity.name { quantity = field }
      context.columns.formUnion(target.columns(named: entry.key))
    }
    for missing in MapTarget.required.subtracting(names).sorted() {
      context.diagnostics.append(
        options.diagnostic(.missingKey, at: "fields", "stage \"map\" does not map the field \"\(missing)\""))
    }
    compiled.append(
      LineAmounts(
        hasAmounts: names.contains(OrderKeys.sourceAmount.name), allowsNegative: quantity?.allowsNegative ?? false,
        quantity: quantity?.source))
    if names.contains(OrderKeys.estimated.name) { compiled.append(EstimatedAmounts()) }
    fields = compiled
    sourceColumns = context.demandedColumns
  }

  mutating func apply(to batch: inout Batch) {
    let cells = SourceCells(batch)
    for index in fields.indices { fields[index].map(&batch, cells) }
  }
}
