/// What is written to Amazon: stock and prices of what the seller sends, and listings.
import Commerce
import Formats
import HTTPTypes
public import Platforms

extension AmazonAdapter {
  /// Sets the stock of a SKU that the seller sends, and gives what the listing says then.
  ///
  /// `place` is empty or `DEFAULT`. What lies in Amazon's warehouses is counted by Amazon and cannot be set.
  public func setStock(_ change: StockChange) async throws(PlatformFailure) -> Int64 {
    guard change.place.isEmpty || change.place == "DEFAULT" else {
      throw refusal(
        "Amazon counts the stock of \"\(change.place)\" itself",
        "set the stock of articles that the seller sends: leave the place empty")
    }
    guard change.quantity >= 0 else {
      throw refusal("a stock of \(change.quantity) cannot be set", "give a number that is not negative")
    }
    if let seen = change.seen {
      let now = try await quantity(of: change.article)
      if now != seen { return now }
    }
    try await submit(change.article, .patchListing) { writer in
      writer.patches(productType: session.settings.productType) { writer in
        writer.patch("/attributes/fulfillment_availability") { writer in
          writer.object { writer in
            writer.key("fulfillment_channel_code")
            writer.string("DEFAULT")
            writer.key("quantity")
            writer.integer(change.quantity)
          }
        }
      }
    }
    return try await quantity(of: change.article)
  }

  /// The stock that a listing says the seller has.
  private func quantity(of sku: String) async throws(PlatformFailure) -> Int64 {
    let call = try call(.listing, sku, included: "fulfillmentAvailability")
    guard let answer = try await session.payload(call) else { throw missing(call, sku) }
    let reader = PayloadReader(answer)
    let ours = reader.objects("fulfillmentAvailability", of: answer.root)
      .first { reader.string("fulfillmentChannelCode", of: $0) == "DEFAULT" }
    guard let ours, let quantity = reader.string("quantity", of: ours).flatMap({ Int64($0) }) else {
      throw session.failure(
        .unexpectedAnswer, call, "the listing tells no stock of what the seller sends",
        remedy: "check in Seller Central who sends the article")
    }
    return quantity
  }

  /// Creates a listing for each variant, under its SKU, and gives the first SKU.
  public func createProduct(_ product: ProductDraft) async throws(PlatformFailure) -> String {
    guard let first = product.variants.first?.sku, product.variants.allSatisfy({ $0.sku?.isEmpty == false }) else {
      throw refusal("a listing is known by its SKU, and a variant has none", "give each variant a SKU")
    }
    if let family = product.family { try await makeParent(of: family) }
    for variant in product.variants { try await put(variant.sku ?? "", attributes(product, variant)) }
    return first
  }

  /// Creates a listing.
  func put(_ sku: String, _ attributes: ListingAttributes) async throws(PlatformFailure) {
    try await submit(sku, .putListing) { writer in
      writer.object { writer in
        writer.key("productType")
        writer.string(session.settings.productType)
        writer.key("requirements")
        writer.string("LISTING")
        writer.key("attributes")
        writer.object { writer in
          for attribute in attributes.all {
            writer.key(attribute.name)
            writer.array { writer in attributes.write(attribute.value, to: &writer) }
          }
        }
      }
    }
  }

  /// Changes a listing: title, description, the family that it belongs to and, of its only variant, the price.
  public func updateProduct(_ id: String, _ product: ProductDraft) async throws(PlatformFailure) {
    if let family = product.family { try await makeParent(of: family) }
    var isFirst = true
    let variants = product.variants.isEmpty ? [ProductDraft.Variant()] : product.variants
    for variant in variants {
      let attributes = try attributes(product, variant)
      let sku = variant.sku ?? variant.id ?? (isFirst ? id : "")
      isFirst = false
      if attributes.all.isEmpty { continue }
      try await submit(sku, .patchListing) { writer in
        writer.patches(productType: session.settings.productType) { writer in
          for attribute in attributes.all {
            writer.patch("/attributes/\(attribute.name)") { attributes.write(attribute.value, to: &$0) }
          }
        }
      }
    }
  }

  private func attributes(
    _ product: ProductDraft, _ variant: ProductDraft.Variant
  ) throws(PlatformFailure) -> ListingAttributes {
    var attributes = ListingAttributes(product, variant, session.settings.marketplace)
    if let price = variant.price {
      guard let number = Exact(price), number > .zero else {
        throw refusal("\"\(price)\" is no price", "give the price as a decimal number with a point, such as 12.90")
      }
      attributes.offer(number)
    }
    if let family = product.family { try join(variant, to: family, &attributes) }
    return attributes
  }

  // MARK: Requests

  func call(
    _ operation: AmazonOperation, _ sku: String, included: String? = nil
  ) throws(PlatformFailure) -> AmazonSession.Call {
    let path = "/listings/2021-08-01/items"
    let seller = try session.settings.sellerID(for: path)
    var call = AmazonSession.Call(
      operation: operation, path: "\(path)/\(PercentCoding.encoded(seller))/\(PercentCoding.encoded(sku))",
      query: QueryText(["marketplaceIds": session.settings.marketplace.id]))
    call.query.add("includedData", included)
    switch operation {
    case .patchListing: call.method = .patch
    case .putListing: call.method = .put
    default: break
    }
    return call
  }

  /// Sends a change of a listing; Amazon accepts it as a whole or says what is wrong with it.
  private func submit(
    _ sku: String, _ operation: AmazonOperation, _ body: (inout JSONWriter) -> Void
  ) async throws(PlatformFailure) {
    var call = try call(operation, sku)
    var writer = JSONWriter()
    body(&writer)
    call.body = writer.takeBytes()
    guard let answer = try await session.payload(call) else { throw missing(call, sku) }
    let reader = PayloadReader(answer)
    guard reader.string("status", of: answer.root) == "ACCEPTED" else {
      let words = reader.objects("issues", of: answer.root).map { problem in
        "\(reader.string("code", of: problem) ?? ""): \(reader.string("message", of: problem) ?? "")"
      }
      throw session.failure(
        .refusedRequest, call, "Amazon does not accept the change: \(words.joined(separator: "; ").prefix(300))",
        remedy: "check the listing in Seller Central, or set \"product_type\" of the store")
    }
  }

  private func missing(_ call: AmazonSession.Call, _ sku: String) -> PlatformFailure {
    session.failure(
      .refusedRequest, call, "there is no listing of the SKU \"\(sku)\"", remedy: "create the listing first")
  }
}

extension JSONWriter {
  /// Writes a number as it is given, digit by digit.
  mutating func number(_ text: String) {
    node(JSONNode(.number(text), at: TextPlace(line: 1, column: 1, bytes: 0..<0)))
  }

  /// Writes the body of a change.
  fileprivate mutating func patches(productType: String, _ patches: (inout JSONWriter) -> Void) {
    object { writer in
      writer.key("productType")
      writer.string(productType)
      writer.key("patches")
      writer.array(patches)
    }
  }

  /// Writes one replacement of an attribute.
  fileprivate mutating func patch(_ path: String, _ value: (inout JSONWriter) -> Void) {
    object { writer in
      writer.key("op")
      writer.string("replace")
      writer.key("path")
      writer.string(path)
      writer.key("value")
      writer.array(value)
    }
  }
}
