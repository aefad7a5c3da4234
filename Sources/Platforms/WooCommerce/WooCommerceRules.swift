import Formats
import HTTPTypes
import Platforms

/// What WooCommerce's answers mean.
///
/// A shop is a WordPress on anybody's server: answers come with PHP's notices in front, as HTML from a maintenance page
/// or a firewall, and with errors whose `data` is an object, a number or missing.
struct WooCommerceRules: AnswerRules {
  /// Operations for which "there is no such record" is an answer like any other.
  static let tolerant: Set<String> = [
    "orders.find", "refunds.list", "products.find", "variations.list", "customers.find",
  ]

  func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict {
    let status = answer.head.status.code
    switch status {
    case 200..<300: return success(answer)
    case 300..<400: return redirect(answer)
    case 429: return .wait(milliseconds: retryAfter(answer))
    case 503 where retryAfter(answer) != nil: return .wait(milliseconds: retryAfter(answer))
    default: break
    }
    guard let error = WooCommerceError(answer.body) else { return withoutError(status) }
    if status == 404, error.isMissingRecord, Self.tolerant.contains(request.operation) { return .good }
    return verdict(on: error, status)
  }

  private func success(_ answer: PlatformResponse) -> AnswerVerdict {
    if WooCommerceBody.payload(of: answer.body) != nil { return .good }
    if WooCommerceBody.looksCutOff(answer.body) {
      return .again(.unexpectedAnswer, "the answer breaks off within its JSON")
    }
    return .again(
      .unexpectedAnswer,
      "the shop answered with \(WooCommerceBody.kind(of: answer.body)) where JSON is due; a maintenance page, a cache or a firewall may stand in front of it"
    )
  }

  private func redirect(_ answer: PlatformResponse) -> AnswerVerdict {
    // Only scheme and host: a query may hold a signature.
    let target = answer.head.headerFields[.location].flatMap { WooCommerceSite($0) }
    let place = target.map { "\($0.scheme)://\($0.authority)" } ?? "another address"
    return .failed(
      .unknownShop, "the shop sends to \(place) instead of answering",
      remedy: "put the address that the shop really has into \"shop\" of the stores file, with https where it has it")
  }

  /// Milliseconds that the header `Retry-After` asks for, given in seconds.
  private func retryAfter(_ answer: PlatformResponse) -> Int64? {
    answer.head.headerFields[.retryAfter].flatMap { Int64($0) }.map { max(0, min($0, 86_400)) * 1_000 }
  }

  /// An answer of failure that holds no error of WordPress.
  private func withoutError(_ status: Int) -> AnswerVerdict {
    switch status {
    case 401:
      return .failed(
        .badCredentials, "the web server, not WooCommerce, asks for a password",
        remedy: "let the server pass requests to the REST interface, and the header Authorization with them")
    case 403:
      return .failed(
        .refusedRequest, "a firewall or security plugin in front of the shop refuses the request",
        remedy: "allow this program's address there, or the path of the REST interface")
    case 404:
      return .failed(
        .unknownShop, "there is no REST interface at this address",
        remedy:
          "check \"shop\" in the stores file; where WordPress has no permalinks, set \"routes\" to \"query\" in the store's settings"
      )
    case 500...: return .again(.platformFault, "the shop's server failed (HTTP \(status))")
    default: return .failed(.refusedRequest, "the shop refused the request (HTTP \(status))", remedy: "check the store")
    }
  }

  private func verdict(on error: WooCommerceError, _ status: Int) -> AnswerVerdict {
    let said = "the shop says \"\(error.message)\" (\(error.code))"
    // Who is known and may not see something gets 403, who is not known gets 401 with the same words.
    if status != 403, let meaning = Self.meanings.first(where: { $0.matches(error) }) {
      return .failed(meaning.kind, said, remedy: meaning.remedy)
    }
    switch status {
    case 401: return .failed(.badCredentials, said, remedy: "check consumer key and secret of the store")
    case 403:
      return .failed(
        .missingPermission, said, remedy: "give the key to a user who manages the shop, with the permission it needs")
    // WooCommerce answers some refusals with 500; other failures of the server may pass.
    case 500... where !error.code.hasPrefix("woocommerce_rest_"):
      return .again(.platformFault, "the shop's server failed: \(said)")
    default: return .failed(.refusedRequest, said, remedy: "check what was to be written against the shop")
    }
  }

