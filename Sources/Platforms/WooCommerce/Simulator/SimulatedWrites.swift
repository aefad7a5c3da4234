import Commerce
import Simulation

/// Creating, changing and deleting records; what is written can be read back.
extension SimulatedShop {
  func create(
    _ body: WireObject, _ collection: SimulatedCollection, parent: Int64, now: Int64
  ) throws(SimulatedError) -> SimulatedRecord {
    switch collection {
    case .orders: return try createOrder(body, now: now)
    case .products, .variations: return try createArticle(body, collection, parent: parent, now: now)
    case .customers: return try createCustomer(body, now: now)
    case .webhooks: return try createWebhook(body, now: now)
    default: throw .noRoute
    }
  }

  func update(
    _ id: Int64, _ body: WireObject, _ collection: SimulatedCollection, now: Int64
  ) throws(SimulatedError) -> SimulatedRecord {
    guard var record = records(of: collection)[id] else { throw collection.missing }
    if collection == .products || collection == .variations { try checkSKU(body["sku"]?.text, except: id) }
    if collection == .orders { try checkOrder(body) }
    var wire = worded(record, collection)
    let type = wire["type"]?.text
    for (key, value) in body.members where wire[key] != nil && !Self.readOnly.contains(key) {
      wire[key] = merged(value, over: wire[key], key)
    }
    switch collection {
    case .orders:
      record.status = body["status"]?.text ?? record.status
      record.customer = body["customer_id"]?.int ?? record.customer
      if body["set_paid"]?.flag == true || record.status == "processing" || record.status == "completed" {
        markPaid(&record, &wire, now)
      }
      // Where orders are posts, a change of nothing but meta data or lines leaves the date as it is.
      let isSilent = body.members.allSatisfy { ["meta_data", "line_items"].contains($0.key) }
      if options.isModern || !isSilent { record.modified = now }
    case .products, .variations:
      settle(&wire, body)
      if type == "simple", wire["type"] == "variable" { remake(&record, &wire) }
      record.status = wire["status"]?.text ?? record.status
      record.modified = now
      noteArticle(body, of: record, collection)
    default: record.modified = now
    }
    record.written = wire
    keep(record, id, in: collection)
    return record
  }

  private static let readOnly: Set<String> = [
    "id", "date_created", "date_created_gmt", "date_modified", "date_modified_gmt", "total", "total_tax", "cart_tax",
    "shipping_total", "shipping_tax", "discount_total", "discount_tax", "_links", "refunds", "variations", "version",
    "line_items", "shipping_lines", "fee_lines", "tax_lines", "coupon_lines",
  ]

  /// Objects are merged member by member, meta data by key, everything else is replaced.
  private func merged(_ value: Wire, over old: Wire?, _ key: String) -> Wire {
    switch (value, old) {
    case (.object(let new), .object(var object)?):
      for (key, value) in new.members { object[key] = value }
      return .object(object)
    case (.array(let new), .array(var list)?) where key == "meta_data":
      for entry in new {
        let name = entry.objectValue?["key"]?.text
        list.removeAll { $0.objectValue?["key"]?.text == name }
        list.append(meta(Int64(list.count + 1), name ?? "", entry.objectValue?["value"] ?? ""))
      }
      return .array(list)
    default: return value
    }
  }

  /// Deletes a record: with `force` for good, else into the trash; gives it as it was before.
  func delete(
    _ id: Int64, _ collection: SimulatedCollection, isForced: Bool, now: Int64
  ) throws(SimulatedError) -> WireObject {
    guard var record = records(of: collection)[id] else { throw collection.missing }
    let before = worded(record, collection)
    if isForced {
      keep(nil, id, in: collection)
      if collection == .orders { for refund in refundsOfOrder.removeValue(forKey: id) ?? [] { refunds[refund] = nil } }
      if collection == .variations { variationsOfProduct[record.parent]?.removeAll { $0 == id } }
      return before
    }
    guard record.status != "trash" else {
      throw SimulatedError(
        status: 410, code: "woocommerce_rest_already_trashed",
        message: "The \(collection.word) has already been deleted.", allow: Self.allowOne)
    }
    guard collection != .customers, collection != .webhooks else {
      throw SimulatedError(
        status: 501, code: "woocommerce_rest_trash_not_supported", message: "Customers do not support trashing.",
        allow: Self.allowOne)
    }
    record.status = "trash"
    record.modified = now
    keep(record, id, in: collection)
    return before
  }

