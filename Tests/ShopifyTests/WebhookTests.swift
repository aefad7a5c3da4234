/// Deliveries are believed by the signature over their raw bytes.
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Deliveries of Shopify's webhooks")
struct WebhookTests {
  private let secrets = [Secret("new"), Secret(ShopifySimulator.Options().clientSecret)]

  private func delivery() throws -> (fields: HTTPFields, body: [UInt8]) {
    try #require(try TestShop(orders: 3).simulator.delivery("orders/updated", order: 2, id: "d-1"))
  }

  @Test("a delivery says what it is about, also while the secret is being changed")
  func signed() throws {
    let (fields, body) = try delivery()
    let read = try #require(ShopifyWebhooks.delivery(fields, body: body, secrets: secrets))
    #expect(read.topic == "orders/updated" && read.id == "d-1" && read.shop == "beispielwaren.myshopify.com")
    #expect(read.version == "2024-01" && !read.isTest)
  }

  @Test("one changed byte, another secret or no signature, and it is not believed")
  func forged() throws {
    let (fields, body) = try delivery()
    var changed = body
    changed[changed.count / 2] ^= 1
    #expect(ShopifyWebhooks.delivery(fields, body: changed, secrets: secrets) == nil)
    #expect(ShopifyWebhooks.delivery(fields, body: body + [0x0A], secrets: secrets) == nil)
    #expect(ShopifyWebhooks.delivery(fields, body: body, secrets: [Secret("other")]) == nil)
    #expect(ShopifyWebhooks.delivery([:], body: body, secrets: secrets) == nil)
    for signature in ["", "=", "AAAA", "not base64!"] {
      #expect(!ShopifyWebhooks.isSigned(body, signature: signature, secrets: secrets))
    }
  }

  @Test("names come without X- and in any case, and the signature with a line break behind it")
  func variants() throws {
    let (fields, body) = try delivery()
    var other = HTTPFields()
    for field in fields {
      let name = field.name.canonicalName.replacing("x-shopify", with: "SHOPIFY")
      other[try #require(HTTPField.Name(name))] = field.value
    }
    #expect(ShopifyWebhooks.delivery(other, body: body, secrets: secrets)?.topic == "orders/updated")
    let signature = try #require(HTTPField.Name("X-Shopify-Hmac-Sha256").flatMap { fields[$0] })
    #expect(ShopifyWebhooks.isSigned(body, signature: signature + "\n", secrets: secrets))
    #expect(ShopifyWebhooks.isSigned(body, signature: signature + "\r\n", secrets: secrets))
  }
}
