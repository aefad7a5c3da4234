public import Platforms

/// Orders by their ids: those that are listed on one page, then one by one those that are not, such as what lies in the
/// trash.
struct OrdersByIDPull: PlatformPull {
  private let client: WooCommerceClient
  private let columns: [String]
  private var ids: [Int64]
  private var singles: SingleOrdersPull?
  /// Ids that are no numbers: no order can have them.
  private var unreadable: Int

  init(_ client: WooCommerceClient, _ ids: [String], columns: [String]) {
    self.client = client
    self.columns = columns
    self.ids = ids.compactMap { Int64($0) }
    unreadable = ids.count - self.ids.count
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    if singles == nil {
      let listed = try await list()
      singles = SingleOrdersPull(client, ids.filter { !listed.ids.contains($0) }, columns: columns)
      if let page = listed.page { return page }
    }
    if let page = try await singles?.next() { return page }
    let gone = (singles?.missing.count ?? 0) + unreadable
    guard gone > 0 else { return nil }
    singles = SingleOrdersPull(client, [], columns: columns)
    unreadable = 0
    return .nothing(columns: columns, next: PullCursor("wc1;end;;;0;0;1"), leftOut: [PlatformLimits.gone: gone])
  }

  /// The orders that the shop lists.
  private mutating func list() async throws(PlatformFailure) -> (page: PulledPage?, ids: Set<Int64>) {
    guard !ids.isEmpty else { return (nil, []) }
    var pager = ListPager(
      "orders.list", "/wc/v3/orders",
      [("status", "any"), ("include", ids.map(String.init).joined(separator: ","))], pageSize: 100)
    let found = try await pager.next(client)
    // A shop that does not heed "include" gives others: these are passed over.
    let wanted = found.records.filter { record in ids.contains(record.id) }
    guard !wanted.isEmpty else { return (nil, []) }
    let documents = try await OrderPage(client: client, columns: columns, vatNumbers: VATNumber(client))
      .documents(wanted.map(\.element), found.answer, number: 1)
    let page = PulledPage(
      batch: documents.batch, next: PullCursor("wc1;ids;;;0;0;1"), latestChange: documents.latestChange,
      unknownFields: documents.unknown, byteCount: documents.byteCount)
    return (page, Set(wanted.map(\.id)))
  }
}

/// The ids that a list is asked for, and which of them have not come.
struct WantedIDs: Sendable {
  private let all: Set<Int64>
  private var missing: Set<Int64>
  private var unreadable: Int

  init(_ ids: [String]) {
    all = Set(ids.compactMap { Int64($0) })
    missing = all
    unreadable = ids.count - all.count
  }

  /// Whether there is anything to ask for.
  var isEmpty: Bool { all.isEmpty }

  /// The parameter that asks for them.
  var parameter: (name: String, value: String) {
    ("include", all.sorted().map(String.init).joined(separator: ","))
  }

  /// Notes that a record came; `false` for one that was not asked for, from a shop that does not heed "include".
  mutating func take(_ id: Int64) -> Bool {
    missing.remove(id)
    return all.contains(id)
  }

  /// The page that tells how many have not come; `nil` the second time, and when all have.
  mutating func rest(columns: [String]) -> PulledPage? {
    let gone = missing.count + unreadable
    missing = []
    unreadable = 0
    guard gone > 0 else { return nil }
    return .nothing(columns: columns, next: PullCursor("wc1;end;;;0;0;1"), leftOut: [PlatformLimits.gone: gone])
  }
}

extension WooCommerceAdapter {
  /// Begins to pull single records; stock is asked for by the ids of products.
  public func pull(
    _ stream: PlatformStream, ids: [String], columns: [String]
  ) async throws(PlatformFailure) -> any PlatformPull {
    switch stream {
    case .orders: return OrdersByIDPull(client, ids, columns: columns)
    case .products: return ArticlesPull(client, .products, ids: WantedIDs(ids), columns: columns)
    case .inventory: return ArticlesPull(client, .inventory, ids: WantedIDs(ids), columns: columns)
    case .customers: return CustomersPull(client, ids: WantedIDs(ids), columns: columns)
    case .payouts:
      throw client.failure(
        .refusedRequest, "", "WooCommerce keeps no payouts", remedy: "read those of the payment service")
    }
  }
}
