/// Answers about what lies in Amazon's warehouses, and the catalogue.
import Commerce
import Formats
import Platforms
import Simulation
import Synchronization

extension AmazonSimulator {
  /// A variant with its product.
  struct Article: Sendable {
    var product: ShopProduct
    var variant: ShopVariant

    var title: String { variant.option.isEmpty ? product.title : "\(product.title) \(variant.option)" }
  }

  /// All articles, by the number of their variant; they are put in order once for each state of the shop.
  func articles() -> [Article] {
    let (data, revision) = state.listed()
    return memory.withLock { memory in
      if memory.articles.revision == revision { return memory.articles.all }
      let all = data.products.flatMap { product in product.variants.map { Article(product: product, variant: $0) } }
        .sorted { $0.variant.id < $1.variant.id }
      memory.articles = (revision, all)
      return all
    }
  }

  /// A page of the articles that are chosen: those behind a number, and how many there are on all pages.
  func page(
    behind position: Int64, of size: Int, _ isChosen: (ShopProduct, ShopVariant) -> Bool
  ) -> (shown: [Article], next: Int64?, count: Int) {
    let articles = articles()
    var shown: [Article] = []
    var (count, hasMore) = (0, false)
    for place in articles.indices where isChosen(articles[place].product, articles[place].variant) {
      count += 1
      guard articles[place].variant.id > position else { continue }
      if shown.count < size { shown.append(articles[place]) } else { hasMore = true }
    }
    return (shown, hasMore ? shown.last?.variant.id : nil, count)
  }