  /// An error that needs another word than its status suggests.
  private struct Meaning: Sendable {
    var code: String
    var phrase = ""
    var kind: PlatformFailure.Kind
    var remedy: String

    func matches(_ error: WooCommerceError) -> Bool {
      error.code == code && (phrase.isEmpty || error.message.contains(phrase))
    }
  }

  private static let meanings: [Meaning] = [
    Meaning(
      code: "woocommerce_rest_authentication_error", phrase: "write permissions", kind: .missingPermission,
      remedy: "give the key the permission Read/Write under WooCommerce, Settings, Advanced, REST API"),
    Meaning(
      code: "woocommerce_rest_authentication_error", phrase: "read permissions", kind: .missingPermission,
      remedy: "give the key the permission Read under WooCommerce, Settings, Advanced, REST API"),
    Meaning(
      code: "woocommerce_rest_authentication_error", phrase: "timestamp", kind: .badCredentials,
      remedy: "set this machine's clock: it differs from the shop's by more than 15 minutes"),
    Meaning(
      code: "woocommerce_rest_authentication_error", phrase: "ignature", kind: .badCredentials,
      remedy:
        "check the consumer secret; \"shop\" in the stores file must be the very address that the shop has for itself"),
    Meaning(
      code: "woocommerce_rest_cannot_view", kind: .badCredentials,
      remedy:
        "check the consumer key; if it is right, the web server drops the header Authorization, or the user of the key may not see this"
    ),
    Meaning(
      code: "rest_no_route", kind: .refusedRequest,
      remedy: "check that the plugin WooCommerce is active there and not older than version 3.5"),
  ]
}

/// An error as WordPress words it: `{"code":…,"message":…,"data":…}`.
struct WooCommerceError: Equatable {
  /// The stable word for it, such as `woocommerce_rest_shop_order_invalid_id`.
  var code: String
  /// A sentence, with the parameters that are wrong; cut to what fits a line, without anything like a key.
  var message: String
  /// The id of the record that stands in the way, as for an SKU that is taken.
  var resource: String?

  /// The error in a body; `nil` when it holds none.
  init?(_ body: [UInt8]) {
    guard let payload = WooCommerceBody.payload(of: body), case .object(let members)? = payload.node?.value,
      case .string(let code)? = members.value("code"), case .string(let message)? = members.value("message")
    else { return nil }
    self.code = Self.printable(code, 80)
    var text = message
    if case .object(let data)? = members.value("data") {
      if case .object(let wrong)? = data.value("params") {
        let sentences = wrong.compactMap { member -> String? in
          guard case .string(let sentence) = member.value.value else { return nil }
          return sentence.contains(member.key) ? sentence : "\(member.key): \(sentence)"
        }
        if !sentences.isEmpty { text += ": " + sentences.joined(separator: "; ") }
      }
      if case .number(let id)? = data.value("resource_id") { resource = id }
    }
    self.message = Self.printable(text, 200)
  }

  /// Whether it says that a record does not exist.
  var isMissingRecord: Bool { code.contains("invalid") && code.hasSuffix("_id") }

  /// Text for a message: on one line, not too long, and with anything that looks like a key taken out.
  private static func printable(_ text: String, _ limit: Int) -> String {
    let plain = String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
      .replacing(/\b(?:ck|cs)_[0-9A-Za-z]+/, with: "(key)")
      .replacing(/<[^>]*>/, with: "")
      .replacing(/[^\s@"]+@[^\s@"]+/, with: "(address)")
    return plain.count <= limit ? plain : String(plain.prefix(limit)) + "…"
  }
}

extension [JSONMember] {
  /// The value of that name; the last when there are several.
  func value(_ key: String) -> JSONNode.Value? { last { $0.key == key }?.value.value }
}
