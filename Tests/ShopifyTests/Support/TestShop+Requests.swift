/// Requests that a test sends to the simulated shop itself.
import Formats
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

extension TestShop {
  /// Sends a request below the version with the shop's token.
  func request(_ method: HTTPRequest.Method, _ path: String, _ body: String = "", version: String = "2024-01")
    async throws -> PlatformResponse
  {
    var head = HTTPRequest(
      method: method, scheme: "https", authority: simulator.access.shop, path: "/admin/api/\(version)/\(path)")
    head.headerFields[try #require(HTTPField.Name("X-Shopify-Access-Token"))] =
      simulator.access.secrets["access_token"]
    return try await simulator.send(PlatformRequest("test", head, body: Array(body.utf8)))
  }

  /// The payload of a request.
  func payload(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> JSONPayload {
    try JSONPayload(try await request(method, path, body).body)
  }

  /// The ids of a list.
  func ids(_ path: String, _ name: String) async throws -> [String] {
    let payload = try await payload(.get, path)
    return payload.elements(of: payload[name, in: payload.root]).map { payload.string(payload["id", in: $0]) }
  }

  /// Shopify's id of the order of that number.
  func orderID(_ number: Int64) async throws -> String {
    let payload = try await payload(.get, "orders.json?status=any&limit=250&fields=id,number")
    let orders = payload.elements(of: payload["orders", in: payload.root])
    let order = orders.first { payload.string(payload["number", in: $0]) == String(number) }
    return payload.string(payload["id", in: order])
  }
}

extension PlatformResponse {
  /// A field by its name, capitals or not.
  func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { head.headerFields[$0] } }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
