/// Pulls payouts of Shopify Payments, each with the transactions that it settles.
import Columns
import Commerce
import Formats
import Platforms

/// A payout is a document, a transaction a line of it.
///
/// Payouts have a day and no change: their status goes on from scheduled to paid for days, so the window begins a week
/// early.
struct ShopifyPayoutsPull: PlatformPull {
  private static let earlier: Int64 = 7 * 86_400

  private let shop: ShopifyShop
  private let window: PullWindow
  private let columns: [String]
  private var cursor: ShopifyCursor
  private var size = 0
  /// The payouts of the page that are still to be given, last first.
  private var waiting: [JSONElement] = []
  private var payload: Payload?

  init(_ shop: ShopifyShop, window: PullWindow, columns: [String], from cursor: ShopifyCursor) {
    self.shop = shop
    self.window = window
    self.columns = columns
    self.cursor = cursor
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while waiting.isEmpty {
      guard !cursor.isDone else { return nil }
      try await readPayouts()
    }
    guard let payout = waiting.popLast(), let head = payload else { return nil }
    let id = head.integer(head.json["id", in: payout]) ?? 0
    let made = try await page(payout, id, head)
    cursor.page += 1
    cursor.last = id
    return finish(made)
  }

  /// The list is read in the order of ids, so that the last one tells where to go on.
  private mutating func readPayouts() async throws(PlatformFailure) {
    var filters = [("since_id", String(cursor.last))]
    if let since = window.since { filters.append(("date_min", Self.day(since - Self.earlier))) }
    if let until = window.until { filters.append(("date_max", Self.day(until))) }
    let list = ShopifyList(
      operation: "payouts.list", path: "shopify_payments/payouts.json", name: "payouts", filters: filters)
    let page = try await shop.page(list, cursor.pageInfo, size: &size)
    payload = Payload(page.payload)
    waiting = page.records.reversed()
    cursor.pageInfo = page.next
    cursor.isDone = page.next == nil
  }

  private static func day(_ seconds: Int64) -> String { Instant(seconds: seconds).local(offset: 0).date.description }

  /// A page within a page has no link of its own: it begins with the last payout that was given.
  private func finish(_ page: PulledPage) -> PulledPage {
    var page = page
    var next = cursor
    next.pageInfo = nil
    next.isDone = cursor.isDone && waiting.isEmpty
    page.next = next.text
    return page
  }

  private mutating func page(_ payout: JSONElement, _ id: Int64, _ head: Payload) async throws(PlatformFailure)
    -> PulledPage
  {
    let list = ShopifyList(
      operation: "balance_transactions.list", path: "shopify_payments/balance/transactions.json", name: "transactions",
      filters: [("payout_id", String(id))])
    var pages: [ShopifyPage] = []
    var link: String?
    repeat {
      let page = try await shop.page(list, link, size: &size)
      pages.append(page)
      link = page.next
    } while link != nil
    return batch(payout, head, pages)
  }

  private mutating func batch(_ payout: JSONElement, _ head: Payload, _ pages: [ShopifyPage]) -> PulledPage {
    let table = ShopifyTables.payouts
    var head = head
    var builder = DocumentBuilder(body: head.json.bytes, columns: columns, known: table.columns)
    let position = SourcePosition(line: cursor.page + 1, byte: Int(head.json.range(payout).start))
    table.add(record: payout, in: &head, &builder, at: position)
    var unknown = head.unknown
    for page in pages {
      var payload = Payload(page.payload)
      // The cells of a line are ranges of its own body, which goes behind the text that is there.
      let shift = builder.text.bytes.count
      builder.text.bytes += page.payload.bytes
      for record in page.records { table.add(line: record, &payload, &builder, shift: shift) }
      unknown.formUnion(payload.unknown)
    }
    if pages.allSatisfy(\.records.isEmpty) { builder.addLine() }
    let day = CivilDate(head.json.string(head.json["date", in: payout]))
    return PulledPage(
      batch: builder.finish(), next: cursor.text, latestChange: day.map { Int64($0.day) * 86_400 },
      unknownFields: unknown.sorted(), byteCount: pages.reduce(0) { $0 + $1.payload.bytes.count })
  }
}
