/// OAuth signatures, and how the simulated shop checks who asks.
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing

@testable import WooCommerce

@Suite("Signatures")
struct SignatureTests {
  private static let parameters: [(name: String, value: String)] = [
    ("consumer", "a"), ("search", "Käse & Wein, 50%+1: \"x\""), ("status[0]", "pending"),
    ("oauth_consumer_key", "ck_test"), ("oauth_timestamp", "1767312000"), ("oauth_nonce", "n1"),
    ("oauth_signature_method", "HMAC-SHA256"),
  ]

  @Test("a base string encodes what is encoded once more, and both hashes are those of another program")
  func vector() {
    let base = OAuthSignature.baseString(
      method: "get", url: "http://shop.example:8080/wp-json/wc/v3/orders", parameters: Self.parameters)
    #expect(
      base == "GET&http%3A%2F%2Fshop.example%3A8080%2Fwp-json%2Fwc%2Fv3%2Forders&consumer%3Da%26oauth_consumer_key%3D"
        + "ck_test%26oauth_nonce%3Dn1%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1767312000%26search%3D"
        + "K%25C3%25A4se%2520%2526%2520Wein%252C%252050%2525%252B1%253A%2520%2522x%2522%26status%255B0%255D%3Dpending")
    #expect(
      OAuthSignature.signature(of: base, secret: "cs_test", .sha256) == "TzW8Qj9v+FwGkU2hYstGLccNi/kVO+1jUnKUcN4iRAQ=")
    #expect(OAuthSignature.signature(of: base, secret: "cs_test", .sha1) == "vWoamD8PAuhRe56Jfdsb96D8WaU=")
  }

  /// An address that is signed as it should be, but for what is changed.
  private func answer(_ shop: TestShop, _ changes: [(name: String, value: String?)] = [], secret: String? = nil) -> (
    Int, String
  ) {
    let key = shop.simulator.access.secrets["consumer_key"] ?? ""
    var parameters: [(name: String, value: String)] = [
      ("per_page", "1"), ("_fields", "id"), ("oauth_consumer_key", key),
      ("oauth_timestamp", String(shop.clock.now() / 1_000)), ("oauth_nonce", "n"),
      ("oauth_signature_method", "HMAC-SHA256"),
    ]
    for change in changes {
      parameters.removeAll { $0.name == change.name }
      if let value = change.value { parameters.append((change.name, value)) }
    }
    let base = OAuthSignature.baseString(
      method: "GET", url: "http://shop.example/wp-json/wc/v3/orders", parameters: parameters)
    let word = secret ?? shop.simulator.access.secrets["consumer_secret"] ?? ""
    if !changes.contains(where: { $0.name == "oauth_signature" }) {
      parameters.append(("oauth_signature", OAuthSignature.signature(of: base, secret: word, .sha256)))
    }
    let path = "/wp-json/wc/v3/orders?\(PercentCoding.query(parameters))"
    let response = shop.simulator.answer(
      PlatformRequest("test", HTTPRequest(method: .get, scheme: "http", authority: "shop.example", path: path)))
    return (response.head.status.code, String(decoding: response.body, as: UTF8.self))
  }

  @Test("what is wrong with a signature is told in WooCommerce's words")
  func words() throws {
    let shop = try TestShop(orders: 3)
    let now = shop.clock.now() / 1_000
    #expect(answer(shop).0 == 200)
    let cases: [([(name: String, value: String?)], String)] = [
      ([("oauth_nonce", "n")], "Invalid nonce - nonce has already been used."),
      ([("oauth_consumer_key", "ck_other")], "Consumer key is invalid."),
      ([("oauth_signature_method", "PLAINTEXT")], "Invalid signature - signature method is invalid."),
      ([("oauth_timestamp", String(now - 960))], "Invalid timestamp."),
      ([("oauth_timestamp", String(now + 960))], "Invalid timestamp."),
      ([("oauth_nonce", nil)], "Missing OAuth parameter oauth_nonce"),
      ([("oauth_timestamp", nil)], "Missing OAuth parameter oauth_timestamp"),
      ([("oauth_signature", nil)], "Missing OAuth parameter oauth_signature"),
      ([("oauth_signature_method", nil)], "Missing OAuth parameter oauth_signature_method"),
    ]
    for (changes, message) in cases {
      let (status, body) = answer(shop, changes)
      #expect(status == 401 && body.contains(#""message":"\#(message)""#), "\(changes) \(body)")
    }
    #expect(answer(shop, [("oauth_nonce", "m")], secret: "cs_wrong").1.contains("provided signature does not match"))
    #expect(answer(shop, [("oauth_nonce", "k"), ("oauth_timestamp", String(now - 840))]).0 == 200)
  }

  @Test("key and secret over TLS: in a header or in the query; over plain HTTP they are not looked at")
  func basic() throws {
    let shop = try TestShop(orders: 1)
    let secrets = shop.simulator.access.secrets
    func answer(_ scheme: String, _ pair: String) -> (Int, String) {
      var head = HTTPRequest(method: .get, scheme: scheme, authority: "shop.example", path: "/wp-json/wc/v3/orders")
      if !pair.isEmpty { head.headerFields[.authorization] = "Basic \(Base64.encode(pair.utf8))" }
      let response = shop.simulator.answer(PlatformRequest("test", head))
      return (response.head.status.code, String(decoding: response.body, as: UTF8.self))
    }
    let key = secrets["consumer_key"] ?? "", secret = secrets["consumer_secret"] ?? ""
    #expect(answer("https", "\(key):\(secret)").0 == 200)
    #expect(
      answer("https", "\(key):wrong") == (
        401,
        #"{"code":"woocommerce_rest_authentication_error","message":"Consumer secret is invalid.","data":{"status":401}}"#
      ))
    let unknown =
      #"{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}"#
    for (scheme, pair) in [("https", ""), ("https", "ck_2:\(secret)"), ("http", "\(key):\(secret)")] {
      #expect(answer(scheme, pair) == (401, unknown))
    }
  }
}
