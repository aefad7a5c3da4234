/// Listings: read, searched, created and changed; what is written is kept in the shop.
import Commerce
import Formats
import Platforms
import Simulation
import Synchronization

extension AmazonSimulator {
  /// A page of the seller's listings.
  func listings(_ call: SimulatedCall) -> PlatformResponse {
    guard call.segments[3] == options.seller, !call.list("marketplaceIds").isEmpty,
      let size = Int(call.query["pageSize"] ?? "10"), (1...20).contains(size)
    else { return badListing(.searchListings) }
    let rest = call.query.items.filter { $0.name != "pageToken" }
    let purpose = "listings " + rest.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      page = try place(call.query["pageToken"], of: purpose)
    } catch {
      return badListing(.searchListings)
    }
    let after = call.query["lastUpdatedAfter"].flatMap { AmazonTime.seconds($0.utf8) } ?? .min
    let before = call.query["lastUpdatedBefore"].flatMap { AmazonTime.seconds($0.utf8) } ?? .max
    let skus = Set(call.list("identifiers"))
    let (shown, last, count) = self.page(behind: page?.position ?? 0, of: size) { product, variant in
      let changed = max(product.updatedAt, variant.stockUpdatedAt)
      return changed >= after && changed < before && (skus.isEmpty || skus.contains(variant.sku))
    }
    let parents = memory.withLock { $0.families.all }.filter { parent in
      parent.updatedAt >= after && parent.updatedAt < before && (skus.isEmpty || skus.contains(parent.sku))
    }
    let left = parents.filter { Self.parentsStart + $0.number > page?.position ?? 0 }
    let shownParents = left.prefix(last == nil ? size - shown.count : 0)
    let end = last ?? (shownParents.count < left.count ? Self.parentsStart + (shownParents.last?.number ?? 0) : nil)
    let next = end.map { token(behind: page, of: purpose, position: $0) }
    return json(.searchListings) { writer in
      writer.object { writer in
        writer.count("numberOfResults", Int64(count + parents.count))
        if let next {
          writer.key("pagination")
          writer.object { $0.members([("nextToken", next)]) }
        }
        writer.key("items")
        writer.array { writer in
          let parts = Set(call.list("includedData"))
          for article in shown { write(article, parts, to: &writer) }
          for parent in shownParents { write(parent, parts, to: &writer) }
        }
      }
    }
  }

  /// One listing.
  func listing(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    guard call.segments[3] == options.seller, !call.list("marketplaceIds").isEmpty else { return badListing(.listing) }
    // A listing is found by its id at once, whatever lists show.
    let article = state.read { data in
      data.place(ofSKU: route.id).map { place in
        Article(product: data.products[place.product], variant: data.products[place.product].variants[place.variant])
      }
    }
    let parent = memory.withLock { $0.families.parents[route.id] }
    if let parent { return json(.listing) { write(parent, Set(call.list("includedData")), to: &$0) } }
    guard let article else {
      return errors(
        404, "NOT_FOUND", "SKU '\(route.id)' not found in marketplace \(marketplace.id)", operation: .listing)
    }
    return json(.listing) { write(article, Set(call.list("includedData")), to: &$0) }
  }

  private func badListing(_ operation: AmazonOperation) -> PlatformResponse {
    errors(400, "BAD_REQUEST", "Invalid input", details: "Invalid input", operation: operation)
  }

  private func write(_ article: Article, _ included: Set<String>, to writer: inout JSONWriter) {
    let parts = included.isEmpty ? ["summaries"] : included
    let exponent = Currency(marketplace.currency)?.exponent ?? 2
    writer.object { writer in
      writer.members([("sku", article.variant.sku)])
      if parts.contains("summaries") {
        writer.key("summaries")
        writer.array { writer in
          writer.object { writer in
            writer.members([
              ("marketplaceId", marketplace.id), ("asin", SimulatedIDs.asin(article.variant.id)),
              ("productType", "PRODUCT"), ("conditionType", "new_new"),
            ])
            writer.key("status")
            writer.array { writer in
              guard article.product.status == .active else { return }
              // What there is none of cannot be bought.
              if article.variant.stock[defaultPlace] ?? 0 > 0 { writer.string("BUYABLE") }
              writer.string("DISCOVERABLE")
            }
            writer.members([
              ("itemName", article.title), ("createdDate", AmazonTime.text(article.product.createdAt)),
              (
                "lastUpdatedDate",
                AmazonTime.text(max(article.product.updatedAt, article.variant.stockUpdatedAt))
              ),
            ])
          }
        }
      }
      if parts.contains("attributes") {
        writer.key("attributes")
        writer.object { writer in
          for (name, value) in [("item_name", article.title), ("product_description", article.product.text)] {
            writer.key(name)
            writer.array { writer in
              writer.object { $0.members([("value", value), ("marketplace_id", marketplace.id)]) }
            }
          }
          attributes(ofVariant: article.variant.sku, to: &writer)
        }
      }
      if parts.contains("offers") {
        writer.key("offers")
        writer.array { writer in
          writer.object { writer in
            writer.members([("marketplaceId", marketplace.id), ("offerType", "B2C")])
            writer.key("price")
            let price = SimulatedAmount(
              minor: article.variant.price, currency: marketplace.currency, exponent: exponent)
            writer.object { $0.members([("currencyCode", price.currency), ("amount", price.text)]) }
          }
        }
      }
      if parts.contains("fulfillmentAvailability") {
        writer.key("fulfillmentAvailability")
        writer.array { writer in
          writer.object { writer in
            writer.members([("fulfillmentChannelCode", "DEFAULT")])
            writer.count("quantity", article.variant.stock[defaultPlace] ?? 0)
          }
        }
      }
      if parts.contains("issues") {
        writer.key("issues")
        writer.array { _ in }
      }
      if parts.contains("relationships") { relationships(ofVariant: article.variant.sku, to: &writer) }
    }
  }

  private var defaultPlace: Int64 { state.read { $0.places.first?.id ?? 1 } }

  // MARK: Writing

  /// Changes attributes of a listing.
  func patchListing(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    guard call.segments[3] == options.seller, let payload = call.json else { return badListing(.patchListing) }
    let reader = PayloadReader(payload)
    guard let type = reader.string("productType", of: payload.root) else { return badListing(.patchListing) }
    let patches = reader.objects("patches", of: payload.root)
    guard !patches.isEmpty else { return badListing(.patchListing) }
    var changes = ListingChanges(marketplace)
    for patch in patches {
      guard let path = reader.string("path", of: patch), path.hasPrefix("/attributes/"),
        ["add", "replace", "merge", "delete"].contains(reader.string("op", of: patch) ?? "")
      else { return badListing(.patchListing) }
      changes.read(String(path.dropFirst("/attributes/".count)), reader.objects("value", of: patch), reader)
    }
    if let refusal = refusal(changes, type, route, .patchListing) { return refusal }
    let isPreview = call.query["mode"] == "VALIDATION_PREVIEW"
    let isThere = isPreview || apply(changes, to: route.id)
    guard isThere else {
      return errors(
        404, "NOT_FOUND", "SKU '\(route.id)' not found in marketplace \(marketplace.id)", operation: .patchListing)
    }
    return submission(route, isPreview: isPreview, .patchListing)
  }

  /// Creates a listing, or replaces it.
  func putListing(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    guard call.segments[3] == options.seller, let payload = call.json else { return badListing(.putListing) }
    let reader = PayloadReader(payload)
    guard let type = reader.string("productType", of: payload.root),
      let attributes = reader.member("attributes", of: payload.root)
    else { return badListing(.putListing) }
    var changes = ListingChanges(marketplace)
    for member in payload.members(of: attributes) {
      let values = payload.elements(of: member.value).filter { payload.kind($0) == .object }
      changes.read(payload.string(member.key), values, reader)
    }
    if changes.title == nil {
      return submission(route, problems: ["'item_name' is required but not supplied."], .putListing)
    }
    if let refusal = refusal(changes, type, route, .putListing) { return refusal }
    if !apply(changes, to: route.id) { create(changes, route.id) }
    return submission(route, .putListing)
  }

  /// What is wrong with a change; `nil` where nothing is.
  private func refusal(
    _ changes: ListingChanges, _ productType: String, _ route: SimulatedRoute, _ operation: AmazonOperation
  ) -> PlatformResponse? {
    let problems = memory.withLock { $0.families.problems(changes, of: route.id, productType: productType) }
    guard !(changes.unknown + problems).isEmpty else { return nil }
    return submission(route, problems: changes.unknown + problems, operation)
  }

  /// Does a change to the listing that is there; `false` where there is none.
  private func apply(_ changes: ListingChanges, to sku: String) -> Bool {
    let now = state.now
    let place = defaultPlace
    if memory.withLock({ $0.families.keepParent(changes, of: sku, at: now) }) { return true }
    let isThere = state.write { data in
      guard let (product, variant) = data.place(ofSKU: sku) else { return false }
      if let title = changes.title { data.products[product].title = title }
      if let text = changes.text { data.products[product].text = text }
      if let price = changes.price { data.products[product].variants[variant].price = price }
      if let barcode = changes.barcode { data.products[product].variants[variant].barcode = barcode }
      if let quantity = changes.quantity {
        data.products[product].variants[variant].stock[place] = quantity
        data.products[product].variants[variant].stockUpdatedAt = now
      }
      data.products[product].updatedAt = now
      return true
    }
    if isThere { memory.withLock { $0.families.keepChild(changes, of: sku) } }
    return isThere
  }

  private func create(_ changes: ListingChanges, _ sku: String) {
    let now = state.now
    let place = defaultPlace
    state.write { data in
      let product = (data.products.map(\.id).max() ?? 0) + 1
      let variant = (data.products.flatMap { $0.variants.map(\.id) }.max() ?? 0) + 1
      data.products.append(
        ShopProduct(
          id: product, title: changes.title ?? "", text: changes.text ?? "", vendor: "", kind: "", status: .active,
          createdAt: now, updatedAt: now,
          variants: [
            ShopVariant(
              id: variant, sku: sku, option: "", price: changes.price ?? 0, barcode: changes.barcode ?? "", grams: 0,
              rate: 0, stock: [place: changes.quantity ?? 0], stockUpdatedAt: now)
          ]))
    }
    memory.withLock { $0.families.keepChild(changes, of: sku) }
  }

  private func submission(
    _ route: SimulatedRoute, problems: [String] = [], isPreview: Bool = false, _ operation: AmazonOperation
  ) -> PlatformResponse {
    let id = memory.withLock { $0.uuid() }
    return json(operation) { writer in
      writer.object { writer in
        writer.members([
          ("sku", route.id), ("status", problems.isEmpty ? (isPreview ? "VALID" : "ACCEPTED") : "INVALID"),
          ("submissionId", id),
        ])
        writer.key("issues")
        writer.array { writer in
          for problem in problems {
            writer.object { $0.members([("code", "90000900"), ("message", problem), ("severity", "ERROR")]) }
          }
        }
      }
    }
  }
}

