import Commerce
import Formats
import Pipeline
import Platforms
import Reports

/// The stores there are.
struct StoreList: CommandResult {
  let stores: [Store]

  var text: String {
    TableText(
      header: ["store", "platform", "shop", "sends from"],
      rows: stores.map { store in
        [
          store.name, store.platform.rawValue, store.shop ?? "", store.warehouses.map(\.code).joined(separator: " "),
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(stores) { store, object in
      object.member("store", store.name)
      object.member("platform", store.platform.rawValue)
      object.member("title", store.title)
      object.member("shop", store.shop)
      object.member("warehouses", store.warehouses.map(\.code))
      object.member("credentials", store.credentials.keys.sorted())
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
