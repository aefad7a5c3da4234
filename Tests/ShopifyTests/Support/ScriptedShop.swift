/// A simulated shop of which some answers are written down by the test.
import Formats
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

/// Answers some paths with bodies of a test, everything else as the simulated shop does.
struct ScriptedShop: Transport {
  let base: any Transport
  /// Bodies by the end of a path.
  var bodies: [String: [UInt8]]

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    for (path, body) in bodies where request.pathWithoutQuery.hasSuffix(path) {
      var head = HTTPResponse(status: .ok)
      head.headerFields[.contentType] = "application/json; charset=utf-8"
      return PlatformResponse(head, body: body)
    }
    return try await base.send(request)
  }
}

extension Pulled {
  /// What a pull of orders gives when Shopify answers with these.
  static func orders(_ orders: OrderText..., settings: [String: String] = [:]) async throws -> Pulled {
    try await Pulled.orders(body: OrderText.page(orders), settings: settings)
  }

  /// What a pull of orders gives when Shopify answers with this body.
  static func orders(body: [UInt8], settings: [String: String] = [:]) async throws -> Pulled {
    let shop = try TestShop(orders: 1)
    let scripted = ScriptedShop(
      base: shop.simulator, bodies: ["/orders.json": body, "/transactions.json": Array(#"{"transactions":[]}"#.utf8)])
    return try await Pulled(try shop.adapter(through: scripted, settings: settings))
  }

  /// The document of a kind; the first, when there are several.
  func first(_ kind: String) throws -> Document {
    try #require(documents.first { $0["document_kind"] == kind }, "there is no \(kind)")
  }
}

extension Pulled.Document {
  /// The lines of a kind.
  func lines(_ kind: String) -> [[String: String]] { lines.filter { $0["line.kind"] == kind } }

  /// Kind, quantity and price of each line, such as `goods 2 48`.
  var summary: [String] {
    lines.map { "\($0["line.kind"] ?? "") \($0["line.quantity"] ?? "") \($0["line.price"] ?? "")" }
  }
}
