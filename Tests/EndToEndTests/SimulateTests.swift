/// A simulated platform served to another program.
import Formats
import Foundation
import FoundationNetworking
import Testing

@Suite("Serving a simulated platform", .timeLimit(.minutes(30)))
struct SimulateTests {
  /// A server under way, and what it said of itself.
  private struct Server {
    let program: Program
    let running: RunningProgram
    let notice: JSONNode

    init(_ arguments: String...) async throws {
      program = try Program()
      running = try program.start(["simulate"] + arguments + ["--format", "json"])
      notice = try await running.json()
    }

    /// Asks it, with the credentials that its example uses.
    func get(_ path: String, fields: [String: String] = [:]) async throws -> (
      status: Int, fields: HTTPURLResponse, body: JSONNode
    ) {
      let address = try #require(notice["address"]?.string)
      var request = URLRequest(url: try #require(URL(string: address + path)))
      for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
      let (data, response) = try await URLSession.shared.data(for: request)
      let head = try #require(response as? HTTPURLResponse)
      return (head.statusCode, head, try JSONText.parse(Array(data)))
    }
  }

  @Test("Shopify: the notice leads in, pages link to further pages, and the end is orderly")
  func shopify() async throws {
    let server = try await Server("shopify", "--orders", "30")
    let token = try #require(server.notice["secrets"]?["access_token"]?.string)
    let first = try await server.get(
      "/admin/api/2024-01/orders.json?status=any&limit=20", fields: ["X-Shopify-Access-Token": token])
    #expect(first.status == 200 && first.body["orders"]?.elements?.count == 20)
    let link = try #require(first.fields.value(forHTTPHeaderField: "Link"))
    let address = try #require(server.notice["address"]?.string)
    #expect(link.hasPrefix("<\(address)/admin/api/2024-01/orders.json?limit=20&page_info="))
    let path = try #require(link.firstMatch(of: /<http:\/\/[^\/]+([^>]+)>/)?.1)
    let second = try await server.get(String(path), fields: ["X-Shopify-Access-Token": token])
    #expect(second.body["orders"]?.elements?.count == 10)
    let refused = try await server.get("/admin/api/2024-01/orders.json", fields: ["X-Shopify-Access-Token": "wrong"])
    #expect(refused.status == 401)
    server.running.send(SIGTERM)
    let outcome = try server.running.outcome()
    #expect(outcome.exit == 0 && outcome.messages == "")
  }

  @Test("WooCommerce and Amazon let in whoever says what the notice says")
  func others() async throws {
    let woo = try await Server("woocommerce", "--orders", "8")
    let example = try #require(woo.notice["example"]?.string)
    let basic = try #require(example.firstMatch(of: /Authorization: ([^']+)/)?.1)
    let orders = try await woo.get(
      "/wp-json/wc/v3/orders?per_page=5", fields: ["Authorization": String(basic), "X-Forwarded-Proto": "https"])
    #expect(orders.status == 200 && orders.body.elements?.count == 5)
    #expect(orders.fields.value(forHTTPHeaderField: "X-WP-Total") == "8")
    woo.running.send(SIGINT)
    #expect(try woo.running.outcome().exit == 0)

    let amazon = try await Server("amazon", "--shop", "DE", "--orders", "8")
    let fields = try #require(amazon.notice["example"]?.string?.firstMatch(of: /(x-amz-access-token): ([^']+)/))
    let page = try await amazon.get(
      "/orders/v0/orders?MarketplaceIds=A1PA6795UKMFR9&CreatedAfter=2020-01-01T00:00:00Z",
      fields: [String(fields.1): String(fields.2)])
    #expect(page.status == 200 && page.body["payload"]?["Orders"]?.elements?.isEmpty == false)
    amazon.running.send(SIGTERM)
    #expect(try amazon.running.outcome().exit == 0)
  }

  @Test("trouble can be asked for, and what cannot be served is refused")
  func options() async throws {
    let server = try await Server("shopify", "--orders", "3", "--faults", "storm")
    let token = try #require(server.notice["secrets"]?["access_token"]?.string)
    var last = 0
    for _ in 0..<6 {
      last = try await server.get("/admin/api/2024-01/shop.json", fields: ["X-Shopify-Access-Token": token]).status
    }
    #expect(last == 429)
    let port = try #require(server.notice["address"]?.string?.split(separator: ":").last)
    let taken = try server.program.run("simulate", "shopify", "--port", String(port))
    #expect(taken.exit == 2 && taken.messages.contains("port \(port) cannot be had"))
    server.running.send(SIGTERM)
    _ = try server.running.outcome()
    for (arguments, words) in [
      (["shopfy"], "did you mean \"shopify\"?"), (["shopify", "--faults", "floky"], "did you mean \"flaky\"?"),
      (["amazon", "--shop", "XX"], "XX"), (["shopify", "--currency", "XYZ"], "no currency code"),
      (["shopify", "--from", "2025-01-01"], "in order"),
    ] {
      let outcome = try server.program.start(["simulate"] + arguments).outcome()
      #expect(outcome.exit == 2 && outcome.messages.contains(words), "\(outcome.messages)")
    }
  }
}