/// What a change of a listing sets.
struct ListingChanges: Sendable {
  private(set) var title: String?
  private(set) var text: String?
  private(set) var barcode: String?
  private(set) var price: Int64?
  private(set) var quantity: Int64?
  /// `parent` or `child` of a family.
  private(set) var level: String?
  /// What the variants of the family differ by.
  private(set) var theme: String?
  /// The SKU of the parent.
  private(set) var parent: String?
  /// Attributes that only variants have, by their names.
  private(set) var others: [String: String] = [:]
  /// Sentences about attributes that are wrong.
  private(set) var unknown: [String] = []
  private let exponent: Int

  init(_ marketplace: AmazonMarketplace) { exponent = Currency(marketplace.currency)?.exponent ?? 2 }

  /// Reads the values of an attribute.
  mutating func read(_ name: String, _ values: [JSONElement], _ reader: PayloadReader) {
    guard let value = values.first else { return }
    switch name {
    case "item_name": title = reader.string("value", of: value)
    case "product_description": text = reader.string("value", of: value)
    case "externally_assigned_product_identifier": barcode = reader.string("value", of: value)
    case "fulfillment_availability":
      quantity = reader.string("quantity", of: value).flatMap { Int64($0) }
      if quantity == nil { unknown.append("'quantity' is required but not supplied.") }
    case "purchasable_offer":
      let schedule = reader.objects("our_price", of: value).first.flatMap { reader.objects("schedule", of: $0).first }
      let amount = schedule.flatMap { reader.string("value_with_tax", of: $0) }.flatMap { Exact($0) }
      price = amount?.rounded(to: exponent).count
      if price == nil { unknown.append("'value_with_tax' is required but not supplied.") }
    case "condition_type", "list_price", "brand", "merchant_shipping_group": break
    case "parentage_level": level = reader.string("value", of: value)
    case "variation_theme": theme = reader.string("name", of: value)
    case "child_parent_sku_relationship": parent = reader.string("parent_sku", of: value)
    default: others[name] = reader.string("value", of: value) ?? ""
    }
  }
}
