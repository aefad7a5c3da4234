/// Live pulls: the program's own HTTP client against simulated platforms that another process serves.
import Formats
import Foundation
import FoundationNetworking
import GRDB
import Ledger
import Testing

@Suite("Live pulls", .timeLimit(.minutes(30)))
struct LiveTests {
  /// A platform that is served, and how a store reaches it.
  struct Shop: Sendable, CustomTestStringConvertible {
    let platform: String
    let store: String
    let orders: Int
    let options: [String]

    var testDescription: String { platform }

    static let all = [
      Shop(platform: "shopify", store: "shopify-de", orders: 300, options: []),
      Shop(platform: "woocommerce", store: "woocommerce-de", orders: 60, options: []),
      Shop(platform: "amazon", store: "amazon-de", orders: 20, options: ["--shop", "DE"]),
    ]
  }

  /// A served shop, a definition that pulls it, and the stores file that says how.
  private struct Setting {
    let shop: Shop
    let program: Program
    let server: RunningProgram
    let address: String
    let secrets: [String: String]

    init(_ shop: Shop) async throws {
      self.shop = shop
      program = try Program()
      server = try program.start(
        [
          "simulate", shop.platform, "--orders", "\(shop.orders)", "--seed", "7", "--from", "2026-01-01", "--to",
          "2026-06-30",
        ]
          + ["--format", "json"] + shop.options)
      let notice = try await server.json()
      address = try #require(notice["address"]?.string)
      secrets = try #require(notice["secrets"]?.members).reduce(into: [:]) { $0[$1.key] = $1.value.string }
      try program.define(
        "\(shop.platform)-nightly",
        (
          #""orders": 600"#,
          #""orders": \#(shop.orders), "seed": 7, "from": "2026-01-01", "to": "2026-06-30""#
        ))
      try program.write("stores.json", stores())
    }

