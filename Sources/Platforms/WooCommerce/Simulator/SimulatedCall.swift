import Formats
import HTTPTypes
import Platforms

/// A request to the simulated shop, taken apart.
struct SimulatedCall {
  /// `GET`, `POST`, `PUT` or `DELETE`; PATCH is the same as PUT here as there.
  var method: String
  /// The method as it was sent, which signatures cover.
  var verb: String
  /// The parts of the route behind `/`, such as `["wc", "v3", "orders", "17"]`.
  var route: [String]
  /// The parameters of the query without the route, decoded, in order.
  var parameters: [(name: String, value: String)]
  /// What was sent; empty when it was no JSON object, as the real one treats it.
  var body: WireObject
  /// Address of the interface without a slash at the end, such as `https://shop.example/wp-json`.
  var root: String
  /// Address without query, as signatures cover it.
  var url: String
  var isEncrypted: Bool
  /// The header `Authorization`, empty for none.
  var authorization: String
  /// Milliseconds since 1970.
  var now: Int64

  init(_ request: PlatformRequest, now: Int64) {
    let head = request.head
    verb = head.method.rawValue
    method = head.method.rawValue == "PATCH" ? "PUT" : head.method.rawValue
    let scheme = head.scheme ?? "https"
    let authority = head.authority ?? "localhost"
    let whole = head.path ?? "/"
    let path = whole.prefix { $0 != "?" }
    var parameters = PercentCoding.parameters(whole.dropFirst(path.count + 1))
    url = "\(scheme)://\(authority)\(path)"
    isEncrypted = scheme == "https"
    authorization = head.headerFields[.authorization] ?? ""
    signed = parameters
    if let index = parameters.firstIndex(where: { $0.name == "rest_route" }) {
      route = parameters.remove(at: index).value.split(separator: "/").map(String.init)
      root = "\(scheme)://\(authority)/wp-json"
    } else if let range = path.firstRange(of: "/wp-json") {
      route = path[range.upperBound...].split(separator: "/").map { PercentCoding.decoded($0) }
      root = "\(scheme)://\(authority)\(path[..<range.upperBound])"
    } else {
      route = []
      root = ""
    }
    self.parameters = parameters.filter { !$0.name.hasPrefix("oauth_") }
    body = (try? JSONText.parse(request.body)).flatMap { Wire($0).objectValue } ?? WireObject()
    self.now = now
  }

  /// All parameters that came, those of a signature too.
  let signed: [(name: String, value: String)]

  /// Whether the address leads to the interface at all.
  var isRest: Bool { !root.isEmpty }

  /// Seconds since 1970.
  var second: Int64 { now / 1_000 }

  /// The value of a parameter, the last when it came several times.
  subscript(name: String) -> String? { parameters.last { $0.name == name }?.value }

  /// A list: `name=a,b`, `name[]=a&name[]=b` or `name[0]=a`.
  func list(_ name: String) -> [String]? {
    let found = parameters.filter { $0.name == name || $0.name.hasPrefix("\(name)[") }
    guard !found.isEmpty else { return nil }
    return found.flatMap { $0.value.split(separator: ",").map { String($0.drop { $0 == " " }) } }
  }

  /// Whether the parameter or the member of the body says yes.
  func isSet(_ name: String) -> Bool {
    (self[name].map { Wire.string($0) } ?? body[name])?.flag ?? false
  }
}

/// An error as WordPress words it.
struct SimulatedError: Error {
  var status: Int
  var code: String
  var message: String
  /// What `data` holds beside the status.
  var extra: [(String, Wire)] = []
  /// A `data` that is no object, as some refusals have it.
  var data: Wire?
  /// Whether the header `Allow` is sent.
  var allow: String = ""

  var wire: Wire {
    var inner = WireObject()
    inner["status"] = .integer(Int64(status))
    for (key, value) in extra { inner[key] = value }
    return [
      "code": .string(code), "message": .string(message), "data": data ?? .object(inner),
    ]
  }

  static let noRoute = SimulatedError(
    status: 404, code: "rest_no_route", message: "No route was found matching the URL and request method.")
  static let cannotList = SimulatedError(
    status: 401, code: "woocommerce_rest_cannot_view", message: "Sorry, you cannot list resources.")

  static func authentication(_ message: String) -> SimulatedError {
    SimulatedError(status: 401, code: "woocommerce_rest_authentication_error", message: message)
  }

  static func missingParameter(_ name: String) -> SimulatedError {
    SimulatedError(
      status: 401, code: "woocommerce_rest_authentication_missing_parameter",
      message: "Missing OAuth parameter \(name)")
  }

  /// There is no such record; `kind` is the word in the code, such as `shop_order`.
  static func invalidID(_ kind: String, _ message: String = "Invalid ID.", status: Int = 404) -> SimulatedError {
    SimulatedError(
      status: status, code: "woocommerce_rest_\(kind)_invalid_id", message: message,
      allow: "GET, POST, PUT, PATCH, DELETE")
  }

  /// Parameters that are wrong, each with a sentence and the code of its kind.
  static func parameters(_ wrong: [(name: String, message: String, code: String, data: Wire)]) -> SimulatedError {
    var params = WireObject()
    var details = WireObject()
    for (name, message, code, data) in wrong {
      params[name] = .string(message)
      details[name] = ["code": .string(code), "message": .string(message), "data": data]
    }
    return SimulatedError(
      status: 400, code: "rest_invalid_param",
      message: "Invalid parameter(s): \(wrong.map(\.name).joined(separator: ", "))",
      extra: [("params", .object(params)), ("details", .object(details))], allow: "GET, POST")
  }
}

/// An answer of the simulated shop before it becomes bytes.
struct SimulatedAnswer {
  var status = 200
  var body: Wire
  /// Header fields beside the content's type.
  var fields: [(name: String, value: String)] = []
  var allow = "GET, POST"

  func response(_ root: String) -> PlatformResponse {
    var head = HTTPResponse(status: HTTPResponse.Status(code: status))
    head.headerFields[.contentType] = "application/json; charset=UTF-8"
    var hasLink = false
    for (name, value) in fields {
      guard let name = HTTPField.Name(name) else { continue }
      head.headerFields[name] = value
      hasLink = hasLink || name.rawName == "Link"
    }
    if !hasLink, let link = HTTPField.Name("Link") {
      head.headerFields[link] = "<\(root)/>; rel=\"https://api.w.org/\""
    }
    if !allow.isEmpty { head.headerFields[.allow] = allow }
    return PlatformResponse(head, body: body.bytes)
  }
}
