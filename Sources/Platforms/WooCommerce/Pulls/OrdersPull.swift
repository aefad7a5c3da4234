import Columns
import Formats
import Platforms

/// Orders with their refunds that changed in a window, by id; then those that were put into the trash in it.
///
/// The window's end is fixed when the pull begins, so that an order that is changed meanwhile leaves it and belongs to the
/// next one. Bounds are exclusive and go by the second, and are given in UTC without a letter: a time with a `Z` would be
/// shifted twice.
struct OrdersPull: PlatformPull {
  private enum Phase: String { case listed = "any", trash, end }

  private let client: WooCommerceClient
  private let columns: [String]
  private let window: PullWindow
  private let vatNumbers: VATNumber
  private var phase: Phase
  private var pager: ListPager

  init(_ client: WooCommerceClient, window: PullWindow, columns: [String], from start: PullCursorText?) {
    self.client = client
    self.columns = columns
    let now = client.access.clock.now() / 1_000 + 1
    self.window = start?.window ?? PullWindow(since: window.since, until: min(window.until ?? now, now))
    vatNumbers = VATNumber(client)
    phase = start.flatMap { Phase(rawValue: $0.phase) } ?? .listed
    pager = Self.pager(phase, self.window, client, start?.place ?? ListPager.Place())
  }

  private static func pager(
    _ phase: Phase, _ window: PullWindow, _ client: WooCommerceClient, _ place: ListPager.Place
  ) -> ListPager {
    var query = [(name: "status", value: phase.rawValue)]
    if let since = window.since { query.append(("modified_after", WooTime.utc(since - 1))) }
    if let until = window.until { query.append(("modified_before", WooTime.utc(until))) }
    query.append(("dates_are_gmt", "true"))
    return ListPager("orders.list", "/wc/v3/orders", query, pageSize: client.pageSize, from: place)
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while phase != .end {
      let page = try await pager.next(client)
      let documents = try await OrderPage(client: client, columns: columns, vatNumbers: vatNumbers)
        .documents(page.records.map(\.element), page.answer, number: pager.place.page)
      if page.isLast { advance() }
      guard !page.records.isEmpty else { continue }
      return PulledPage(
        batch: documents.batch, next: cursor, latestChange: documents.latestChange,
        unknownFields: documents.unknown, byteCount: documents.byteCount)
    }
    return nil
  }

  /// Goes on to the trash, where a window of changes may hold what was sold before.
  private mutating func advance() {
    phase = phase == .listed && window.since != nil ? .trash : .end
    let place = ListPager.Place(last: 0, position: 0, page: pager.place.page)
    pager = Self.pager(phase, window, client, place)
  }

  private var cursor: PullCursor {
    PullCursorText(phase: phase.rawValue, window: window, place: pager.place).cursor
  }
}

extension VATNumber {
  /// The keys of known plugins and those of the store's settings.
  init(_ client: WooCommerceClient) {
    let own = client.access.settings["vat_meta_keys"] ?? ""
    ownKeys = own.split(separator: ",").map { $0.drop { $0 == " " }.lowercased() }
  }
}

extension WooCommerceClient {
  /// Records on a page; two at least, as pages overlap by one.
  var pageSize: Int { access.settings["page_size"].flatMap { Int($0) }.map { max(2, min(100, $0)) } ?? 100 }
}
