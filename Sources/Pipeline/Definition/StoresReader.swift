import Commerce

/// Reads the stores file.
struct StoresReader {
  var diagnostics: [Diagnostic] = []

  /// The keys of the file, declared once for validation and schema.
  static let options: [OptionSpec] = [
    OptionSpec("$schema", .text, "The JSON Schema that editors complete by.", example: #""stores.schema.json""#),
    OptionSpec(
      "stores", .list(.record(store), minimum: 1), required: true, "The stores.",
      example: #"[{ "name": "shopify-de", "platform": "shopify" }]"#),
  ]

  private static let store: [OptionSpec] = [
    OptionSpec("name", .text, required: true, "The name that definitions use.", example: #""shopify-de""#),
    OptionSpec(
      "platform", .choice(Store.Platform.allCases.map(\.rawValue)), required: true, "Where it lives.",
      example: #""shopify""#),
    OptionSpec("paused", .flag, "Whether no run does anything for it; false by default.", example: "true"),
    OptionSpec("title", .text, "What people call it; its name by default.", example: #""Shopify Germany""#),
    OptionSpec(
      "shop", .text, "The shop's address or id on its platform; a simulated shop has its own.",
      example: #""beispielwaren.myshopify.com""#),
    OptionSpec(
      "connector", .table(.text, allowed: []), "Settings of the platform's connector.",
      example: #"{ "api_version": "2024-01" }"#),
    OptionSpec(
      "settings", .record(settings), "What the connector does by itself.", example: #"{ "sync_orders": true }"#),
    OptionSpec(
      "credentials", .table(.record(reference), allowed: []), "Where the secrets of the connector are kept.",
      example: #"{ "access_token": { "env": "SHOPIFY_TOKEN" } }"#),
    OptionSpec(
      "warehouses", .list(.text, minimum: 1), "ISO codes of the countries that goods are sent from.",
      example: #"["DE", "PL"]"#),
    OptionSpec(
      "time_zone", .text, "IANA zone of local times in its files; the seller's by default.",
      example: #""America/New_York""#),
    OptionSpec(
      "personal", .list(.choice(PersonalField.allCases.map(\.rawValue)), minimum: 0),
      "What of its people is taken beyond what tax asks for; by default what customers are matched by.",
      example: #"["name", "email"]"#),
    OptionSpec(
      "prices", .choice(["net", "gross"]), "Whether prices include tax; by default each document tells.",
      example: #""gross""#),
  ]

  private static let thresholds = 0...1_000_000_000

  private static let settings: [OptionSpec] = [
    OptionSpec("sync_products", .flag, "Synchronise products; true by default.", example: "true"),
    OptionSpec("sync_orders", .flag, "Import orders; true by default.", example: "true"),
    OptionSpec("sync_inventory", .flag, "Synchronise stock; true by default.", example: "true"),
    OptionSpec(
      "auto_sync_interval", .integer(0...44_640), "Minutes between synchronisations, 0 for none; 30 by default.",
      example: "30"),
    OptionSpec(
      "default_warehouse", .text,
      "The ledger's name of the place that the store sells from, where it has one only and its pipeline names none.",
      example: #""WH-001""#),
    OptionSpec(
      "low_stock_threshold", .integer(thresholds), "Stock at or below which an alert is raised; 10 by default.",
      example: "10"),
    OptionSpec(
      "low_stock_skus", .table(.integer(thresholds), allowed: []),
      "The same for some articles, by SKU; in a pattern * stands for any letters.",
      example: #"{ "MUG-*": 4, "LAMP-1": 25 }"#),
    OptionSpec(
      "low_stock_places", .table(.integer(thresholds), allowed: []),
      "The same for some places, by id or name, each watched by itself.", example: #"{ "Berlin": 20 }"#),
  ]

  private static let reference: [OptionSpec] = [
    OptionSpec("env", .text, "Name of an environment variable.", example: #""SHOPIFY_TOKEN""#),
    OptionSpec("file", .path, "Path of a file that holds nothing else.", example: #""/run/secrets/shopify""#),
  ]

  /// The stores; `nil` when something of the file cannot be read.
  mutating func read(_ text: DefinitionText) -> Stores? {
    guard let values = SettingsFile.read(text, Self.options, name: "the stores file", &diagnostics) else { return nil }
    var stores: [Store] = []
    for item in values.list("stores").compactMap(\.record) {
      let store = store(item)
      if stores.contains(where: { $0.name == store.name }) {
        diagnostics.append(item.diagnostic(.repeatedValue, at: "name", "two stores are named \"\(store.name)\""))
      }
      stores.append(store)
    }
    return diagnostics.hasErrors ? nil : Stores(stores)
  }

  private mutating func store(_ values: OptionValues) -> Store {
    let name = values.text("name")
    if !name.isName {
      let message =
        "\(values.name): a store's name is made of letters, digits, hyphens and underscores, not \"\(name)\""
      diagnostics.append(values.diagnostic(.malformedValue, at: "name", message))
    }
    var store = Store(
      name: name, platform: Store.Platform(rawValue: values.text("platform")) ?? .other,
      title: values.optionalText("title"))
    store.isPaused = values.flag("paused", default: false)
    store.shop = values.optionalText("shop")
    for entry in values.entries("connector") { store.connector[entry.key] = entry.value.text }
    if let settings = values.record("settings") { store.settings = self.settings(settings) }
    for entry in values.entries("credentials") { store.credentials[entry.key] = reference(entry) }
    store.warehouses = values.list("warehouses").compactMap { $0.country(&diagnostics) }
    store.timeZone = values.timeZone("time_zone", &diagnostics)
    if values.has("personal") { store.personal = Set(values.texts("personal").compactMap(PersonalField.init)) }
    store.prices = values.optionalText("prices").map { $0 == "gross" ? .gross : .net }
    return store
  }

  private func settings(_ values: OptionValues) -> Store.Settings {
    var settings = Store.Settings()
    settings.syncProducts = values.flag("sync_products", default: settings.syncProducts)
    settings.syncOrders = values.flag("sync_orders", default: settings.syncOrders)
    settings.syncInventory = values.flag("sync_inventory", default: settings.syncInventory)
    settings.autoSyncIntervalMinutes = values.integer("auto_sync_interval", default: settings.autoSyncIntervalMinutes)
    settings.defaultWarehouse = values.optionalText("default_warehouse")
    settings.lowStockThreshold = values.integer("low_stock_threshold", default: settings.lowStockThreshold)
    for entry in values.entries("low_stock_skus") { settings.lowStockSKUs[entry.key] = entry.value.integer }
    for entry in values.entries("low_stock_places") { settings.lowStockPlaces[entry.key] = entry.value.integer }
    return settings
  }

  private mutating func reference(_ entry: OptionEntry) -> Store.SecretReference? {
    let record = entry.value.record
    switch (record?.optionalText("env"), record?.optionalText("file")) {
    case (let name?, nil): return .environment(name)
    case (nil, let path?): return .file(path)
    default:
      let message = "\(entry.value.name) needs either \"env\" or \"file\""
      diagnostics.append(entry.value.diagnostic(.conflictingOptions, message))
      return nil
    }
  }
}