  /// Notes what was written to an article that the shop's data have.
  private func noteArticle(
    _ body: WireObject, of record: SimulatedRecord, _ collection: SimulatedCollection
  ) {
    let parent = collection == .products ? record : products[record.parent]
    guard let index = parent?.source, let place = record.source else { return }
    var change = SimulatedArticleChange(
      product: data.products[index].id, variant: collection == .products ? 0 : place)
    change.stock = body["stock_quantity"]?.int
    if collection == .products {
      change.title = body["name"]?.text
      change.text = body["description"]?.text
      change.status = body["status"]?.text.map { $0 == "publish" ? .active : $0 == "private" ? .archived : .draft }
      change.kind = body["categories"]?.elements.first?.objectValue?["id"]?.int.flatMap { categories.names[$0] }
    }
    // A product with variations has neither a SKU nor a price that an article would have.
    if collection == .variations || !Self.isVariable(data.products[index]) {
      change.sku = body["sku"]?.text
      change.barcode = body["global_unique_id"]?.text
      change.price = body["regular_price"].map { minor($0) }
    }
    articleChanges.append(change)
  }

  // MARK: Articles

  /// A simple product becomes one with variations, which has no price of its own. The shop's data know no such thing: from
  /// then on they only say what it is called.
  private func remake(_ record: inout SimulatedRecord, _ wire: inout WireObject) {
    for key in ["price", "regular_price", "sale_price"] { wire[key] = "" }
    wire["has_options"] = true
    guard let index = record.source else { return }
    remade.insert(data.products[index].id)
    record.source = nil
  }

  private func createArticle(
    _ body: WireObject, _ collection: SimulatedCollection, parent: Int64, now: Int64
  ) throws(SimulatedError) -> SimulatedRecord {
    try checkSKU(body["sku"]?.text, except: 0)
    var record = SimulatedRecord(id: newID(), created: now, modified: now)
    record.parent = parent
    var wire: WireObject
    if collection == .variations {
      let option = body["attributes"]?.elements.first?.objectValue?["option"]?.text ?? ""
      wire = emptyVariation(record, option: option, of: "product-\(parent)")
      variationsOfProduct[parent, default: []].append(record.id)
    } else {
      wire = emptyProduct(
        record, name: body["name"]?.text ?? "Product", isVariable: body["type"]?.text == "variable")
    }
    for (key, value) in body.members where wire[key] != nil && key != "id" && key != "variations" {
      wire[key] = merged(value, over: wire[key], key)
    }
    settle(&wire, body)
    record.status = wire["status"]?.text ?? "publish"
    record.written = wire
    keep(record, record.id, in: collection)
    if parent != 0, var product = products[parent] {
      var wire = self.product(product)
      let own = (variationsOfProduct[parent] ?? []).compactMap { variations[$0] }
      wire["variations"] = .array(own.map { .integer($0.id) })
      let prices = own.compactMap { variation($0)["price"]?.text }.filter { !$0.isEmpty }
      if let least = prices.min(by: { minor(.string($0)) < minor(.string($1)) }) { wire["price"] = .string(least) }
      product.written = wire
      products[parent] = product
    }
    return record
  }

  /// What follows from the fields that were written: the active price, and what the stock says.
  private func settle(_ wire: inout WireObject, _ body: WireObject) {
    if let sent = body["categories"], wire["categories"] != nil { wire["categories"] = categories(sent: sent) }
    for key in ["regular_price", "sale_price"] {
      if let amount = body[key]?.decimalText { wire[key] = amount.isEmpty ? "" : money(minor(.string(amount))) }
    }
    let sale = wire["sale_price"]?.text ?? ""
    let regular = wire["regular_price"]?.text ?? ""
    if body["regular_price"] != nil || body["sale_price"] != nil {
      wire["price"] = .string(sale.isEmpty ? regular : sale)
    }
    if wire["manage_stock"]?.flag == true {
      let stock = wire["stock_quantity"]?.int ?? 0
      wire["stock_quantity"] = .integer(stock)
      wire["stock_status"] = .string(stock > 0 ? "instock" : "outofstock")
    } else {
      wire["stock_quantity"] = .null
    }
  }

