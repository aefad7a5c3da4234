/// Single orders by their ids, each with its items and with what was given back for it.
import Columns
import Formats
public import Platforms

/// A page of as many orders as were asked for.
struct OrdersByIDPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  private var ids: [String]

  init(session: AmazonSession, ids: [String], columns: [String]) {
    self.session = session
    self.columns = columns
    self.ids = ids
  }

  /// The answers about an order, by their numbers among the joined bodies.
  private struct Answers {
    var order: Int
    var items: [Int] = []
    var events: [Int] = []
  }

  private var isV0: Bool { session.settings.ordersAPI == .v0 }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard !ids.isEmpty else { return nil }
    var bodies = JoinedBodies(Array("null".utf8))
    var found: [Answers] = []
    for id in ids {
      if let answers = try await ask(id, &bodies) { found.append(answers) }
    }
    let gone = ids.count - found.count
    ids = []
    let call = AmazonSession.Call(operation: isV0 ? .order : .order2026, path: "/orders")
    var page = try page(found, session.payload(bodies.bytes, call))
    if gone > 0 { page.leftOut[PlatformLimits.gone, default: 0] += gone }
    return page
  }

  /// Asks for an order, its items and its refunds; `nil` when Amazon has no such order.
  private func ask(_ id: String, _ bodies: inout JoinedBodies) async throws(PlatformFailure) -> Answers? {
    let calls = OrderCalls(session)
    guard let order = try await calls.order(id) else { return nil }
    var answers = Answers(order: bodies.add(order.bytes))
    let reader = PayloadReader(order)
    let isUnpaid =
      (reader.string("payload", "OrderStatus", of: order.root) ?? "").hasPrefix("Pending")
      && reader.member("payload", "OrderTotal", of: order.root) == nil
    if isV0, !isUnpaid {
      for items in try await calls.items(of: id) { answers.items.append(bodies.add(items.bytes)) }
    }
    guard session.settings.readsRefunds, !isUnpaid else { return answers }
    for events in try await calls.events(ofOrder: id) { answers.events.append(bodies.add(events.bytes)) }
    return answers
  }

  private func page(_ found: [Answers], _ joined: JSONPayload) -> PulledPage {
    let parts = Array(joined.elements(of: joined.root))
    let reader = PayloadReader(joined)
    var page = OrderPage(joined, keepsPersonal: session.settings.wantsPersonalData)
    var sales: [SaleDraft] = []
    var refunds: [RefundDraft] = []
    for answers in found {
      guard let order = reader.member(isV0 ? "payload" : "order", of: parts[answers.order]) else { continue }
      var sale = isV0 ? OrderReaderV0.order(order, &page) : OrderReader2026.order(order, &page)
      for part in answers.items {
        for item in reader.objects("payload", "OrderItems", of: parts[part]) {
          OrderReaderV0.item(item, &page, into: &sale)
        }
      }
      // An order of another marketplace is left to its own store.
      guard sale.cells[.marketplace].map({ page.string($0) == session.settings.marketplace.id }) ?? true else {
        continue
      }
      for part in answers.events {
        for var refund in RefundPage.read(&page, session.settings.marketplace, root: parts[part]) {
          for (column, cell) in sale.cells where refund.cells[column] == nil { refund.cells[column] = cell }
          refunds.append(refund)
        }
      }
      sales.append(sale)
    }
    return write(sales, refunds, page, elsewhere: found.count - sales.count)
  }

  private func write(
    _ sales: [SaleDraft], _ refunds: [RefundDraft], _ page: OrderPage, elsewhere: Int
  ) -> PulledPage {
    var sink = DocumentSink(text: page.text, columns: columns, known: OrderColumn.names, page: 1)
    var sale = SaleWriter(marketplace: session.settings.marketplace)
    var refund = RefundWriter(marketplace: session.settings.marketplace)
    var leftOut: [String: Int] = elsewhere == 0 ? [:] : ["orders of another marketplace": elsewhere]
    for draft in sales {
      if draft.hasAmounts || draft.state == .cancelled {
        sale.write(draft, to: &sink)
      } else {
        leftOut[OrdersPull.unpaid, default: 0] += 1
      }
    }
    for draft in refunds { refund.write(draft, to: &sink) }
    return PulledPage(
      batch: sink.finish(), next: PullCursor("amazon1 end - 0 1 0 "), latestChange: sales.compactMap(\.updatedAt).max(),
      unknownFields: page.unknown.sorted(), byteCount: page.payload.bytes.count, leftOut: leftOut)
  }
}

extension AmazonAdapter {
  /// Begins to pull single records: orders by their ids, listings and stock by their SKUs.
  public func pull(
    _ stream: PlatformStream, ids: [String], columns: [String]
  ) async throws(PlatformFailure) -> any PlatformPull {
    switch stream {
    case .orders: return OrdersByIDPull(session: session, ids: ids, columns: columns)
    case .products: return ListingsByIDPull(session: session, skus: ids, columns: columns)
    case .inventory: return InventoryPull(session: session, skus: ids, columns: columns)
    case .payouts, .customers:
      throw refusal("Amazon tells of no \(stream.rawValue) by a notification", "pull them by their time")
    }
  }
}
