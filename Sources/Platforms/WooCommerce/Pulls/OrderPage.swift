import Columns
import Formats
import HTTPTypes
import Platforms

/// Makes documents of a page of orders, with the refunds that it asks the shop for.
struct OrderPage {
  let client: WooCommerceClient
  let columns: [String]
  let vatNumbers: VATNumber

  /// The documents of a page.
  struct Documents {
    var batch: Batch
    var latestChange: Int64?
    var unknown: [String]
    var byteCount: Int
  }

  /// - Parameter orders: elements of the answer's payload.
  func documents(
    _ orders: [JSONElement], _ answer: WooCommerceClient.Answer, number: Int
  ) async throws(PlatformFailure) -> Documents {
    let reader = ObjectReader(payload: answer.payload, base: 0)
    var shaper = OrderShaper(body: answer.payload.bytes, columns: columns, page: number, vatNumbers: vatNumbers)
    if answer.hasNoise { shaper.unknown.note("text around the JSON", in: "") }
    var latest: Int64?
    var byteCount = answer.response.body.count
    for order in orders {
      latest = [latest, change(of: order, reader)].compactMap { $0 }.max()
      let payloads = try await refunds(of: order, reader)
      // An order that was deleted since it was listed is no sale.
      let vatNumber = try await accountNumber(of: order, reader)
      let sale = shaper.addSale(
        order, reader, status: payloads == nil ? "trash" : nil, vatNumber: vatNumber)
      for payload in payloads ?? [] {
        let base = UInt32(shaper.builder.text.bytes.count)
        byteCount += payload.bytes.count
        shaper.builder.text.bytes += payload.bytes
        let refundReader = ObjectReader(payload: payload, base: base)
        for refund in payload.elements(of: payload.root) { shaper.addRefund(refund, refundReader, of: sale) }
      }
    }
    return Documents(
      batch: shaper.builder.finish(), latestChange: latest, unknown: shaper.unknown.sorted, byteCount: byteCount)
  }

  /// The VAT number of the buyer's account, asked for where an order is exempt and has none itself; `nil` for none.
  private func accountNumber(
    of order: JSONElement, _ reader: ObjectReader
  ) async throws(PlatformFailure) -> (number: String, key: String)? {
    let customer = reader.integer(reader.payload["customer_id", in: order])
    guard customer > 0, vatNumbers.isMissing(reader.payload["meta_data", in: order], reader) else { return nil }
    let answer = try await client.send(
      "customers.find", .get, "/wc/v3/customers/\(customer)", [("_fields", "id,meta_data")])
    if answer.isMissing { return nil }
    let account = ObjectReader(payload: answer.payload, base: 0)
    var text = TextArena(bytes: answer.payload.bytes)
    var unknown = UnknownFields()
    let meta = answer.payload["meta_data", in: answer.payload.root]
    let found = vatNumbers.find(meta, account, &text, &unknown)
    return found.number.isEmpty ? nil : (text.string(found.number), text.string(found.key))
  }

  /// When an order changed last, in seconds since 1970.
  private func change(of order: JSONElement, _ reader: ObjectReader) -> Int64? {
    for key in ["date_modified_gmt", "date_created_gmt"] {
      if let time = WooTime.seconds(reader.string(reader.payload[key, in: order])) { return time }
    }
    return nil
  }

  /// The refunds of an order, page by page; none are asked for where the order names none, `nil` when the order is gone.
  private func refunds(
    of order: JSONElement, _ reader: ObjectReader
  ) async throws(PlatformFailure) -> [JSONPayload]? {
    let summaries = reader.payload["refunds", in: order]
    guard reader.payload.elements(of: summaries).contains(where: { _ in true }) else { return [] }
    let id = reader.string(reader.payload["id", in: order])
    var pager = ListPager("refunds.list", "/wc/v3/orders/\(id)/refunds", pageSize: 100)
    var payloads: [JSONPayload] = []
    while true {
      let page: ListPager.Page
      if let found = try await pager.nextIfThere(client) { page = found } else { return nil }
      if !page.records.isEmpty { payloads.append(page.answer.payload) }
      if page.isLast { return payloads }
    }
  }
}
