/// Bulk operations of a simulated Shopify: one at a time, done after a while, with a file of JSON lines.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

/// A bulk operation.
struct SimulatedBulk: Sendable {
  var id: String
  var number: Int64
  var startedAt: Int64
  /// When it is done, in milliseconds.
  var doneAt: Int64
  var lines: Int64
  var orders: Int64
  var file: [UInt8]

  /// The orders of a shop that a query searches for, in the order of their last change; only quoted stamps are
  /// understood.
  static func found(_ orders: [ShopOrder], _ query: String) -> [ShopOrder] {
    var bounds: [(relation: Substring, instant: Int64)] = []
    for match in query.matches(of: /updated_at:(>=|<=|<|>)'([^']+)'/) {
      guard case .value(let moment) = DateGrammar.auto.parse(String(match.2)) else { continue }
      bounds.append((match.1, moment.instant().seconds))
    }
    let found = orders.filter { order in
      bounds.allSatisfy { bound in
        switch bound.relation {
        case ">=": order.updatedAt >= bound.instant
        case "<=": order.updatedAt <= bound.instant
        case "<": order.updatedAt < bound.instant
        default: order.updatedAt > bound.instant
        }
      }
    }
    return found.sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
  }
}

extension ShopifySimulator {
  /// Begins an operation, unless one is running.
  func runBulk(_ query: String, _ variables: JSONNode?) -> WireValue {
    func refused(_ message: String) -> WireValue {
      [
        "bulkOperationRunQuery": [
          "bulkOperation": nil, "userErrors": [["field": nil, "message": .text(message)]],
        ]
      ]
    }
    let inner = variables?["query"]?.string ?? query
    guard inner.contains("edges") else { return refused("The operation must contain at least one connection.") }
    guard inner.matches(of: /\bedges\b/).count <= 5 else {
      return refused("Bulk queries cannot contain more than 5 connections.")
    }
    let now = state.clock.now()
    let wording = state.list { ShopifyWording($0) }
    let orders = SimulatedBulk.found(wording.data.orders, inner).filter { isVisible($0) }
    let (file, lines) = wording.bulkFile(orders)
    let answer = self.inner.withLock { memory -> (id: String, isBusy: Bool) in
      if let running = memory.bulk, running.doneAt > now { return (running.id, true) }
      memory.bulkCount += 1
      let id = "gid://shopify/BulkOperation/\(7_200_000_000 + memory.bulkCount)"
      memory.bulk = SimulatedBulk(
        id: id, number: memory.bulkCount, startedAt: now, doneAt: now + 3_000 + Int64(orders.count), lines: lines,
        orders: Int64(orders.count), file: file)
      return (id, false)
    }
    if answer.isBusy {
      return refused("A bulk query operation for this app and shop is already in progress: \(answer.id).")
    }
    return [
      "bulkOperationRunQuery": [
        "bulkOperation": ["id": .text(answer.id), "status": "CREATED"], "userErrors": [],
      ]
    ]
  }

  /// What an operation says of itself; counts are text. `nil` for the latest.
  func bulkState(_ id: String?, _ storage: String) -> WireValue {
    let bulk = inner.withLock { $0.bulk }
    guard let bulk, id == nil || id == bulk.id else { return nil }
    let isDone = bulk.doneAt <= state.clock.now()
    let url = "\(storage)/bulk/\(bulk.number).jsonl"
    return [
      "id": .text(bulk.id), "status": isDone ? "COMPLETED" : "RUNNING", "errorCode": nil,
      "objectCount": .text(isDone ? String(bulk.lines) : "0"),
      "rootObjectCount": .text(isDone ? String(bulk.orders) : "0"),
      "fileSize": .text(isDone && bulk.lines > 0 ? String(bulk.file.count) : nil),
      "url": .text(isDone && bulk.lines > 0 ? url : nil), "partialDataUrl": nil,
    ]
  }

  /// The file of an operation.
  func bulkFile(_ path: String) -> PlatformResponse {
    let bulk = inner.withLock { $0.bulk }
    guard let bulk, path == "/bulk/\(bulk.number).jsonl" else {
      return .html("<Error><Code>NoSuchKey</Code></Error>", status: 404)
    }
    var head = HTTPResponse(status: .ok)
    head.headerFields[.contentType] = "application/jsonl"
    return PlatformResponse(head, body: bulk.file)
  }
}
