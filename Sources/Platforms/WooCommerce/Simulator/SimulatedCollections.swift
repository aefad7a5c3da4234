/// A kind of record that the simulated shop has lists of.
enum SimulatedCollection: Sendable {
  case orders, refunds, products, variations, categories, customers, coupons, taxes, webhooks

  static let orderStatuses = [
    "any", "trash", "auto-draft", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed",
    "checkout-draft",
  ]

  /// What may be asked of its list.
  var rules: SimulatedList.Rules {
    var rules = SimulatedList.Rules()
    switch self {
    case .orders:
      rules.orderings.append("modified")
      rules.statuses = Self.orderStatuses
    case .products, .variations:
      rules.orderings += ["modified", "menu_order", "price", "popularity", "rating"]
      rules.statuses = ["any", "future", "trash", "draft", "pending", "private", "publish"]
    case .customers:
      rules.orderings = ["id", "include", "name", "registered_date"]
      rules.ordering = "name"
      rules.isAscending = true
      rules.hasDates = false
    case .categories:
      rules.orderings = ["id", "include", "name", "slug", "term_group", "description", "count"]
      rules.ordering = "name"
      rules.isAscending = true
      rules.hasDates = false
    case .taxes:
      rules.orderings = ["id", "order", "priority"]
      rules.ordering = "order"
      rules.isAscending = true
      rules.hasDates = false
    case .refunds, .coupons: rules.orderings.append("modified")
    case .webhooks: rules.orderings = ["date", "id", "title"]
    }
    return rules
  }

  /// The word that errors have for it.
  var word: String {
    switch self {
    case .orders: "shop_order"
    case .refunds: "shop_order_refund"
    case .products: "product"
    case .variations: "product_variation"
    case .categories: "product_cat"
    case .customers: "user"
    case .coupons: "shop_coupon"
    case .taxes: "tax"
    case .webhooks: "shop_webhook"
    }
  }

  /// What there is when an id is wrong.
  var missing: SimulatedError {
    self == .customers
      ? SimulatedError(
        status: 404, code: "wc_user_invalid_id", message: "Invalid user ID.", allow: SimulatedShop.allowOne)
      : .invalidID(word)
  }
}

/// Lists, single records and batches.
extension SimulatedShop {
  /// The records of a kind, by their ids.
  func records(of collection: SimulatedCollection) -> [Int64: SimulatedRecord] {
    switch collection {
    case .orders: orders
    case .refunds: refunds
    case .products: products
    case .variations: variations
    case .customers: customers
    case .coupons, .taxes, .categories: coupons
    case .webhooks: webhooks
    }
  }

  /// Keeps a record.
  func keep(_ record: SimulatedRecord?, _ id: Int64, in collection: SimulatedCollection) {
    switch collection {
    case .orders: orders[id] = record
    case .refunds: refunds[id] = record
    case .products: products[id] = record
    case .variations: variations[id] = record
    case .customers: customers[id] = record
    case .webhooks: webhooks[id] = record
    case .coupons, .taxes, .categories: coupons[id] = record
    }
  }

  /// A record in its words.
  func worded(_ record: SimulatedRecord, _ collection: SimulatedCollection) -> WireObject {
    switch collection {
    case .orders: order(record)
    case .refunds: refund(record)
    case .products: product(record)
    case .variations: variation(record)
    case .categories: category(record.id)
    case .customers: customer(record)
    case .coupons: coupon(record.id, couponID.first { $0.value == record.id }?.key ?? "")
    case .webhooks, .taxes: record.written ?? WireObject()
    }
  }

  /// `/orders`, `/orders/17`, `/orders/batch` and their like.
  func records(
    _ call: SimulatedCall, _ collection: SimulatedCollection, _ parts: [String], parent: Int64 = 0
  ) throws(SimulatedError) -> SimulatedAnswer {
    if parts.isEmpty {
      switch call.method {
      case "GET":
        return try list(call, collection, listed(call, collection, of: parent)) { $0.worded($1, collection) }
      case "POST":
        let record = try create(call.body, collection, parent: parent, now: call.second)
        var answer = SimulatedAnswer(
          status: 201, body: filtered(.object(worded(record, collection)), call, isList: false))
        answer.fields = [("Location", "\(call.root)/\(call.route.joined(separator: "/"))/\(record.id)")]
        return answer
      default: throw .noRoute
      }
    }
    guard parts.count == 1 else { throw .noRoute }
    if parts[0] == "batch", call.method != "GET" { return try batch(call, collection, parent: parent) }
    guard let id = Int64(parts[0]) else { throw .noRoute }
    let wire: WireObject
    switch call.method {
    case "GET":
      guard let record = records(of: collection)[id] else { throw collection.missing }
      wire = worded(record, collection)
    case "PUT", "POST": wire = worded(try update(id, call.body, collection, now: call.second), collection)
    case "DELETE": wire = try delete(id, collection, isForced: call.isSet("force"), now: call.second)
    default: throw .noRoute
    }
    return SimulatedAnswer(body: filtered(.object(wire), call, isList: false), allow: Self.allowOne)
  }

