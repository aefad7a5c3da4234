import Commerce
import Formats
import HTTPTypes
import Pipeline
import Platforms
import Simulation

/// What was written to a simulated shop, and the nights that passed in it, in a file beside the ledger: a later run finds
/// the shop as the last one left it.
///
/// The shop is drawn anew from its plan, and what the file says is done to it again in the same order and at the same
/// times. A line is a request that changed something, without its credentials, or a night.
struct ShopJournal: Sendable {
  let path: String
  let services: StageServices

  /// One line.
  private struct Entry {
    var at: Int64
    var night: Int?
    var method = ""
    var target = ""
    var body = ""

    init(at: Int64) { self.at = at }

    init?(_ node: JSONNode) {
      guard let at = node["at"]?.number.flatMap({ Int64($0) }) else { return nil }
      self.at = at
      night = node["night"]?.number.flatMap { Int($0) }
      method = node["method"]?.string ?? ""
      target = node["path"]?.string ?? ""
      body = node["body"]?.string ?? ""
    }

    var line: [UInt8] {
      var writer = JSONWriter()
      writer.object { object in
        object.key("at")
        object.integer(at)
        if let night {
          object.key("night")
          object.integer(Int64(night))
          return
        }
        for (key, value) in [("method", method), ("path", target), ("body", body)] {
          object.key(key)
          object.string(value)
        }
      }
      return writer.takeBytes() + [UInt8(ascii: "\n")]
    }
  }

  /// Does to the shop again what was done to it, and lets the nights pass that have not yet.
  ///
  /// - Returns: what carries requests to the shop from now on, and notes those that change something.
  func restore(
    _ shop: any SimulatedPlatform, _ clock: VirtualClock, nights: Int, seed: UInt64, store: String
  ) throws(RunFailure) -> any SimulatedPlatform {
    var last = 0
    for entry in try entries() {
      clock.advance(milliseconds: entry.at - clock.now())
      if let night = entry.night {
        last = max(last, night)
        pass(night, in: shop, seed: seed, store: store)
      } else {
        replay(entry, in: shop)
      }
    }
    // A while after whatever happened last, as runs are.
    clock.advance(milliseconds: 3_600_000)
    for night in stride(from: last + 1, through: nights, by: 1) {
      var entry = Entry(at: clock.now())
      entry.night = night
      try append(entry)
      pass(night, in: shop, seed: seed, store: store)
      clock.advance(milliseconds: 8 * 3_600_000)
    }
    return NotedShop(shop, self)
  }

  private func entries() throws(RunFailure) -> [Entry] {
    guard services.fileExists(path) else { return [] }
    var entries: [Entry] = []
    for line in try services.readFile(path).split(separator: UInt8(ascii: "\n")) {
      guard let node = try? JSONText.parse(Array(line)), let entry = Entry(node) else {
        throw RunFailure(
          "E8803", .sourceUnavailable, "\(path) is no journal of a simulated shop",
          remedy: "name another file as \"state\" of the simulation; this one was left as it is")
      }
      entries.append(entry)
    }
    return entries
  }

  private func pass(_ night: Int, in shop: any SimulatedPlatform, seed: UInt64, store: String) {
    let now = shop.state.now
    shop.state.write { ShopNight(night, seed: seed, store: store).apply(to: &$0, at: now) }
  }

  private func replay(_ entry: Entry, in shop: any SimulatedPlatform) {
    var head = HTTPRequest(
      method: HTTPRequest.Method(entry.method) ?? .post, scheme: "https", authority: nil, path: entry.target)
    head.headerFields[.contentType] = "application/json"
    for field in shop.access.headerFields {
      let parts = field.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
      head.headerFields[name] = String(parts[1].drop { $0 == " " })
    }
    _ = shop.answer(PlatformRequest("journal", head, body: Array(entry.body.utf8)))
  }

  fileprivate func note(_ request: PlatformRequest, at milliseconds: Int64) throws(RunFailure) {
    var entry = Entry(at: milliseconds)
    entry.method = request.head.method.rawValue
    entry.target = Self.withoutSignature(request.head.path ?? "/")
    entry.body = String(decoding: request.body, as: UTF8.self)
    try append(entry)
  }

  /// A path without what signs the request, which is good for once only.
  private static func withoutSignature(_ path: String) -> String {
    let parts = path.split(separator: "?", maxSplits: 1)
    guard parts.count == 2 else { return path }
    let query = parts[1].split(separator: "&").filter { !$0.hasPrefix("oauth_") }.joined(separator: "&")
    return query.isEmpty ? String(parts[0]) : "\(parts[0])?\(query)"
  }

  private func append(_ entry: Entry) throws(RunFailure) { try services.appendFile(path, entry.line) }
}

/// A simulated shop whose changes are noted.
private final class NotedShop: SimulatedPlatform {
  static let platform = "noted"
  private let shop: any SimulatedPlatform
  private let journal: ShopJournal

  init(_ shop: any SimulatedPlatform, _ journal: ShopJournal) {
    self.shop = shop
    self.journal = journal
  }

  var state: ShopState { shop.state }
  var access: SimulatedAccess { shop.access }
  var settings: [String: String] { shop.settings }
  func deliveries(latest count: Int) -> [WebhookDelivery] { shop.deliveries(latest: count) }
  func throttled(_ request: PlatformRequest, milliseconds: Int64) -> PlatformResponse {
    shop.throttled(request, milliseconds: milliseconds)
  }
  func expiredToken(_ request: PlatformRequest) -> PlatformResponse? { shop.expiredToken(request) }
  func failed(_ request: PlatformRequest, status: Int) -> PlatformResponse { shop.failed(request, status: status) }

  func answer(_ request: PlatformRequest) -> PlatformResponse { shop.answer(request) }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let at = shop.state.clock.now()
    let answer = try await shop.send(request)
    // Keys and tokens are asked for anew each time.
    let isChange = request.head.method != .get && answer.head.status.kind == .successful && !isAccess(request)
    if isChange {
      do throws(RunFailure) {
        try journal.note(request, at: at)
      } catch {
        throw .connection(error.message)
      }
    }
    return answer
  }

  private func isAccess(_ request: PlatformRequest) -> Bool {
    let path = request.pathWithoutQuery
    return path.contains("/auth/") || path.contains("/tokens/") || path.contains("oauth")
  }
}
