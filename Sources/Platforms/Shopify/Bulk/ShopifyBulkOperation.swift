/// Runs a bulk operation and waits for its file.
import Formats
import HTTPTypes
import Platforms

/// A bulk operation of a shop.
struct ShopifyBulkOperation: Sendable {
  /// Longest wait for a result, in milliseconds: Shopify itself gives up after ten days.
  private static let patience: Int64 = 24 * 3_600_000
  private let shop: ShopifyShop

  init(_ shop: ShopifyShop) { self.shop = shop }

  /// Begins an operation and gives its id.
  func run(_ query: String) async throws(PlatformFailure) -> String {
    let request = shop.requests.send("graphql.bulk_run", .post, "graphql.json", body: ShopifyBulkQuery.run(query))
    let answer = try await shop.read(request)
    let result = ["data", "bulkOperationRunQuery"]
    let payload = answer.payload
    let errors = Array(payload.elements(of: payload[payload.root, path: result + ["userErrors"]]))
    if let error = errors.first {
      let message = payload.string(payload["message", in: error])
      let isBusy = message.contains("already in progress")
      throw shop.failure(
        isBusy ? .throttled : .refusedRequest, request, "Shopify did not begin the bulk operation: \(message)",
        remedy: isBusy ? "run again when the other operation is done" : "set \"orders\" to \"pages\" for this store",
        mayRetry: isBusy)
    }
    guard let id = payload[payload.root, path: result + ["bulkOperation", "id"]] else {
      throw shop.failure(
        .unexpectedAnswer, request, "Shopify's answer names no bulk operation",
        remedy: "check the setting \"api_version\"", mayRetry: false)
    }
    return payload.string(id)
  }

  /// Waits until the operation has ended; gives the address of its file, `nil` when it found nothing.
  func result(_ id: String) async throws(PlatformFailure) -> String? {
    let request = shop.requests.send("graphql.bulk_state", .post, "graphql.json", body: ShopifyBulkQuery.state(id))
    let started = shop.access.clock.now()
    var wait: Int64 = 1_000
    while true {
      let payload = try await shop.read(request).payload
      let node = payload[payload.root, path: ["data", "node"]]
      switch payload.string(payload["status", in: node]) {
      case "COMPLETED":
        let url = node.flatMap { payload[$0, key: "url"] }
        return url.map { payload.string($0) }
      case "CREATED", "RUNNING", "CANCELING": break
      case "FAILED":
        let code = payload.string(payload["errorCode", in: node])
        throw shop.failure(
          code == "ACCESS_DENIED" ? .missingPermission : .platformFault, request,
          "the bulk operation failed: \(code)",
          remedy: "run again later, or set \"orders\" to \"pages\" for this store",
          mayRetry: code != "ACCESS_DENIED")
      case let status:
        throw shop.failure(
          .platformFault, request, "the bulk operation is \(status.isEmpty ? "unknown" : status.lowercased())",
          remedy: "run again", mayRetry: true)
      }
      guard shop.access.clock.now() - started < Self.patience else {
        throw shop.failure(
          .platformFault, request, "the bulk operation has not ended in a day", remedy: "run again later",
          mayRetry: true)
      }
      try await shop.pause(wait, request)
      wait = min(wait * 2, 30_000)
    }
  }

  /// The file of an operation. It lies with another host, which has no business with the token.
  func download(_ url: String) async throws(PlatformFailure) -> JSONPayload {
    // A shop that is served on this machine has its files there too.
    let plain = "\(shop.requests.endpoint.scheme)://\(shop.requests.endpoint.authority)/"
    let scheme = url.hasPrefix(plain) ? shop.requests.endpoint.scheme : "https"
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let head = HTTPRequest(
      method: .get, scheme: scheme, authority: String(rest[..<slash]), path: String(rest[slash...]))
    let request = PlatformRequest("bulk.download", head)
    for _ in 0..<3 {
      let answer = try await shop.send(request)
      var parser = JSONPayloadParser()
      if let payload = try? parser.parse(lines: answer.body) { return payload }
    }
    throw shop.failure(
      .unexpectedAnswer, request, "the bulk operation's file is damaged", remedy: "run again later", mayRetry: true)
  }
}
