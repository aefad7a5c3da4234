import Columns
import Formats
import Platforms

/// Accounts of all roles, as anybody may buy; WooCommerce has no filter by when they changed.
struct CustomersPull: PlatformPull {
  private let client: WooCommerceClient
  private let columns: [String]
  private let window: PullWindow
  private let vatNumbers: VATNumber
  private var pager: ListPager
  private var isAtEnd: Bool
  /// The accounts that are asked for; `nil` for those of the window.
  private var ids: WantedIDs?

  init(_ client: WooCommerceClient, window: PullWindow, columns: [String], from start: PullCursorText?) {
    self.client = client
    self.columns = columns
    self.window = start?.window ?? window
    vatNumbers = VATNumber(client)
    isAtEnd = start?.phase == "end"
    pager = ListPager(
      "customers.list", "/wc/v3/customers", [("role", "all")], pageSize: client.pageSize,
      from: start?.place ?? ListPager.Place())
  }

  /// The accounts of these ids.
  init(_ client: WooCommerceClient, ids: WantedIDs, columns: [String]) {
    self.init(client, window: PullWindow(), columns: columns, from: nil)
    self.ids = ids
    isAtEnd = ids.isEmpty
    pager = ListPager(
      "customers.list", "/wc/v3/customers", [("role", "all"), ids.parameter], pageSize: client.pageSize)
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while !isAtEnd {
      let page = try await pager.next(client)
      isAtEnd = page.isLast
      if let result = shape(page) { return result }
    }
    return ids?.rest(columns: columns)
  }

  private mutating func shape(_ page: ListPager.Page) -> PulledPage? {
    let reader = ObjectReader(payload: page.answer.payload, base: 0)
    var records = FlatRecords(
      body: page.answer.payload.bytes, wanted: columns, columns: CustomerColumn.all, page: pager.place.page)
    var unknown = UnknownFields()
    var latest: Int64?
    var count = 0
    for (id, element) in page.records {
      if ids?.take(id) == false { continue }
      let change = change(of: element, reader)
      if let change {
        latest = max(change, latest ?? change)
        if let since = window.since, change < since { continue }
        if let until = window.until, change >= until { continue }
      }
      _ = reader.fields(element, CatalogueKeys.customer, &unknown)
      records.begin(element, reader)
      records.addLine(element, reader)
      let vat = vatNumbers.find(reader.payload["meta_data", in: element], reader, &records.builder.text, &unknown)
      records.set("vat_id", records.builder.text.string(vat.number))
      records.set("vat_id_key", records.builder.text.string(vat.key))
      count += 1
    }
    guard count > 0 else { return nil }
    return PulledPage(
      batch: records.builder.finish(),
      next: PullCursorText(phase: isAtEnd ? "end" : "all", window: window, place: pager.place).cursor,
      latestChange: latest, unknownFields: unknown.sorted, byteCount: page.answer.response.body.count)
  }

  private func change(of customer: JSONElement, _ reader: ObjectReader) -> Int64? {
    for key in ["date_modified_gmt", "date_created_gmt"] {
      if let time = WooTime.seconds(reader.string(reader.payload[key, in: customer])) { return time }
    }
    return nil
  }
}
