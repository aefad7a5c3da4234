import Commerce
import Formats
import Ledger
import Pipeline
import Platforms
import Reports

/// The stores there are.
struct StoreList: CommandResult {
  let stores: [StoreView]

  var text: String {
    TableText(
      header: ["store", "platform", "status", "products", "orders", "last sync", "shop", "sends from"],
      rows: stores.map { view in
        [
          view.store.name, view.store.platform.rawValue, view.status.rawValue, String(view.state.products),
          String(view.state.orders), view.lastSync.map { Instant(seconds: $0).description } ?? "",
          view.store.shop ?? "", view.store.warehouses.map(\.code).joined(separator: " "),
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) { json.list(stores) { $0.write(to: &$1) } }
}

/// One store with everything that is known of it.
struct StoreDetails: CommandResult {
  let view: StoreView

  var text: String {
    let (store, state) = (view.store, view.state)
    var rows = [
      ["store", store.name], ["title", store.title], ["platform", store.platform.rawValue],
      ["shop", store.shop ?? ""], ["status", view.status.rawValue],
      ["products", "\(state.products), \(state.syncedProducts) synchronised"], ["orders", String(state.orders)],
      ["sends from", store.warehouses.map(\.code).joined(separator: " ")],
    ]
    rows += store.settingWords.map { ["  \($0.key)", $0.words] }
    rows += store.credentials.sorted { $0.key < $1.key }.map { ["  \($0.key)", $0.value.words] }
    for entity in Entity.allCases {
      guard let at = state.lastSync[entity] else { continue }
      rows.append(["last sync of \(entity.rawValue)", Instant(seconds: at).description])
    }
    let width = rows.map { $0[0].count }.max() ?? 0
    let table = rows.map { $0[0] + String(repeating: " ", count: width - $0[0].count + 2) + $0[1] }
    let failures = state.failures.flatMap { failure in
      [
        "",
        "\(failure.pipeline) at \(Instant(seconds: failure.at)): \(failure.message)"
          + (failure.code.map { "  [\($0)]" } ?? ""),
      ]
    }
    return (table + failures).asLines
  }

  func write(to json: inout JSONWriter) { json.object { view.write(to: &$0) } }
}

extension StoreView {
  /// Writes the members of a store, named as the stores file names them.
  fileprivate func write(to object: inout JSONWriter) {
    object.member("store", store.name)
    object.member("platform", store.platform.rawValue)
    object.member("title", store.title)
    object.member("status", status.rawValue)
    object.member("shop", store.shop)
    object.member("warehouses", store.warehouses.map(\.code))
    object.member("credentials", store.credentials.keys.sorted())
    object.key("settings")
    object.object { settings in
      settings.member("sync_products", store.settings.syncProducts)
      settings.member("sync_orders", store.settings.syncOrders)
      settings.member("sync_inventory", store.settings.syncInventory)
      settings.member("auto_sync_interval", Int64(store.settings.autoSyncIntervalMinutes))
      settings.member("default_warehouse", store.settings.defaultWarehouse)
      settings.member("low_stock_threshold", Int64(store.settings.lowStockThreshold))
      for (name, table) in [
        ("low_stock_skus", store.settings.lowStockSKUs), ("low_stock_places", store.settings.lowStockPlaces),
      ] {
        settings.key(name)
        settings.object {
          for entry in table.sorted(by: { $0.key < $1.key }) { $0.member(entry.key, Int64(entry.value)) }
        }
      }
    }
    object.key("last_sync")
    object.object { sync in
      for entity in Entity.allCases {
        sync.member(entity.rawValue, state.lastSync[entity].map { Instant(seconds: $0).description })
      }
    }
    object.key("stats")
    object.object { stats in
      stats.member("total_products", state.products)
      stats.member("synced_products", state.syncedProducts)
      stats.member("imported_orders", state.orders)
    }
    object.key("errors")
    object.list(state.failures) { failure, object in
      object.member("pipeline", failure.pipeline)
      object.member("code", failure.code)
      object.member("message", failure.message)
      object.member("at", Instant(seconds: failure.at).description)
    }
  }
}

extension Store {
  /// The settings as people read them.
  fileprivate var settingWords: [(key: String, words: String)] {
    func table(_ thresholds: [String: Int]) -> String {
      thresholds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    let words: [(String, String)] = [
      ("sync_products", "\(settings.syncProducts)"), ("sync_orders", "\(settings.syncOrders)"),
      ("sync_inventory", "\(settings.syncInventory)"), ("auto_sync_interval", "\(settings.autoSyncIntervalMinutes)"),
      ("default_warehouse", settings.defaultWarehouse ?? ""),
      ("low_stock_threshold", "\(settings.lowStockThreshold)"), ("low_stock_skus", table(settings.lowStockSKUs)),
      ("low_stock_places", table(settings.lowStockPlaces)),
    ]
    return words.filter { !$0.1.isEmpty }.map { (key: $0.0, words: $0.1) }
  }
}

extension Store.SecretReference {
  /// Where the secret is.
  fileprivate var words: String {
    switch self {
    case .environment(let name): "in the environment variable \(name)"
    case .file(let path): "in the file \(path)"
    }
  }
}

/// What was done to the stores file.
struct StoreChange: CommandResult {
  let store: String
  let change: String
  let path: String

  var text: String { "store \(store) is \(change) in \(path)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("store", store)
      object.member("change", change)
      object.member("path", path)
    }
  }
}

/// What came of connecting to one store.
struct StoreTest: Sendable {
  let store: String
  let shop: ShopIdentity?
  let failure: RunFailure?
}

/// What came of connecting to stores.
struct StoreTests: CommandResult {
  let tests: [StoreTest]

  var text: String {
    tests.isEmpty ? "no store has a platform that a connector can reach\n" : tests.flatMap(Self.lines).asLines
  }

  private static func lines(_ test: StoreTest) -> [String] {
    if let shop = test.shop {
      let zone = shop.timeZone.map { ", \($0)" } ?? ""
      return ["\(test.store): \(shop.name), \(shop.currency)\(zone), version \(shop.version)"]
        + shop.limits.map { "  but \($0)" }
    }
    guard let failure = test.failure else { return [] }
    return ["\(failure.message)  [\(failure.code)]"] + (failure.remedy.isEmpty ? [] : ["  \(failure.remedy)"])
  }

  func write(to json: inout JSONWriter) {
    json.list(tests) { test, object in
      object.member("store", test.store)
      object.member("connected", test.shop != nil)
      object.member("name", test.shop?.name)
      object.member("currency", test.shop?.currency)
      object.member("time_zone", test.shop?.timeZone)
      object.member("version", test.shop?.version)
      object.member("limits", test.shop?.limits ?? [])
      object.member("code", test.failure?.code)
      object.member("message", test.failure?.message)
      object.member("remedy", test.failure?.remedy)
    }
  }
}
