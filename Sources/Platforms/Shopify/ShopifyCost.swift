/// What answers of GraphQL mean: a refusal comes as HTTP 200, and waiting is worked out from the cost.
import Commerce
import Formats
import Platforms

/// Reads errors and costs of GraphQL answers.
enum ShopifyCost {
  /// What the answer means.
  static func verdict(on answer: PlatformResponse) -> AnswerVerdict {
    guard let payload = try? JSONPayload(answer.body) else {
      return .again(.unexpectedAnswer, "Shopify's answer breaks off after \(answer.body.count) bytes")
    }
    guard let errors = payload[payload.root, key: "errors"] else { return .good }
    let sentence = ShopifyErrors.sentence(answer.body) ?? "Shopify refused the query"
    switch code(errors, payload) {
    case "THROTTLED": return .wait(milliseconds: wait(payload))
    case "MAX_COST_EXCEEDED":
      return .failed(
        .refusedRequest, "the query costs more than Shopify allows: \(sentence)", remedy: "ask for less at once")
    case "ACCESS_DENIED":
      return .failed(
        .missingPermission, "the access token may not do this: \(sentence)",
        remedy: "grant the scope in the app's configuration, then install it again")
    case "INTERNAL_SERVER_ERROR", "TIMEOUT": return .again(.platformFault, "Shopify failed: \(sentence)")
    default:
      return .failed(
        .refusedRequest, "Shopify refused the query: \(sentence)", remedy: "check the setting \"api_version\"")
    }
  }

  private static func code(_ errors: JSONElement, _ payload: JSONPayload) -> String? {
    guard payload.kind(errors) == .array else { return nil }
    for error in payload.elements(of: errors) {
      if let code = payload[error, path: ["extensions", "code"]] { return payload.string(code) }
    }
    return nil
  }

  /// Milliseconds until the query can be paid for: (requested − available) ÷ restored a second.
  private static func wait(_ payload: JSONPayload) -> Int64? {
    let cost = ["extensions", "cost"]
    let status = cost + ["throttleStatus"]
    let reader = Payload(payload)
    guard let requested = reader.exact(payload[payload.root, path: cost + ["requestedQueryCost"]]),
      let available = reader.exact(payload[payload.root, path: status + ["currentlyAvailable"]]),
      let rate = reader.exact(payload[payload.root, path: status + ["restoreRate"]]), rate > .zero
    else { return nil }
    let missing = max(0, requested.millionths - available.millionths)
    return Rounding.halfAwayFromZero.scale(missing, by: 1_000, over: rate.millionths).map { $0 + 1 }
  }
}

extension JSONPayload {
  /// The value at the end of a path of names.
  subscript(_ element: JSONElement, path path: [String]) -> JSONElement? {
    var place: JSONElement? = element
    for name in path { place = place.flatMap { self[$0, key: name] } }
    return place
  }
}