  /// Stock in Amazon's warehouses: that of the shop's second place, where it has one.
  func inventory(_ call: SimulatedCall) -> PlatformResponse {
    guard call.query["granularityType"] == "Marketplace", let granularity = call.query["granularityId"],
      call.list("marketplaceIds").count == 1
    else { return invalid(.inventory, "Invalid request parameters") }
    let rest = call.query.items.filter { $0.name != "nextToken" }
    let purpose = "inventory " + rest.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      page = try place(call.query["nextToken"], of: purpose)
    } catch {
      return invalid(.inventory, "nextToken is expired or invalid.")
    }
    let place = state.list { data in data.places.count > 1 ? data.places[1].id : data.places.first?.id ?? 1 }
    let start = call.query["startDateTime"].flatMap { AmazonTime.seconds($0.utf8) }
    // A start time makes Amazon overlook the SKUs that are asked for.
    let skus = start == nil ? Set(call.list("sellerSkus") + call.list("sellerSku")) : []
    let isHere = call.list("marketplaceIds").first == marketplace.id
    let (shown, last, _) = self.page(behind: page?.position ?? 0, of: 50) { _, variant in
      isHere && variant.stockUpdatedAt >= start ?? .min && (skus.isEmpty || skus.contains(variant.sku))
    }
    let next = last.map { token(behind: page, of: purpose, position: $0, seconds: 30) }
    let isDetailed = call.query["details"] == "true"
    return json(.inventory) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.object { writer in
          writer.key("granularity")
          writer.object { $0.members([("granularityType", "Marketplace"), ("granularityId", granularity)]) }
          writer.key("inventorySummaries")
          writer.array { writer in
            for article in shown { summary(article, article.variant.stock[place] ?? 0, isDetailed, to: &writer) }
          }
        }
        if let next {
          writer.key("pagination")
          writer.object { $0.members([("nextToken", next)]) }
        }
      }
    }
  }

  private func summary(_ article: Article, _ stock: Int64, _ isDetailed: Bool, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.members([
        ("asin", SimulatedIDs.asin(article.variant.id)), ("fnSku", SimulatedIDs.fnsku(article.variant.id)),
        ("sellerSku", article.variant.sku), ("condition", "NewItem"),
      ])
      if isDetailed {
        writer.key("inventoryDetails")
        writer.object { writer in
          writer.count("fulfillableQuantity", stock)
          for name in ["inboundWorkingQuantity", "inboundShippedQuantity", "inboundReceivingQuantity"] {
            writer.count(name, 0)
          }
          writer.key("reservedQuantity")
          writer.object { writer in
            for name in [
              "totalReservedQuantity", "pendingCustomerOrderQuantity", "pendingTransshipmentQuantity",
              "fcProcessingQuantity",
            ] {
              writer.count(name, 0)
            }
          }
          writer.key("researchingQuantity")
          writer.object { $0.count("totalResearchingQuantity", 0) }
          writer.key("unfulfillableQuantity")
          writer.object { $0.count("totalUnfulfillableQuantity", 0) }
        }
      }
      writer.members([
        ("lastUpdatedTime", AmazonTime.text(article.variant.stockUpdatedAt)), ("productName", article.title),
      ])
      writer.count("totalQuantity", stock)
    }
  }

  // MARK: Catalogue

  /// The article of a number, among all in the order of their numbers.
  private static func article(_ variant: Int64, in all: [Article]) -> Article? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].variant.id < variant { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].variant.id == variant ? all[low] : nil
  }

  /// Articles of the catalogue, or one.
  func catalog(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    guard call.list("marketplaceIds").count == 1 else {
      return errors(
        400, "400", "Request has missing or invalid parameters and cannot be parsed.", operation: route.operation)
    }
    if route.operation == .catalogItem {
      guard let variant = SimulatedIDs.variant(asin: route.id),
        let article = Self.article(variant, in: articles())
      else {
        return errors(
          404, "NOT_FOUND", "Requested item '\(route.id)' not found in marketplace(s) '\(marketplace.id)'.",
          operation: .catalogItem)
      }
      return json(.catalogItem) { item(article, to: &$0) }
    }
    let ids = call.list("identifiers")
    let keywords = call.list("keywords").map { $0.lowercased() }
    guard ids.isEmpty != keywords.isEmpty, ids.count <= 20, keywords.count <= 20 else {
      return errors(
        400, "400", "Request has missing or invalid parameters and cannot be parsed.", operation: .searchCatalog)
    }
    let type = call.query["identifiersType"] ?? "ASIN"
    let all = articles()
    let found: [Article]
    switch (keywords.isEmpty, type) {
    case (false, _): found = all.filter { article in keywords.allSatisfy { article.title.lowercased().contains($0) } }
    case (true, "ASIN"):
      found = ids.compactMap { SimulatedIDs.variant(asin: $0) }.compactMap { Self.article($0, in: all) }
    case (true, "SKU"): found = all.filter { ids.contains($0.variant.sku) }
    default: found = all.filter { ids.contains($0.variant.barcode) }
    }
    return json(.searchCatalog) { writer in
      writer.object { writer in
        writer.count("numberOfResults", Int64(found.count))
        writer.key("items")
        writer.array { writer in
          for article in found.prefix(20) { item(article, to: &writer) }
        }
      }
    }
  }

  private func item(_ article: Article, to writer: inout JSONWriter) {
    func list(_ name: String, _ writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
      writer.key(name)
      writer.array { writer in
        writer.object { writer in
          writer.members([("marketplaceId", marketplace.id)])
          body(&writer)
        }
      }
    }
    writer.object { writer in
      writer.members([("asin", SimulatedIDs.asin(article.variant.id))])
      list("identifiers", &writer) { writer in
        writer.key("identifiers")
        writer.array { writer in
          writer.object { $0.members([("identifierType", "EAN"), ("identifier", article.variant.barcode)]) }
        }
      }
      list("relationships", &writer) { writer in
        writer.key("relationships")
        writer.array { writer in
          guard article.product.variants.count > 1 else { return }
          writer.object { writer in
            writer.key("parentAsins")
            writer.array { $0.string(SimulatedIDs.asin(900_000 + article.product.id)) }
            writer.members([("type", "VARIATION")])
          }
        }
      }
      list("summaries", &writer) { writer in
        writer.members([
          ("brand", article.product.vendor), ("itemName", article.title), ("itemClassification", "BASE_PRODUCT"),
        ])
      }
    }
  }
}
