/// Answers of a real shop, as a transport.
import Formats
import Foundation
import HTTPTypes
import Platforms
import Testing
import WooCommerce

enum Captured {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
  }

  static func node(_ name: String) throws -> JSONNode { try JSONText.parse(try bytes(name)) }

  /// The names of the files of a folder, with what they begin and end with.
  static func names(_ folder: String, _ start: String, _ end: String = ".json") throws -> [String] {
    let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: place.path())
      .filter { $0.hasPrefix(start) && $0.hasSuffix(end) }.sorted().map { "\(folder)/\($0)" }
  }

  /// Every order that was captured or is in the documentation.
  static func orders() throws -> [(name: String, order: JSONNode)] {
    var orders = try node("wc11.0.1/orders.json").elements.map { ("orders.json \($0["id"]?.text ?? "")", $0) }
    for name in try names("wc11.0.1", "order-") + names("wc11.0.1", "repro-") + names("rest-api-docs", "orders-") {
      let node = try node(name)
      for (index, order) in (node["id"] == nil ? node.elements : [node]).enumerated() {
        orders.append(("\(name) \(index)", order))
      }
      for batch in ["create", "update"] {
        for order in node[batch]?.elements ?? [] where order["line_items"] != nil { orders.append((name, order)) }
      }
    }
    return orders
  }
}

/// A shop that has only some captured orders, with the refunds that were captured with them.
struct CapturedShop: Transport {
  let orders: [JSONNode]
  let refunds: [JSONNode]

  init(_ orders: [JSONNode], refunds: [JSONNode]? = nil) throws {
    self.orders = orders
    self.refunds = try refunds ?? Captured.node("wc11.0.1/refunds_global.json").elements
  }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let path = request.pathWithoutQuery.split(separator: "/").map(String.init)
    var found: [JSONNode]
    if path.last == "refunds" {
      found = refunds.filter { $0["parent_id"] == nil || $0["parent_id"]?.text == path[path.count - 2] }
    } else {
      found = request.head.path?.contains("status=trash") == true ? [] : orders
    }
    found.sort { (Int($0["id"]?.text ?? "") ?? 0) < (Int($1["id"]?.text ?? "") ?? 0) }
    var writer = JSONWriter()
    writer.array { writer in for node in found { writer.node(node) } }
    return .canned(
      200, String(decoding: writer.takeBytes(), as: UTF8.self), ["X-WP-Total": String(found.count)])
  }

  /// What a pull of it gives.
  func pulled(_ settings: [String: String] = [:]) async throws -> Pulled {
    try await Pulled(try TestShop(orders: 1).adapter(through: self, settings: settings))
  }

  /// The documents of one captured order.
  static func pulled(_ name: String) async throws -> [Pulled.Document] {
    try await CapturedShop([try Captured.node("wc11.0.1/\(name).json")]).pulled().documents
  }
}
