/// The orders of Shopify's own documentation are read without loss.
import Columns
import Formats
import Foundation
import HTTPTypes
import Platforms
import Shopify
import Testing

@Suite("Orders of Shopify's documentation")
struct DocumentedOrderTests {
  /// The answer to `orders.json?status=any` of version 2024-01.
  private func answer() throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/json_docs_2024_01")
    let payload = try JSONPayload(Array(try Data(contentsOf: folder.appending(path: "order.json"))))
    let example = try #require(payload.elements(of: payload.root).first { _ in true })
    let response = try #require(payload["response", in: example])
    return Array(payload.bytes[payload.range(response).indices])
  }

  @Test("no field is unknown, and every line of the order is there")
  func lossless() async throws {
    let shop = try TestShop(orders: 1)
    let body = try answer()
    let simulator = shop.simulator
    let transport = DocumentedTransport(body: body, base: simulator)
    let pulled = try await Pulled(try shop.adapter(through: transport))
    #expect(pulled.unknown == [])
    let sale = try #require(pulled.documents.first { $0["document_kind"] == "sale" })
    #expect(sale["id"] == "450789469" && sale["name"] == "#1001" && sale["email"] == "bob.norman@mail.example.com")
    #expect(sale["currency"] == "USD" && sale["financial_status"] == "partially_refunded")
    #expect(
      sale.lines.filter { $0["line.kind"] == "goods" }.map { $0["line.sku"] } == [
        "IPOD2008GREEN", "IPOD2008RED", "IPOD2008BLACK",
      ])
    #expect(pulled.documents.count { $0["document_kind"] == "refund" } == 1)
    // The documentation's refund does not tie: what is left over has a line of its own.
    #expect(pulled.documents.filter { $0.sum != $0.total }.map(\.key) == [])
  }

  /// The simulated shop, but for its list of orders.
  private struct DocumentedTransport: Transport {
    let body: [UInt8]
    let base: any Transport

    func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
      var answer = try await base.send(request)
      if request.head.path?.contains("/orders.json") == true {
        answer.body = body
        answer.head.headerFields[HTTPField.Name("Link") ?? .location] = nil
      }
      return answer
    }
  }
}
