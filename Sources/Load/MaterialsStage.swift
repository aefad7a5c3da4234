/// The `materials` load stage.
import Commerce
import Matching
import Pipeline

/// Keeps a store's products, or its stock, and the ledger's materials alike, once a run is published: what the store has
/// edited is taken, and what it is to be told goes into the outbox, which `push` carries out.
struct MaterialsStage: LoadStage {
  static let spec = StageSpec(
    "materials", .load,
    "Makes materials of a store's products, counts their stock, and decides what the store is to be told.",
    options: common + ofProducts + ofStock, entities: [.products, .inventory]
  ) { entity in common + (entity == .inventory ? ofStock : ofProducts) }

  private static let common = [
    OptionSpec(
      "direction", .choice(["from_store", "to_store", "both"]),
      "Which way values go: the ledger takes what the store says, tells it what it knows, or both; default: both.",
      example: #""both""#)
  ]

  private static let ofProducts = [
    OptionSpec(
      "conflicts", .choice(ConflictPolicy.allCases.map(\.rawValue)),
      "Who decides when both sides have changed a value: the later change by each side's own time, or a person with \"sync conflicts\"; default: last_write_wins.",
      example: #""manual""#),
    OptionSpec(
      "fields",
      .table(.choice(SyncDirection.allCases.map(\.rawValue)), allowed: MaterialField.allCases.map(\.rawValue)),
      "Fields that go another way than \"direction\", or none.",
      example: #"{ "price": "from_store", "description": "none" }"#),
    OptionSpec(
      "currency", .text, "The currency of the store's prices; default: the base currency.", example: #""USD""#),
    OptionSpec(
      "filters",
      .record([
        OptionSpec("only_active", .flag, "Only products on sale take part; default: false.", example: "true"),
        OptionSpec(
          "min_stock", .integer(0...1_000_000_000), "The least stock with which a product takes part.", example: "1"),
        OptionSpec(
          "categories", .list(.text, minimum: 1), "The categories that take part, in the ledger's words.",
          example: #"["Electronics", "Accessories"]"#),
      ]), "Which products take part; default: all.", example: #"{ "only_active": true }"#),
    OptionSpec(
      "category_words", .table(.text, allowed: []), "The ledger's word for a category of the store.",
      example: #"{ "Elektronik": "Electronics" }"#),
    OptionSpec(
      "variation_themes", .table(.text, allowed: []),
      "By what the variants of a category's goods differ where each is a listing of its own, in Amazon's words, by the ledger's category and \"\" for all others. They are told the parent that they belong to then, under the \"product_type\" of the store. Default: none, and each stands alone.",
      example: #"{ "Clothing": "SIZE/COLOR" }"#),
    OptionSpec(
      "options",
      .record([
        OptionSpec("create_missing", .flag, "Makes products that one side lacks; default: true.", example: "true"),
        OptionSpec("update_existing", .flag, "Changes products that both sides have; default: true.", example: "true"),
        OptionSpec(
          "delete_removed", .flag,
          "Takes a product that is gone from the store out of sale in all others; default: false.", example: "false"),
      ]), "What may be made, changed and taken out of sale.", example: #"{ "create_missing": true }"#),
  ]

  private static let ofStock = [
    OptionSpec(
      "locations", .table(.text, allowed: []),
      "The ledger's place for each place of the store that it shares with other stores, by the platform's id; \"\" where the platform knows one only. Stock at other places is read and never told. Default: \"default_warehouse\" of the store, where it tells of one place only.",
      example: #"{ "": "WH-001" }"#),
    OptionSpec(
      "hold_back", .integer(0...1_000_000), "Units that the store is never told of; default: 0.", example: "2"),
    OptionSpec(
      "withdraw_archived", .flag,
      "Whether the store is told 0 units of what is no longer to be sold, for where it cannot be told that otherwise; default: false.",
      example: "true"),
    OptionSpec(
      "refunds_restock", .flag,
      "Whether goods of refunds are back in stock, where the direction is to_store and orders tell what was sold; default: false.",
      example: "true"),
  ]

  private enum Work: Sendable {
    case products(CatalogueRules, Currency)
    case stock(StockOrder)
    case nothing
  }

  private let work: Work

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let direction = options.optionalText("direction").flatMap(SyncDirection.init) ?? .both
    let settings = context.store.settings
    if context.entity == .inventory {
      var order = StockOrder(store: context.store.name, run: 0, direction: direction, at: 0)
      for entry in options.entries("locations") { order.places[entry.key] = entry.value.text ?? "" }
      if let empty = order.places.first(where: \.value.isEmpty) {
        context.report(
          options.diagnostic(.malformedValue, at: "locations", "the place \"\(empty.key)\" has no name in the ledger"))
        return nil
      }
      order.onlyPlace = settings.defaultWarehouse
      order.heldBack = Int64(options.integer("hold_back", default: 0))
      order.withdrawsArchived = options.flag("withdraw_archived", default: false)
      order.restocksRefunds = options.flag("refunds_restock", default: false)
      // What lies in Amazon's warehouses is counted by Amazon, and cannot be set; orders that it sends take from there.
      if context.store.platform == .amazon {
        order.readOnly = ["AFN"]
        order.foreignChannel = "* AFN"
      }
      work = settings.syncInventory ? .stock(order) : .nothing
      return
    }
    guard let currency = options.optionalText("currency").map({ Currency($0) }) ?? context.business.baseCurrency else {
      context.report(
        options.diagnostic(.malformedValue, at: "currency", "\"\(options.text("currency"))\" is no currency"))
      return nil
    }
    let basis = context.store.prices.map { $0 == .net ? "net" : "gross" } ?? "gross"
    var rules = CatalogueRules(
      direction, options.optionalText("conflicts").flatMap(ConflictPolicy.init) ?? .lastWriteWins,
      priceBasis: "\(currency.code) \(basis)", priceDecimals: currency.exponent ?? 2)
    for entry in options.entries("fields") {
      guard let field = MaterialField(name: entry.key) else { continue }
      rules.fields[field] = entry.value.text.flatMap(SyncDirection.init)
    }
    if let filters = options.record("filters") {
      rules.onlyActive = filters.flag("only_active", default: false)
      rules.minimumStock = filters.integer("min_stock").map { Int64($0) * StockSettlement.unit }
      rules.categories = Set(filters.texts("categories"))
    }
    for entry in options.entries("category_words") { rules.categoryWords[entry.key] = entry.value.text }
    for entry in options.entries("variation_themes") { rules.themes[entry.key] = entry.value.text }
    if let may = options.record("options") {
      rules.createsMissing = may.flag("create_missing", default: true)
      rules.updatesExisting = may.flag("update_existing", default: true)
      rules.archivesRemoved = may.flag("delete_removed", default: false)
    }
    rules.apply(PlatformTraits(context.store.platform))
    work = settings.syncProducts ? .products(rules, currency) : .nothing
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    guard let desk = context.materials else { return [] }
    switch work {
    case .nothing: return []
    case .products(let rules, let currency):
      return LoadOutcome(
        try desk.fold(
          CatalogueOrder(
            store: context.store, run: context.run, rules: rules, currency: currency, at: context.now)))
    case .stock(var order):
      order.run = context.run
      order.at = context.now
      return LoadOutcome(try desk.fold(order))
    }
  }
}

extension LoadOutcome {
  fileprivate init(_ tally: SyncTally) {
    var counts = [
      ("told by the store", tally.told), ("new materials", tally.materials), ("conflicts", tally.conflicts),
      ("changes to tell", tally.waiting),
    ]
    counts += tally.problems.sorted { $0.key < $1.key }.map {
      ("problems: \($0.key.replacing("_", with: " "))", $0.value)
    }
    self.init(counts: counts.map { LoadCount(stage: MaterialsStage.spec.name, name: $0.0, count: $0.1) })
  }
}
