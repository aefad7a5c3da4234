import Commerce
import Simulation

/// Orders that are created, and what marks them as paid.
extension SimulatedShop {
  /// Checks the parameters of an order that is written.
  func checkOrder(_ body: WireObject) throws(SimulatedError) {
    let statuses = SimulatedCollection.orderStatuses.filter { $0 != "any" && $0 != "trash" }
    var wrong: [(name: String, message: String, code: String, data: Wire)] = []
    if let status = body["status"]?.text, !statuses.contains(status) {
      let words = "\(statuses.dropLast().joined(separator: ", ")), and \(statuses.last ?? "")"
      wrong.append(("status", "status is not one of \(words).", "rest_not_in_enum", .null))
    }
    if let email = body["billing"]?.objectValue?["email"]?.text, !email.isEmpty, !email.contains("@") {
      wrong.append(("billing", "Invalid email address.", "rest_invalid_email", .null))
    }
    for (index, line) in (body["line_items"]?.elements ?? []).enumerated() {
      guard case .string? = line.objectValue?["quantity"] else { continue }
      let place = "line_items[\(index)][quantity]"
      wrong.append(
        ("line_items", "\(place) is not of type integer.", "rest_invalid_type", ["param": .string(place)]))
    }
    if !wrong.isEmpty { throw .parameters(wrong) }
  }

  func createOrder(_ body: WireObject, now: Int64) throws(SimulatedError) -> SimulatedRecord {
    try checkOrder(body)
    var record = SimulatedRecord(id: newID(), created: now, modified: now)
    record.status = body["status"]?.text ?? "pending"
    record.customer = body["customer_id"]?.int ?? 0
    var wire = emptyOrder(record, body)
    var calculation = OrderCalculation(self, shipTo: place(wire))
    for line in body["line_items"]?.elements ?? [] {
      try addGoods(line.objectValue ?? WireObject(), to: &calculation)
    }
    for line in body["shipping_lines"]?.elements ?? [] {
      calculation.add(.carriage, line.objectValue ?? WireObject(), item: newItem())
    }
    for line in body["fee_lines"]?.elements ?? [] {
      calculation.add(.fee, line.objectValue ?? WireObject(), item: newItem())
    }
    let meta = wire["meta_data"]?.elements ?? []
    let isExempt = meta.contains {
      $0.objectValue?["key"]?.text == "is_vat_exempt" && $0.objectValue?["value"]?.text == "yes"
    }
    calculation.finish(isExempt: isExempt, into: &wire, firstTaxLine: newItem())
    if body["set_paid"]?.flag == true, record.status == "pending" { record.status = "processing" }
    if record.status == "processing" || record.status == "completed" { markPaid(&record, &wire, now) }
    record.written = wire
    orders[record.id] = record
    return record
  }

  private func emptyOrder(_ record: SimulatedRecord, _ body: WireObject) -> WireObject {
    var wire: WireObject = [
      "id": .integer(record.id), "parent_id": 0, "status": .string(record.status),
      "currency": body["currency"] ?? .string(data.plan.currency.code), "version": .string(options.version),
      "prices_include_tax": .bool(data.plan.pricesIncludeTax), "date_created": local(record.created),
      "date_modified": local(record.modified),
    ]
    for key in [
      "discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total", "total_tax",
    ] { wire[key] = money(0) }
    wire["customer_id"] = .integer(record.customer)
    wire["order_key"] = .string(Self.orderKey(record.id))
    for key in ["billing", "shipping"] {
      var address = WireObject()
      for name in [
        "first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country",
      ] {
        address[name] = ""
      }
      if key == "billing" { address["email"] = "" }
      address["phone"] = ""
      for (name, value) in body[key]?.objectValue?.members ?? [] { address[name] = value }
      wire[key] = .object(address)
    }
    for key in [
      "payment_method", "payment_method_title", "transaction_id", "customer_ip_address", "customer_user_agent",
    ] { wire[key] = body[key] ?? "" }
    wire["created_via"] = "rest-api"
    wire["customer_note"] = body["customer_note"] ?? ""
    for key in ["date_completed", "date_paid"] { wire[key] = .null }
    wire["cart_hash"] = ""
    wire["number"] = .string(String(record.id))
    wire["meta_data"] = .array(
      (body["meta_data"]?.elements ?? []).enumerated().map { index, entry in
        meta(record.id * 10 + Int64(index), entry.objectValue?["key"]?.text ?? "", entry.objectValue?["value"] ?? "")
      })
    for key in ["line_items", "tax_lines", "shipping_lines", "fee_lines", "coupon_lines", "refunds"] { wire[key] = [] }
    wire["payment_url"] = .string("\(options.site)/checkout/order-pay/\(record.id)/")
    for key in ["is_editable", "needs_payment", "needs_processing"] { wire[key] = true }
    wire["date_created_gmt"] = utc(record.created)
    wire["date_modified_gmt"] = utc(record.modified)
    for key in ["date_completed_gmt", "date_paid_gmt"] { wire[key] = .null }
    wire["currency_symbol"] = .string(Self.symbol(data.plan.currency))
    wire["_links"] = .object(orderLinks(record))
    return wire
  }

  /// Where an order goes for its taxes: the address it is sent to, else the buyer's, else the shop's own.
  private func place(_ wire: WireObject) -> (country: String, region: String) {
    for key in ["shipping", "billing"] {
      let address = wire[key]?.objectValue
      let country = address?["country"]?.text ?? ""
      if !country.isEmpty { return (country, address?["state"]?.text ?? "") }
    }
    return (data.plan.country.code, "")
  }

  private func addGoods(_ line: WireObject, to calculation: inout OrderCalculation) throws(SimulatedError) {
    guard let id = line["product_id"]?.int else {
      throw SimulatedError(
        status: 400, code: "woocommerce_rest_required_product_reference", message: "Product ID or SKU is required.",
        allow: "GET, POST")
    }
    let variation = line["variation_id"]?.int ?? 0
    let parent = products[id].map { product($0) }
    let article = variations[variation].map { self.variation($0) } ?? parent
    calculation.addGoods(line, article: article, parent: variation > 0 ? parent : nil, item: newItem())
  }

  func markPaid(_ record: inout SimulatedRecord, _ wire: inout WireObject, _ now: Int64) {
    if record.status == "pending" { record.status = "processing" }
    if case .null? = wire["date_paid"] {
      wire["date_paid"] = local(now)
      wire["date_paid_gmt"] = utc(now)
    }
    if record.status == "completed", case .null? = wire["date_completed"] {
      wire["date_completed"] = local(now)
      wire["date_completed_gmt"] = utc(now)
    }
  }
}
