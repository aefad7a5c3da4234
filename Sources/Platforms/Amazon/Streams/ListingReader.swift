/// Reads listings, and beside them what the catalogue knows of the same articles.
///
/// Source: the public models `listingsItems_2021-08-01.json` and `catalogItems_2022-04-01.json`.
import Columns
import Formats

struct ListingReader {
  /// Why parents of listings are left out.
  static let parents = "listings that are the parent of others and cannot be bought"

  /// A listing before it becomes a document.
  struct Draft {
    var sku = ""
    var changedAt: Int64?
    /// Whether it is the parent of others, which nobody can buy.
    var isParent = false
    var raw = TextRange.empty
    var cells: [ProductColumn: TextRange] = [:]
  }

  /// What the catalogue knows of an article.
  private struct Article {
    var barcode: JSONElement?
    var brand: JSONElement?
    var parent: JSONElement?
  }

  let payload: JSONPayload
  private(set) var fields: FieldReader
  private(set) var text: TextArena
  private(set) var drafts: [Draft] = []
  private var articles: [String: Article] = [:]
  private let marketplace: AmazonMarketplace
  private let reader: PayloadReader

  init(_ payload: JSONPayload, marketplace: AmazonMarketplace) {
    self.payload = payload
    self.marketplace = marketplace
    fields = FieldReader(payload)
    reader = PayloadReader(payload)
    text = TextArena(bytes: payload.bytes)
  }

  /// The entry of a list that is for this marketplace; a list without marketplaces has one for all.
  private func ours(_ list: JSONElement?) -> JSONElement? {
    payload.elements(of: list).first { entry in
      let id = payload.string(payload["marketplaceId", in: entry])
      return id.isEmpty || id == marketplace.id
    }
  }

  // MARK: Catalogue

  /// Reads an answer of the catalogue.
  mutating func readCatalog(_ answer: JSONElement?) {
    for item in payload.elements(of: payload["items", in: answer]) {
      var article = Article()
      let codes = payload.elements(of: payload["identifiers", in: ours(payload["identifiers", in: item])])
      for type in ["EAN", "UPC", "GTIN", "ISBN", "JAN"] where article.barcode == nil {
        let code = codes.first { payload.string(payload["identifierType", in: $0]) == type }
        article.barcode = payload["identifier", in: code]
      }
      article.brand = payload["brand", in: ours(payload["summaries", in: item])]
      for relationship in payload.elements(of: payload["relationships", in: ours(payload["relationships", in: item])])
      where payload.string(payload["type", in: relationship]) == "VARIATION" {
        article.parent = payload.elements(of: payload["parentAsins", in: relationship]).first { _ in true }
      }
      articles[payload.string(payload["asin", in: item])] = article
    }
  }

  // MARK: Listings

  /// Reads an answer of listings.
  mutating func readListings(_ answer: JSONElement) {
    for item in reader.objects("items", of: answer) { readListing(item) }
  }

  /// Reads one listing.
  mutating func readListing(_ item: JSONElement) {
    var draft = Draft()
    var found: [(ProductColumn, JSONElement)] = []
    let lists = fields.read(item, ListingMaps.item, path: "items") { found.append(($0, $1)) }
    if let summary = ours(lists["summaries"]) {
      let more = fields.read(summary, ListingMaps.summary, path: "items.summaries") { found.append(($0, $1)) }
      draft.cells[.status] = made(list: more["status"])
      draft.changedAt = more["lastUpdatedDate"].flatMap { AmazonTime.seconds(text[payload.range($0)]) }
      found += more["lastUpdatedDate"].map { [(.updatedAt, $0)] } ?? []
    }
    for (column, element) in found { draft.cells[column] = payload.text(element, in: &text) }
    draft.sku = draft.cells[.sku].map { text.string($0) } ?? ""
    draft.raw = payload.range(item)
    readOffers(lists["offers"], &draft)
    for availability in payload.elements(of: lists["fulfillmentAvailability"]) {
      set(.channel, payload["fulfillmentChannelCode", in: availability], &draft)
      set(.quantity, payload["quantity", in: availability], &draft)
    }
    let attributes = lists["attributes"]
    set(.text, payload["value", in: ours(snake: payload["product_description", in: attributes])], &draft)
    let level = payload["value", in: ours(snake: payload["parentage_level", in: attributes])]
    draft.isParent = payload.string(level) == "parent"
    readParent(ours(lists["relationships"]), &draft)
    readProblems(lists["issues"], &draft)
    if let article = articles[draft.cells[.asin].map({ text.string($0) }) ?? ""] {
      set(.barcode, article.barcode, &draft)
      set(.brand, article.brand, &draft)
      set(.parent, article.parent, &draft)
    }
    drafts.append(draft)
  }

  private mutating func readOffers(_ offers: JSONElement?, _ draft: inout Draft) {
    for offer in payload.elements(of: offers)
    where payload.string(payload["marketplaceId", in: offer]) == marketplace.id {
      let price = payload["price", in: offer]
      let isBusiness = payload.string(payload["offerType", in: offer]) == "B2B"
      // The model has named the currency in two ways.
      let currency = payload["currencyCode", in: price] ?? payload["currency", in: price]
      set(isBusiness ? .businessPrice : .price, payload["amount", in: price], &draft)
      set(.currency, currency, &draft)
    }
  }

  private mutating func readParent(_ relationships: JSONElement?, _ draft: inout Draft) {
    for relationship in payload.elements(of: payload["relationships", in: relationships])
    where payload.string(payload["type", in: relationship]) == "VARIATION" {
      set(.parentSKU, payload.elements(of: payload["parentSkus", in: relationship]).first { _ in true }, &draft)
    }
  }

  private mutating func readProblems(_ problems: JSONElement?, _ draft: inout Draft) {
    let words = payload.elements(of: problems).map { problem in
      "\(payload.string(payload["severity", in: problem])) \(payload.string(payload["code", in: problem])): "
        + payload.string(payload["message", in: problem])
    }
    if !words.isEmpty { draft.cells[.problems] = text.append(words.joined(separator: "\n")) }
  }

  /// The entry of an attribute that is for this marketplace; attributes are spelt with underscores.
  private func ours(snake list: JSONElement?) -> JSONElement? {
    payload.elements(of: list).first { entry in
      let id = payload.string(payload["marketplace_id", in: entry])
      return id.isEmpty || id == marketplace.id
    }
  }

  private mutating func set(_ column: ProductColumn, _ element: JSONElement?, _ draft: inout Draft) {
    let cell = payload.text(element, in: &text)
    if !cell.isEmpty { draft.cells[column] = cell }
  }

  private mutating func made(list: JSONElement?) -> TextRange {
    let words = payload.elements(of: list).map { payload.string($0) }.joined(separator: ",")
    return words.isEmpty ? .empty : text.append(words)
  }
}

/// Every member of a listing, and what becomes of it.
enum ListingMaps {
  typealias Map = FieldMap<ProductColumn>

  static let item = Map(
    [
      "sku": .cell(.sku), "summaries": .special, "attributes": .special, "issues": .special, "offers": .special,
      "fulfillmentAvailability": .special, "relationships": .special,
    ],
    ignored: ["procurement", "productTypes"])

  static let summary = Map(
    [
      "asin": .cell(.asin), "productType": .cell(.productType), "conditionType": .cell(.condition),
      "status": .special, "itemName": .cell(.title), "createdDate": .cell(.createdAt), "lastUpdatedDate": .special,
      "fnSku": .ignored, "mainImage": .object(Map(["link": .cell(.image)], ignored: ["height", "width"])),
    ],
    ignored: ["marketplaceId"])
}