  /// The records that a list chooses from.
  private func listed(
    _ call: SimulatedCall, _ collection: SimulatedCollection, of parent: Int64
  ) -> [SimulatedRecord] {
    if collection == .variations { return (variationsOfProduct[parent] ?? []).compactMap { variations[$0] } }
    let records = records(of: collection)
    // A few that are asked for by their ids are not looked for among all.
    if let include = call.list("include") { return Set(include.compactMap { Int64($0) }).compactMap { records[$0] } }
    return records.values.filter { parent == 0 || $0.parent == parent }
  }

  /// A page of records.
  func list(
    _ call: SimulatedCall, _ collection: SimulatedCollection, _ records: [SimulatedRecord],
    _ word: (SimulatedShop, SimulatedRecord) -> WireObject
  ) throws(SimulatedError) -> SimulatedAnswer {
    let list = try SimulatedList(call, collection.rules, zone: zone)
    let found = list.sorted(records.filter { list.holds($0) && passes($0, collection, call, list) })
    let page = list.slice(found)
    let body = Wire.array(page.map { .object(word(self, $0)) })
    let fields = list.fields(
      call, total: found.count, isEmpty: page.isEmpty, losesTotals: options.isModern && collection == .orders)
    return SimulatedAnswer(body: filtered(body, call, isList: true), fields: fields)
  }

  /// The filters that only some lists have.
  private func passes(
    _ record: SimulatedRecord, _ collection: SimulatedCollection, _ call: SimulatedCall, _ list: SimulatedList
  ) -> Bool {
    switch collection {
    case .orders:
      let statuses = list.statuses ?? ["any"]
      let isListed = !["trash", "auto-draft", "checkout-draft"].contains(record.status) && isRegistered(record.status)
      guard statuses.contains(record.status) || (statuses.contains("any") && isListed) else { return false }
      if let customer = call["customer"].flatMap({ Int64($0) }), record.customer != customer { return false }
      if let product = call["product"].flatMap({ Int64($0) }) {
        let lines = order(record)["line_items"]?.elements ?? []
        if !lines.contains(where: { $0.objectValue?["product_id"]?.int == product }) { return false }
      }
      return call["search"].map { finds($0, record) } ?? true
    case .products, .variations:
      let statuses = list.statuses ?? ["any"]
      guard statuses.contains(record.status) || (statuses.contains("any") && record.status != "trash") else {
        return false
      }
      if let skus = call["sku"] {
        let sku = sku(of: record, collection)
        guard skus.split(separator: ",").contains(where: { $0 == sku }) else { return false }
      }
      return call["type"].map { $0 == type(of: record, collection) } ?? true
    case .customers:
      let role = call["role"] ?? "customer"
      if let email = call["email"], worded(record, collection)["email"]?.text != email { return false }
      return role == "all" || role == record.status
    case .refunds:
      if let parents = call.list("parent"), !parents.contains(String(record.parent)) { return false }
      return true
    case .coupons:
      if let code = call["code"],
        couponID.first(where: { $0.value == record.id })?.key.lowercased() != code.lowercased()
      {
        return false
      }
      return true
    default: return true
    }
  }

  /// Whether a word is in the names, the e-mail address or the number of an order.
  private func finds(_ word: String, _ record: SimulatedRecord) -> Bool {
    let wire = order(record)
    var texts = [wire["number"]?.text ?? ""]
    for key in ["billing", "shipping"] { texts += (wire[key]?.objectValue?.members ?? []).compactMap { $0.value.text } }
    return texts.contains { $0.lowercased().contains(word.lowercased()) }
  }

  /// Whether a status is known to the shop; orders in that of a plugin that was switched off are in no list.
  private func isRegistered(_ status: String) -> Bool { SimulatedCollection.orderStatuses.contains(status) }

  /// Creates, changes and deletes up to 100 records; what fails is told in its place.
  private func batch(
    _ call: SimulatedCall, _ collection: SimulatedCollection, parent: Int64
  ) throws(SimulatedError) -> SimulatedAnswer {
    let jobs = ["create", "update", "delete"].map { ($0, call.body[$0]?.elements ?? []) }
    guard jobs.reduce(0, { $0 + $1.1.count }) <= 100 else {
      throw SimulatedError(
        status: 413, code: "woocommerce_rest_request_entity_too_large",
        message: "Unable to accept more than 100 items for this request.", allow: "POST, PUT, PATCH")
    }
    var result = WireObject()
    for (name, items) in jobs where !items.isEmpty {
      var answers: [Wire] = []
      for item in items {
        let body = item.objectValue ?? WireObject()
        let id = item.int ?? body["id"]?.int ?? 0
        do throws(SimulatedError) {
          switch name {
          case "create":
            answers.append(.object(worded(try create(body, collection, parent: parent, now: call.second), collection)))
          case "update": answers.append(.object(worded(try update(id, body, collection, now: call.second), collection)))
          default: answers.append(.object(try delete(id, collection, isForced: true, now: call.second)))
          }
        } catch {
          answers.append(["id": .integer(id), "error": error.wire])
        }
      }
      result[name] = .array(answers)
    }
    return SimulatedAnswer(body: .object(result), allow: "POST, PUT, PATCH")
  }
}
