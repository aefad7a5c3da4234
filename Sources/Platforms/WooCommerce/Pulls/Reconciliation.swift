import Columns
import Commerce
import Formats
import HTTPTypes
import Platforms

/// A comparison of everything that the shop has with everything that is known of it.
///
/// WooCommerce changes no date and sends no webhook when a refund is deleted, and nothing at all is left of an order that
/// was deleted for good; where orders are posts, not even a changed line moves the date. So all ids are listed from time
/// to time. What is new, changed or in the trash is pulled; what is gone comes as a document of nothing, a revision that
/// takes the place of the one that is known, with the status `deleted`.
struct ReconcilingPull: PlatformPull {
  private enum Phase { case sweep, changes, voids, end }

  private let client: WooCommerceClient
  private let columns: [String]
  private let known: [KnownOrder]
  private var phase = Phase.sweep
  private var changes: SingleOrdersPull
  private var gone: [KnownOrder] = []

  init(_ client: WooCommerceClient, known: [KnownDocument], columns: [String]) {
    self.client = client
    self.known = known.compactMap { KnownOrder($0) }
    self.columns = columns
    changes = SingleOrdersPull(client, [], columns: columns)
  }

  /// The next page: orders to be loaded again, then what is gone.
  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    if phase == .sweep {
      let found = try await OrderSweep(client: client).compare(known)
      changes = SingleOrdersPull(client, found.changed, columns: columns)
      gone = found.gone
      phase = .changes
    }
    if phase == .changes {
      if let page = try await changes.next() { return page }
      phase = .voids
    }
    guard phase == .voids, !gone.isEmpty else { return nil }
    phase = .end
    let refunds = gone.count { $0.refunds != nil }
    var counts: [String: Int] = [:]
    if refunds > 0 { counts["deleted refunds, which now count for nothing"] = refunds }
    if gone.count > refunds { counts["deleted orders, which now count for nothing"] = gone.count - refunds }
    return PulledPage(
      batch: Self.voids(gone, columns), next: PullCursor("wc1;end;;;0;0;0"), latestChange: nil, byteCount: 0,
      leftOut: counts)
  }

  /// Documents of nothing in place of those that are gone.
  private static func voids(_ gone: [KnownOrder], _ columns: [String]) -> Batch {
    var builder = DocumentBuilder(body: [], columns: columns, known: OrderColumn.names)
    func text(_ value: String) -> TextRange { builder.text.append(value) }
    for document in gone {
      let cells: [(OrderColumn, String)] = [
        (.documentKind, document.refunds == nil ? "sale" : "refund"), (.id, "\(document.id)"),
        (.orderID, "\(document.refunds ?? document.id)"), (.refunds, document.refunds.map { "\($0)" } ?? ""),
        (.number, "\(document.refunds ?? document.id)"), (.status, "deleted"), (.currency, document.document.currency),
        (.total, "0"), (.totalTax, "0"), (.placedAt, "\(WooTime.utc(document.document.placedAt))Z"),
      ]
      let raw = text("{\"id\":\(document.id),\"status\":\"deleted\"}")
      builder.beginDocument(at: SourcePosition(line: 1, byte: 0), raw: raw)
      for (column, value) in cells where !value.isEmpty { builder.setForDocument(column.rawValue, text(value)) }
      builder.addLine()
      let line: [(OrderColumn, String)] = [
        (.lineKind, "rounding"), (.quantity, "1"), (.unitPrice, "0"), (.amount, "0"), (.tax, "0"),
        (.lineTitle, "deleted in the shop"), (.reason, "deleted in the shop"),
      ]
      for (column, value) in line { builder.set(column.rawValue, text(value)) }
    }
    return builder.finish()
  }
}

/// An order or refund that is known, with its ids as WooCommerce counts them.
struct KnownOrder: Equatable {
  let document: KnownDocument
  let id: Int64
  let refunds: Int64?

  /// `nil` for what has no id of WooCommerce's.
  init?(_ document: KnownDocument) {
    guard let id = Int64(document.id) else { return nil }
    self.document = document
    self.id = id
    refunds = document.refunds.flatMap { Int64($0) }
  }
}

/// Lists the ids of all orders and refunds of a shop.
struct OrderSweep {
  let client: WooCommerceClient

  /// What differs between the shop and what is known.
  struct Outcome: Equatable {
    /// Orders that are to be pulled again.
    var changed: [Int64] = []
    /// Documents that the shop no longer has.
    var gone: [KnownOrder] = []
  }

  private struct Listed {
    var changedAt: Int64
    var refunds: Set<Int64>
  }

  func compare(_ known: [KnownOrder]) async throws(PlatformFailure) -> Outcome {
    let listed = try await list("any")
    let trash = try await list("trash")
    var refunds: [Int64: [KnownOrder]] = [:]
    for document in known { if let order = document.refunds { refunds[order, default: []].append(document) } }
    let sales = known.filter { $0.refunds == nil }
    var outcome = Outcome()
    for sale in sales {
      let own = refunds[sale.id] ?? []
      if let order = listed[sale.id] ?? trash[sale.id] {
        outcome.gone += own.filter { !order.refunds.contains($0.id) }
        let isNew = !order.refunds.subtracting(own.map(\.id)).isEmpty
        if isNew || trash[sale.id] != nil || order.changedAt > sale.document.changedAt ?? 0 {
          outcome.changed.append(sale.id)
        }
      } else if try await isThere(sale.id) {
        // Its status belongs to a plugin that is switched off, so that no list shows it.
        outcome.changed.append(sale.id)
      } else {
        outcome.gone += [sale] + own
      }
    }
    outcome.changed += Set(listed.keys).subtracting(sales.map(\.id)).sorted()
    return outcome
  }

  private func list(_ status: String) async throws(PlatformFailure) -> [Int64: Listed] {
    let query = [(name: "status", value: status), (name: "_fields", value: "id,date_modified_gmt,refunds")]
    var pager = ListPager("orders.list", "/wc/v3/orders", query, pageSize: client.pageSize)
    var listed: [Int64: Listed] = [:]
    while true {
      let page = try await pager.next(client)
      let payload = page.answer.payload
      for (id, element) in page.records {
        let refunds = payload.elements(of: payload["refunds", in: element])
        listed[id] = Listed(
          changedAt: WooTime.seconds(payload.string(payload["date_modified_gmt", in: element])) ?? 0,
          refunds: Set(refunds.compactMap { Int64(payload.string(payload["id", in: $0])) }))
      }
      if page.isLast { return listed }
    }
  }

  private func isThere(_ id: Int64) async throws(PlatformFailure) -> Bool {
    let answer = try await client.send("orders.find", .get, "/wc/v3/orders/\(id)", [("_fields", "id")])
    return !answer.isMissing
  }
}
