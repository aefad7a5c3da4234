/// Pulls orders, then the refunds of the same window.
import Columns
import Formats
public import Platforms

/// Orders come by when they last changed. An order that is not paid yet has no amounts; it is counted in
/// ``PulledPage/leftOut`` and comes again when it is paid or called off, which changes it.
public struct OrdersPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  var cursor: AmazonCursor
  var pages = PageGuard()
  private var restarts = 0

  /// Why orders are left out.
  static let unpaid = "orders without amounts yet"

  /// How often a phase may begin again because a token was refused.
  private static let restartsMax = 5

  init(session: AmazonSession, columns: [String], cursor: AmazonCursor) {
    self.session = session
    self.columns = columns
    self.cursor = cursor
  }

  /// The next page; `nil` at the end of the window.
  public mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while true {
      let before = cursor
      do throws(PlatformFailure) {
        switch cursor.phase {
        case .orders: return try await nextOrders()
        case .refunds:
          guard let page = try await nextRefunds() else { return nil }
          return page
        default: return nil
        }
      } catch {
        // A refused request with a token means that the token has ended: the phase begins again without it.
        guard error.kind == .refusedRequest, !before.token.isEmpty, restarts < Self.restartsMax else { throw error }
        restarts += 1
        cursor = before
        cursor.token = ""
        pages.begin()
      }
    }
  }

  // MARK: Orders

  private mutating func nextOrders() async throws(PlatformFailure) -> PulledPage {
    let isV0 = session.settings.ordersAPI == .v0
    let answer = try await OrderCalls(session).page(cursor)
    let reader = PayloadReader(answer)
    let orders =
      isV0
      ? reader.objects("payload", "Orders", of: answer.root) : reader.objects("orders", of: answer.root)
    let token =
      isV0
      ? reader.token("payload", "NextToken", of: answer.root) : reader.token("pagination", "nextToken", of: answer.root)
    try refuseRepeats(orders.map { reader.string(isV0 ? "AmazonOrderId" : "orderId", of: $0) ?? "" })
    let page = isV0 ? try await pageOfV0(answer, orders, token) : page(answer, orders, token)
    return page
  }

  private mutating func refuseRepeats(_ ids: [String]) throws(PlatformFailure) {
    guard !pages.accepts(ids) else { return }
    throw session.failure(
      .unexpectedAnswer, OrderCalls(session).call(cursor), "the platform gives the same page of orders again and again",
      remedy: "run again later", mayRetry: true)
  }

  /// Goes on behind a page: to the next, or to the refunds.
  private mutating func advance(_ token: String?) {
    cursor.page += 1
    cursor.token = token ?? ""
    guard token == nil else { return }
    cursor.phase = session.settings.readsRefunds ? .refunds : .end
    cursor.piece = 0
    pages.begin()
  }

  private mutating func page(_ answer: JSONPayload, _ orders: [JSONElement], _ token: String?) -> PulledPage {
    var page = OrderPage(answer, keepsPersonal: session.settings.wantsPersonalData)
    let sales = orders.map { OrderReader2026.order($0, &page) }
    advance(token)
    return finish(sales, page)
  }

  /// The orders of a page of v0 with the items of each, read from one text.
  private mutating func pageOfV0(
    _ answer: JSONPayload, _ orders: [JSONElement], _ token: String?
  ) async throws(PlatformFailure) -> PulledPage {
    let reader = PayloadReader(answer)
    var bodies = JoinedBodies(answer.bytes)
    var itemsOf: [Int: [Int]] = [:]
    for (number, order) in orders.enumerated() {
      let status = reader.string("OrderStatus", of: order) ?? ""
      let isUnpaid = status.hasPrefix("Pending") && reader.member("OrderTotal", of: order) == nil
      guard !isUnpaid, let id = reader.string("AmazonOrderId", of: order) else { continue }
      for items in try await OrderCalls(session).items(of: id) {
        itemsOf[number, default: []].append(bodies.add(items.bytes))
      }
    }
    let joined = try session.payload(bodies.bytes, OrderCalls(session).call(cursor))
    let parts = Array(joined.elements(of: joined.root))
    var page = OrderPage(joined, keepsPersonal: session.settings.wantsPersonalData)
    let joinedReader = PayloadReader(joined)
    var sales: [SaleDraft] = []
    for (number, order) in joinedReader.objects("payload", "Orders", of: parts[0]).enumerated() {
      var sale = OrderReaderV0.order(order, &page)
      for part in itemsOf[number] ?? [] {
        for item in joinedReader.objects("payload", "OrderItems", of: parts[part]) {
          OrderReaderV0.item(item, &page, into: &sale)
        }
      }
      sales.append(sale)
    }
    advance(token)
    return finish(sales, page)
  }

  private mutating func finish(_ sales: [SaleDraft], _ page: OrderPage) -> PulledPage {
    var sink = DocumentSink(text: page.text, columns: columns, known: OrderColumn.names, page: cursor.page)
    var writer = SaleWriter(marketplace: session.settings.marketplace)
    var unpaid = 0
    var latest: Int64?
    for sale in sales {
      latest = [latest, sale.updatedAt].compactMap { $0 }.max()
      guard pages.isNew(page.string(sale.cells[.orderID]), sale.updatedAt) else { continue }
      if sale.hasAmounts || sale.state == .cancelled {
        writer.write(sale, to: &sink)
      } else {
        unpaid += 1
      }
    }
    return PulledPage(
      batch: sink.finish(), next: cursor.cursor, latestChange: latest, unknownFields: page.unknown.sorted(),
      byteCount: page.payload.bytes.count, leftOut: unpaid == 0 ? [:] : [Self.unpaid: unpaid])
  }

  // MARK: Refunds

  /// The next page with refunds; `nil` at the end.
  private mutating func nextRefunds() async throws(PlatformFailure) -> PulledPage? {
    let since = (cursor.since ?? cursor.until - PullWindows.memory) - PullWindows.lateness
    let pieces = PullWindows.pieces(since, cursor.until, longest: PullWindows.eventsMax)
    while cursor.piece < pieces.count {
      let answer = try await OrderCalls(session).events(pieces[cursor.piece], token: cursor.token)
      let reader = PayloadReader(answer)
      var drafts = try await refunds(in: answer)
      let token = reader.token("payload", "NextToken", of: answer.root)
      cursor.token = token ?? ""
      if token == nil { cursor.piece += 1 }
      // Pages of events may be empty and yet have a next one.
      let isEnd = cursor.piece >= pieces.count
      if isEnd { cursor.phase = .end }
      if drafts.refunds.isEmpty && drafts.page.unknown.isEmpty { continue }
      cursor.page += 1
      return write(&drafts)
    }
    cursor.phase = .end
    return nil
  }

  private mutating func refunds(
    in answer: JSONPayload
  ) async throws(PlatformFailure) -> (refunds: [RefundDraft], page: OrderPage) {
    var events = OrderPage(answer, keepsPersonal: session.settings.wantsPersonalData)
    let ids = RefundPage.read(&events, session.settings.marketplace).map(\.orderID)
    var bodies = JoinedBodies(answer.bytes)
    var orderOf: [String: Int] = [:]
    for id in ids where orderOf[id] == nil {
      guard let order = try await OrderCalls(session).order(id) else { continue }
      orderOf[id] = bodies.add(order.bytes)
    }
    let joined = try session.payload(bodies.bytes, OrderCalls(session).call(cursor))
    let parts = Array(joined.elements(of: joined.root))
    var page = OrderPage(joined, keepsPersonal: session.settings.wantsPersonalData)
    var refunds = RefundPage.read(&page, session.settings.marketplace, root: parts[0])
    for index in refunds.indices {
      guard let part = orderOf[refunds[index].orderID] else { continue }
      let reader = PayloadReader(joined)
      let isV0 = session.settings.ordersAPI == .v0
      guard let order = reader.member(isV0 ? "payload" : "order", of: parts[part]) else { continue }
      let sale = isV0 ? OrderReaderV0.order(order, &page) : OrderReader2026.order(order, &page)
      for (column, cell) in sale.cells where refunds[index].cells[column] == nil { refunds[index].cells[column] = cell }
    }
    let ours = session.settings.marketplace.id
    refunds.removeAll { refund in
      guard refund.marketplaceName.isEmpty, let id = refund.cells[.marketplace] else { return false }
      return page.string(id) != ours
    }
    return (refunds, page)
  }

  private mutating func write(_ drafts: inout (refunds: [RefundDraft], page: OrderPage)) -> PulledPage {
    var sink = DocumentSink(text: drafts.page.text, columns: columns, known: OrderColumn.names, page: cursor.page)
    var writer = RefundWriter(marketplace: session.settings.marketplace)
    var latest: Int64?
    for refund in drafts.refunds {
      let adjustments = refund.items.map(\.adjustmentID).joined(separator: ",")
      guard pages.isNew("\(refund.orderID)/\(adjustments)", refund.postedAt) else { continue }
      latest = [latest, refund.postedAt].compactMap { $0 }.max()
      writer.write(refund, to: &sink)
    }
    return PulledPage(
      batch: sink.finish(), next: cursor.cursor, latestChange: latest, unknownFields: drafts.page.unknown.sorted(),
      byteCount: drafts.page.payload.bytes.count)
  }
}
