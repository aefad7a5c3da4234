/// The installation of an app in a simulated shop: the owner always agrees.
import Crypto
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension ShopifySimulator {
  /// Sends the owner back to the app with a signed code.
  func authorize(_ query: [(String, String)]) -> PlatformResponse {
    func value(_ name: String) -> String? { query.first { $0.0 == name }?.1 }
    guard value("client_id") == options.clientID, let redirect = value("redirect_uri"), let scope = value("scope")
    else {
      return error(400, ["error": "invalid_request"], served: nil)
    }
    let code = inner.withLock { memory in
      let code = "code\(memory.codes.count + 1)"
      memory.codes[code] = scope
      return code
    }
    var pairs = [
      ("code", code), ("host", Base64.encode(Array("\(host)/admin".utf8))), ("shop", host),
      ("state", value("state") ?? ""), ("timestamp", String(state.now)),
    ]
    let message = pairs.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    let key = SymmetricKey(data: Array(options.clientSecret.utf8))
    pairs.append(("hmac", Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key))))
    let text = pairs.map { "\($0.0)=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
    var head = HTTPResponse(status: .found)
    head.headerFields[.location] = "\(redirect)?\(text)"
    return PlatformResponse(head)
  }

  /// Changes a code for a token, once.
  func issueToken(_ request: PlatformRequest) -> PlatformResponse {
    let sent = Self.form(request.body)
    guard sent["client_id"] == options.clientID, sent["client_secret"] == options.clientSecret else {
      return json(
        400, ["error": "application_cannot_be_found", "error_description": "The client secret or id is wrong."],
        served: nil)
    }
    let code = sent["code"] ?? ""
    let scope = inner.withLock { memory -> String? in
      guard let scope = memory.codes.removeValue(forKey: code) else { return nil }
      memory.tokens.insert("shpat_\(code)")
      return scope
    }
    guard let scope else {
      return json(
        400,
        [
          "error": "invalid_request",
          "error_description": "The authorization code was not found or was already used",
        ], served: nil)
    }
    return json(200, ["access_token": .text("shpat_\(code)"), "scope": .text(scope)], served: nil)
  }

  /// The texts of a body, which may be JSON or a form.
  private static func form(_ body: [UInt8]) -> [String: String] {
    if let sent = try? JSONText.parse(body) {
      let pairs = (sent.members ?? []).compactMap { member in member.value.string.map { (member.key, $0) } }
      return Dictionary(pairs) { first, _ in first }
    }
    return Dictionary(PercentCoding.parameters(String(decoding: body, as: UTF8.self))) { first, _ in first }
  }
}