    /// The stores file, with the shop where it is served.
    func stores(scheme: String = "http") -> String {
      let host = address.replacing("http://", with: "")
      let credentials = secrets.keys.sorted().map { #""\#($0)": { "env": "TEST_\#($0.uppercased())" }"# }
      let place =
        shop.platform == "woocommerce"
        ? #""shop": "\#(scheme)://\#(host)""#
        : """
        "shop": "\(shop.platform == "amazon" ? "DE" : "beispielwaren-de.myshopify.com")",
        "connector": { "host": "\(host)", "login_host": "\(host)", "scheme": "\(scheme)" }
        """
      return """
        { "stores": [ { "name": "\(shop.store)", "platform": "\(shop.platform)", "title": "Test", \(place),
          "credentials": { \(credentials.joined(separator: ", ")) }, "warehouses": ["DE"],
          "time_zone": "Europe/Berlin" } ] }
        """
    }

    /// Runs a command with the shop's secrets in the environment.
    func run(_ arguments: [String], changing secret: String? = nil, to value: String = "") throws -> Outcome {
      var environment = secrets.reduce(into: [:]) { $0["TEST_\($1.key.uppercased())"] = $1.value }
      if let secret { environment["TEST_\(secret.uppercased())"] = value }
      return try program.start(arguments + ["--stores", "stores.json"], environment: environment).outcome()
    }

    /// A refund of the ledger.
    func refund() throws -> (id: String, order: String)? {
      try program.rows("SELECT external_id, refunds FROM v_transactions WHERE kind = 'refund' LIMIT 1").first.map {
        ($0["external_id"], $0["refunds"])
      }
    }

    /// What the ledger has of a document: gross amount, status and revision.
    func state(of id: String) throws -> [String] {
      try program.rows("SELECT gross, status, revision FROM v_transactions WHERE external_id = '\(id)'").map {
        "\($0["gross"] as Int64) \($0["status"] as String) \($0["revision"] as Int64)"
      }
    }

    /// Deletes something in the shop, as another program would.
    func delete(_ path: String) async throws {
      var request = URLRequest(url: try #require(URL(string: address + path)))
      request.httpMethod = "DELETE"
      let pair = "\(secrets["consumer_key"] ?? ""):\(secrets["consumer_secret"] ?? "")"
      request.setValue("Basic \(Data(pair.utf8).base64EncodedString())", forHTTPHeaderField: "Authorization")
      request.setValue("https", forHTTPHeaderField: "X-Forwarded-Proto")
      let (_, response) = try await URLSession.shared.data(for: request)
      #expect((response as? HTTPURLResponse)?.statusCode == 200)
    }

    func end() throws {
      server.send(SIGTERM)
      _ = try server.outcome()
    }
  }

  @Test("a run that waits for a platform ends when it is told to", arguments: [SIGINT, SIGTERM])
  func stopped(signal: Int32) async throws {
    let program = try Program()
    // Nobody listens there: the pull waits longer and longer before it tries again, for minutes.
    try program.write(
      "stores.json",
      """
      { "stores": [ { "name": "shopify-de", "platform": "shopify", "title": "Test", "shop": "x.myshopify.com",
        "connector": { "host": "127.0.0.1:1", "scheme": "http" }, "warehouses": ["DE"], "time_zone": "Europe/Berlin",
        "credentials": { "access_token": { "env": "TEST_TOKEN" } } } ] }
      """)
    let running = try program.start(
      ["run", "pipelines/shopify-nightly.json", "--set", "transport=live", "--stores", "stores.json"],
      environment: ["TEST_TOKEN": "x"])
    while !FileManager.default.fileExists(atPath: program.ledgerPath) { try await Task.sleep(for: .milliseconds(50)) }
    try await Task.sleep(for: .seconds(1))
    running.send(signal)
    let outcome = try running.outcome()
    #expect(outcome.exit == 128 + signal)
    #expect(outcome.messages.contains("error[E1300]: the run was interrupted while reading shopify-de/orders"))
  }

  @Test("a live pull gives what a simulated one gives, by one word of the definition", arguments: Shop.all)
  func same(_ shop: Shop) async throws {
    let live = try await Setting(shop)
    let pulled = try live.run(["run", "own.json", "--quiet", "--set", "transport=live"])
    #expect(pulled.exit == 0, "\(pulled.messages)")
    let simulated = try await Setting(shop)
    #expect(try simulated.run(["run", "own.json", "--quiet"]).exit == 0)
    let digests = (try live.program.digest(), try simulated.program.digest())
    #expect(digests.0.documents == digests.1.documents)
    #expect(digests.0.tallies == digests.1.tallies && digests.0.customers == digests.1.customers)
    let tests = try live.run(["stores", "test", shop.store])
    #expect(tests.exit == 0 && tests.output.contains("\(shop.store): "), "\(tests.messages)")
    try live.end()
    try simulated.end()
  }

  @Test("a deleted refund, of which WooCommerce tells nobody, counts for nothing once all was compared")
  func deletedRefund() async throws {
    let setting = try await Setting(Shop.all[1])
    let live = ["run", "own.json", "--quiet", "--set", "transport=live"]
    #expect(try setting.run(live).exit == 0)
    let ledger = try setting.program.ledger()
    let before = try ledger.counts()
    let refund = try #require(try setting.refund())
    try await setting.delete("/wp-json/wc/v3/orders/\(refund.order)/refunds/\(refund.id)?force=true")
    #expect(try setting.run(live).exit == 0)
    #expect(try setting.program.ledger().counts() == before)
    let compared = try setting.run(live + ["--set", "scope=everything"])
    #expect(compared.exit == 0 && compared.output.contains("1 deleted refunds, which now count for nothing"))
    #expect(try setting.state(of: refund.id) == ["0 cancelled 2"])
    #expect(try setting.run(live + ["--set", "scope=everything"]).exit == 0)
    let last = try #require(try setting.program.ledger().runs().first)
    #expect(last.loaded == 0 && last.status != "refused")
    try setting.end()
  }

  @Test("what a person has to mend is told by store, place and remedy, and never holds the secret")
  func refusals() async throws {
    let setting = try await Setting(Shop.all[0])
    let wrong = try setting.run(
      ["run", "own.json", "--quiet", "--set", "transport=live"], changing: "access_token", to: "shpat_0ther")
    #expect(wrong.exit == 3 && wrong.messages.contains("E7301") && wrong.messages.contains("shopify-de"))
    #expect(!wrong.text.contains("shpat_0ther"))
    #expect(try setting.program.ledger().runs().allSatisfy { $0.status != "published" && $0.loaded == 0 })

    // What a command does not need may be missing.
    let partial = try setting.run(["stores", "test", "shopify-de"], changing: "client_secret")
    #expect(partial.exit == 0, "\(partial.text)")

    let missing = try setting.run(["stores", "test"], changing: "access_token")
    #expect(missing.exit == 3 && missing.output.contains("E7311"))
    #expect(missing.output.contains("the environment variable TEST_ACCESS_TOKEN"))

    // A server without encryption gives no handshake.
    try setting.program.write("stores.json", setting.stores(scheme: "https"))
    let unencrypted = try setting.run(["stores", "test", "shopify-de", "--format", "json"])
    #expect(unencrypted.exit == 7 || unencrypted.exit == 3)
    #expect(unencrypted.output.contains(#""code": "E7304""#), "\(unencrypted.output)")

    // Credentials do not leave the machine in plain text.
    try setting.program.write(
      "stores.json", setting.stores().replacing(#""host": "127.0.0.1"#, with: #""host": "shop.example"#))
    let plain = try setting.run(["stores", "test", "shopify-de"])
    #expect(plain.exit == 3 && plain.output.contains("without encryption"), "\(plain.text)")
    try setting.end()

    // Nobody is there any more.
    try setting.program.write("stores.json", setting.stores())
    let gone = try setting.run(["stores", "test", "shopify-de"])
    #expect(gone.exit == 7 && gone.output.contains("E7305"), "\(gone.text)")
  }

  @Test("stores are listed with their platforms, and an unknown one is met with the likely name")
  func list() throws {
    let program = try Program()
    let list = try program.run("stores")
    #expect(
      list.exit == 0 && list.output.contains("woocommerce-de") && list.output.contains("beispielwaren-de.myshopify.com")
    )
    let unknown = try program.run("stores", "test", "shopify-dee")
    #expect(unknown.exit == 2 && unknown.messages.contains("did you mean \"shopify-de\"?"))
  }
}
