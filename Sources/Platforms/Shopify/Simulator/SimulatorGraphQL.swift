/// GraphQL of a simulated Shopify: costs, refusals that come as HTTP 200, and the queries of bulk operations.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension ShopifySimulator {
  /// The most that a single query may cost.
  private static let costMax: Int64 = 1_000

  /// Answers a query.
  func graphQL(_ request: PlatformRequest, _ served: String) -> PlatformResponse {
    let sent = try? JSONText.parse(request.body)
    guard let query = sent?["query"]?.string else {
      return json(200, ["errors": [["message": "Query must be provided"]]], served: served)
    }
    if let number = Self.firsts(query).first(where: { $0 > 250 }) {
      let text =
        "first cannot exceed 250. To query larger amounts of data with fewer limits, bulk operations should be used instead."
      _ = number
      return fault(.text(text), "BAD_REQUEST", [], served)
    }
    let cost = Self.cost(query)
    guard cost <= Self.costMax else {
      let text = "Query cost is \(cost), which exceeds the single query max cost limit (\(Self.costMax))."
      return fault(
        .text(text), "MAX_COST_EXCEEDED",
        [("cost", .int(cost)), ("maxCost", .int(Self.costMax))], served)
    }
    guard spend(cost) else { return throttledQuery(requested: cost, milliseconds: nil) }
    let isSetting = query.contains("inventorySetQuantities")
    let found =
      isSetting
      ? setQuantities(query, sent?["variables"], served) : data(query, sent?["variables"], storage(request))
    guard let data = found else {
      if isSetting {
        return fault("Field 'compareQuantity' or 'changeFromQuantity' doesn't fit", "undefinedField", [], served)
      }
      return fault("syntax error, unexpected end of file", "undefinedField", [], served)
    }
    return json(200, ["data": data, "extensions": ["cost": costs(cost, actual: max(1, cost / 4))]], served: served)
  }

  private func fault(
    _ message: WireValue, _ code: String, _ more: [(String, WireValue)], _ served: String
  ) -> PlatformResponse {
    json(
      200, ["errors": [["message": message, "extensions": .object([("code", .text(code))] + more)]]], served: served)
  }

  // MARK: Costs

  /// What a query is taken to cost: one for each object, times the sizes of the lists around it.
  static func cost(_ query: String) -> Int64 {
    if query.contains("bulkOperationRunQuery") || query.contains("inventorySetQuantities") { return 10 }
    var cost: Int64 = 0
    var sizes: [Int64] = []
    var pending: Int64?
    var word = ""
    for character in query {
      switch character {
      case "{":
        let size = sizes.last ?? 1
        if !sizes.isEmpty { cost += size + (pending == nil ? 0 : 2) }
        sizes.append(min(size * (pending ?? 1), 1_000_000))
        pending = nil
      case "}": _ = sizes.popLast()
      case "0"..."9" where word == "first:": pending = (pending ?? 0) * 10 + Int64(character.wholeNumberValue ?? 0)
      case " ": break
      case ",", "(", ")", "\n": word = ""
      default: word = word.hasSuffix(":") ? String(character) : word + String(character)
      }
    }
    return max(1, cost)
  }

  /// The sizes of the lists that a query asks for.
  private static func firsts(_ query: String) -> [Int] {
    query.matches(of: /\b(?:first|last):\s*(\d+)/).compactMap { Int($0.1) }
  }

  private func spend(_ cost: Int64) -> Bool {
    let now = state.clock.now()
    return inner.withLock { memory in
      memory.spent = max(0, memory.spent - (now - memory.spentAt) * Int64(options.points) / 20)
      memory.spentAt = now
      guard memory.spent + cost * 1_000 <= Int64(options.points) * 1_000 else { return false }
      memory.spent += max(1, cost / 4) * 1_000
      return true
    }
  }

  private func costs(_ requested: Int64, actual: Int64?, available: Int64? = nil) -> WireValue {
    let left = available ?? inner.withLock { Int64(options.points) - $0.spent / 1_000 }
    return [
      "requestedQueryCost": .int(requested), "actualQueryCost": .int(actual),
      "throttleStatus": [
        "maximumAvailable": .number("\(options.points).0"), "currentlyAvailable": .int(left),
        "restoreRate": .number("\(options.points / 20).0"),
      ],
    ]
  }

  /// The refusal of a query that cannot be paid for now: HTTP 200, and no word of when it can.
  ///
  /// - Parameter milliseconds: how long it should take to be payable; `nil` for what is really left.
  func throttledQuery(requested: Int64, milliseconds: Int64?) -> PlatformResponse {
    let available = milliseconds.map { max(0, requested - $0 * Int64(options.points) / 20 / 1_000) }
    return json(
      200,
      [
        "errors": [
          [
            "message": "Throttled",
            "extensions": ["code": "THROTTLED", "documentation": "https://shopify.dev/api/usage/rate-limits"],
          ]
        ], "extensions": ["cost": costs(requested, actual: nil, available: available)],
      ], served: options.versions.first)
  }

  // MARK: Queries

  /// Where files lie: with another host, or where a program on this machine can reach them.
  private func storage(_ request: PlatformRequest) -> String {
    request.head.authority == host ? "https://storage.example" : site(request)
  }

  private func data(_ query: String, _ variables: JSONNode?, _ storage: String) -> WireValue? {
    if query.contains("bulkOperationRunQuery") { return runBulk(query, variables) }
    if query.contains("currentBulkOperation") { return ["currentBulkOperation": bulkState(nil, storage)] }
    if query.contains("BulkOperation") {
      let id = variables?["id"]?.string ?? query.firstMatch(of: /id:\s*"([^"]+)"/).map { String($0.1) }
      return ["node": bulkState(id, storage)]
    }
    let wording = state.read { ShopifyWording($0) }
    if query.contains(/\bshop\b/) {
      return [
        "shop": [
          "name": "Beispielwaren", "currencyCode": .text(wording.currency), "myshopifyDomain": .text(host),
          "ianaTimezone": .text(wording.data.plan.timeZone),
        ]
      ]
    }
    if query.contains(/\borders\b/) { return ["orders": orderConnection(query, wording)] }
    return nil
  }

  /// The first orders of a search, with what they are told apart by.
  private func orderConnection(_ query: String, _ wording: ShopifyWording) -> WireValue {
    let count = Self.firsts(query).first ?? 50
    let found = SimulatedBulk.found(wording.data.orders, query).filter { isVisible($0) }
    let edges = found.prefix(count).map { order -> WireValue in
      ["cursor": .text(Base64.encode(Array("\(order.id)".utf8))), "node": wording.bulkHead(order)]
    }
    return ["edges": .list(edges), "pageInfo": ["hasNextPage": .bool(found.count > count)]]
  }
}