  private func checkSKU(_ sku: String?, except id: Int64) throws(SimulatedError) {
    guard let sku, !sku.isEmpty else { return }
    for collection in [SimulatedCollection.products, .variations] {
      for record in records(of: collection).values where record.id != id {
        guard self.sku(of: record, collection) == sku else { continue }
        throw SimulatedError(
          status: 400, code: "product_invalid_sku", message: "Invalid or duplicated SKU.",
          extra: [("resource_id", .integer(record.id)), ("unique_sku", .string("\(sku)-1"))], allow: "GET, POST")
      }
    }
  }

  /// `/products/17/variations` and what is below.
  func variationsOfProduct(_ call: SimulatedCall, _ parts: [String]) throws(SimulatedError) -> SimulatedAnswer {
    guard parts[2] == "variations", let id = Int64(parts[1]) else { throw .noRoute }
    guard products[id] != nil else { throw .invalidID("product", status: 404) }
    if parts.count > 3, let variation = Int64(parts[3]), variations[variation]?.parent != id {
      throw SimulatedCollection.variations.missing
    }
    return try records(call, .variations, Array(parts[3...]), parent: id)
  }

  // MARK: People and webhooks

  private func createCustomer(_ body: WireObject, now: Int64) throws(SimulatedError) -> SimulatedRecord {
    guard let email = body["email"]?.text, !email.isEmpty else {
      throw SimulatedError(
        status: 400, code: "rest_missing_callback_param", message: "Missing parameter(s): email",
        extra: [("params", ["email"])], allow: "GET, POST")
    }
    guard email.contains("@") else {
      throw .parameters([("email", "Invalid email address.", "rest_invalid_email", .null)])
    }
    if customers.values.contains(where: { customer($0)["email"]?.text == email }) {
      throw SimulatedError(
        status: 400, code: "registration-error-email-exists",
        message: "An account is already registered with your email address. Please log in.", allow: "GET, POST")
    }
    let id = (customers.keys.max() ?? 1) + 1
    var record = SimulatedRecord(id: id, created: now, modified: now)
    record.status = "customer"
    var blank = record
    blank.source = data.customers.isEmpty ? nil : 0
    var wire = customer(blank)
    for (key, value) in wire.members where ["first_name", "last_name", "username"].contains(key) {
      wire[key] = value.text == nil ? value : ""
    }
    for key in ["billing", "shipping"] {
      var address = wire[key]?.objectValue ?? WireObject()
      for (name, _) in address.members { address[name] = "" }
      wire[key] = .object(address)
    }
    wire["meta_data"] = []
    wire["is_paying_customer"] = false
    for (key, value) in body.members where wire[key] != nil && key != "id" {
      wire[key] = merged(value, over: wire[key], key)
    }
    record.written = wire
    customers[id] = record
    return record
  }

  private func createWebhook(_ body: WireObject, now: Int64) throws(SimulatedError) -> SimulatedRecord {
    let topic = (body["topic"]?.text ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let isAction = topic.first == "action" && topic.count == 2
    let isEvent =
      ["order", "product", "customer", "coupon"].contains(topic.first ?? "")
      && ["created", "updated", "deleted", "restored"].contains(topic.last ?? "")
    guard isAction || isEvent else {
      throw SimulatedError(
        status: 400, code: "woocommerce_rest_shop_webhook_invalid_topic",
        message: "Webhook topic is required and must be valid.", allow: "GET, POST")
    }
    let url = body["delivery_url"]?.text ?? ""
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw SimulatedError(
        status: 400, code: "woocommerce_rest_shop_webhook_invalid_delivery_url",
        message: "Webhook delivery URL must be a valid URL starting with http:// or https://.", allow: "GET, POST")
    }
    let id = (webhooks.keys.max() ?? 0) + 1
    var record = SimulatedRecord(id: id, created: now, modified: now)
    let name = topic.joined(separator: ".")
    record.written = [
      "id": .integer(id), "name": body["name"] ?? .string(name), "status": "active", "topic": .string(name),
      "resource": .string(String(topic[0])), "event": .string(String(topic[1])), "hooks": ["woocommerce_new_order"],
      "delivery_url": .string(url), "date_created": local(now), "date_created_gmt": utc(now), "date_modified": .null,
      "date_modified_gmt": .null, "_links": .object(links("webhooks/\(id)", collection: "webhooks")),
    ]
    webhooks[id] = record
    return record
  }
}
