import Columns
import Commerce
import Pipeline

/// The `map` stage: source columns become the canonical, typed columns of the entity that the pipeline carries.
struct MapStage: TransformStage {
  static let spec = StageSpec(
    "map", .transform, "Turns source columns into canonical fields, typed and checked.",
    options: options(presets: Presets.map.names, fields: MapTarget.names), produces: [OrderKeys.sourceAmount.name],
    narrowed: { entity in
      options(presets: Presets.map.names(of: entity), fields: MapTarget.all(of: entity).map(\.name))
    })

  private static func options(presets: [String], fields: [String]) -> [OptionSpec] {
    [
      OptionSpec(
        "preset", .choice(presets),
        "Fields that a platform's format implies; single fields can be overridden.",
        example: #""shopify.orders_export""#),
      OptionSpec(
        "fields",
        .table(.either([.text, .record(MapField.options)]), allowed: fields),
        "Where each field comes from: a source column, or an object that says more.",
        example: #"{ "reference": "Invoice", "placed_at": { "from": "Date", "format": "yyyy-MM-dd" } }"#),
    ]
  }

  let sourceColumns: [String]
  private let joins: [JoinedColumns]
  private var fields: [any MappedField]

  /// Compiles the options; reports every field that cannot be mapped.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let targets = MapTarget.all(of: context.entity)
    let preset = options.optionalText("preset").flatMap { Presets.map.values($0, spec: Self.spec) }
    var entries = preset?.entries("fields") ?? []
    for entry in options.entries("fields") {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[index] = entry
      } else {
        entries.append(entry)
      }
    }
    context.warnOfFieldsNotTaken(options.entries("fields"))
    entries.removeAll { context.leftOut.contains($0.key) }
    guard !entries.isEmpty else {
      context.diagnostics.append(
        options.diagnostic(
          .missingKey, "stage \"map\" maps no field: give \"preset\" or \"fields\"",
          allowed: Presets.map.names(of: context.entity)))
      return nil
    }
    let names = Set(entries.map(\.key))
    var compiled: [any MappedField] = []
    var joins: [JoinedColumns] = []
    var quantity: MapField?
    for entry in entries {
      guard let target = targets.first(where: { $0.name == entry.key }),
        let field = MapField(entry, target, &joins, &context)
      else { continue }
      compiled.append(contentsOf: field.compile(besides: names, &context))
      if entry.key == OrderKeys.quantity.name { quantity = field }
      context.columns.formUnion(target.columns)
    }
    for missing in targets.filter({ $0.isDemanded && !names.contains($0.name) }).map(\.name).sorted() {
      context.diagnostics.append(
        options.diagnostic(.missingKey, at: "fields", "stage \"map\" does not map the field \"\(missing)\""))
    }
    switch context.entity {
    case .orders:
      if !names.contains(OrderKeys.sourceAmount.name),
        !names.isSuperset(of: [OrderKeys.quantity.name, OrderKeys.unitPrice.name])
      {
        context.diagnostics.append(
          options.diagnostic(
            .missingKey, at: "fields",
            "stage \"map\" gives lines no amount: it maps neither \"source_amount\" nor both \"quantity\" and \"unit_price\""
          ))
      }
      compiled.append(
        LineAmounts(
          hasAmounts: names.contains(OrderKeys.sourceAmount.name), allowsNegative: quantity?.allowsNegative ?? false,
          quantity: quantity?.source))
      if names.contains(OrderKeys.estimated.name) { compiled.append(EstimatedAmounts()) }
      if names.contains(OrderKeys.paymentMethod.name) { compiled.append(GiftCardParts(context)) }
    case .payouts: compiled.append(PayoutNets(hasNets: names.contains(PayoutKeys.net.name)))
    case .customers: compiled.append(AccountIDs())
    case .products, .inventory, .returns: break
    }
    fields = compiled
    self.joins = joins
    sourceColumns = context.demandedColumns
  }

  mutating func apply(to batch: inout Batch) {
    let cells = SourceCells(&batch, joins: joins)
    for index in fields.indices { fields[index].map(&batch, cells) }
    guard !batch.refusals.isEmpty else { return }
    for index in fields.indices { fields[index].mapRefused(&batch, cells) }
  }
}
