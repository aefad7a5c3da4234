/// Pulls the seller's listings, with what the catalogue knows of them.
import Columns
import Formats
public import Platforms

/// A page is a page of listings and one request for its ASINs in the catalogue. The pages have no end that moves: a
/// listing that changes while it runs comes again with its next change.
public struct ProductsPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  var cursor: AmazonCursor
  private var pages = PageGuard()
  private var restarts = 0

  init(session: AmazonSession, columns: [String], cursor: AmazonCursor) {
    self.session = session
    self.columns = columns
    self.cursor = cursor
  }

  /// The next page; `nil` at the end.
  public mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard cursor.phase == .products else { return nil }
    while true {
      let call = try call()
      do throws(PlatformFailure) {
        guard let answer = try await session.payload(call) else { return nil }
        return try await page(answer, call)
      } catch {
        guard error.kind == .refusedRequest, !cursor.token.isEmpty, restarts < 5 else { throw error }
        restarts += 1
        cursor.token = ""
        pages.begin()
      }
    }
  }

  private func call() throws(PlatformFailure) -> AmazonSession.Call {
    let path = "/listings/2021-08-01/items"
    var query = QueryText([
      "marketplaceIds": session.settings.marketplace.id, "pageSize": "20", "sortBy": "lastUpdatedDate",
      "sortOrder": "ASC",
      "includedData": "summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes",
    ])
    query.add("lastUpdatedAfter", cursor.since.map(AmazonTime.text))
    query.add("lastUpdatedBefore", cursor.since == nil ? nil : AmazonTime.text(cursor.until))
    query.add("pageToken", cursor.token.isEmpty ? nil : cursor.token)
    let seller = try session.settings.sellerID(for: "GET \(path)")
    return AmazonSession.Call(
      operation: .searchListings, path: "\(path)/\(PercentCoding.encoded(seller))", query: query)
  }

  private mutating func page(
    _ answer: JSONPayload, _ call: AmazonSession.Call
  ) async throws(PlatformFailure) -> PulledPage {
    let reader = PayloadReader(answer)
    let items = reader.objects("items", of: answer.root)
    guard pages.accepts(items.map { reader.string("sku", of: $0) ?? "" }) else {
      throw session.failure(
        .unexpectedAnswer, call, "the platform gives the same page of listings again and again",
        remedy: "run again later", mayRetry: true)
    }
    let asins = items.compactMap { item in
      reader.objects("summaries", of: item).compactMap { reader.string("asin", of: $0) }.first
    }
    var bodies = JoinedBodies(answer.bytes)
    if !asins.isEmpty, let catalog = try await Self.catalog(asins, session) { _ = bodies.add(catalog.bytes) }
    let joined = try session.payload(bodies.bytes, call)
    let parts = Array(joined.elements(of: joined.root))
    cursor.page += 1
    cursor.token = reader.token("pagination", "nextToken", of: answer.root) ?? ""
    if cursor.token.isEmpty { cursor.phase = .end }
    var listings = ListingReader(joined, marketplace: session.settings.marketplace)
    listings.readCatalog(parts.count > 1 ? parts[1] : nil)
    listings.readListings(parts[0])
    var sink = DocumentSink(text: listings.text, columns: columns, known: ProductColumn.names, page: cursor.page)
    for listing in listings.drafts where !listing.isParent && pages.isNew(listing.sku, listing.changedAt) {
      sink.begin(raw: listing.raw, listing.cells)
      sink.line([ProductColumn: TextRange]())
    }
    let parents = listings.drafts.count(where: \.isParent)
    return PulledPage(
      batch: sink.finish(), next: cursor.cursor, latestChange: listings.drafts.compactMap(\.changedAt).max(),
      unknownFields: listings.fields.unknown.sorted(), byteCount: bodies.bytes.count,
      leftOut: parents > 0 ? [ListingReader.parents: parents] : [:])
  }

  /// What the catalogue knows of some articles, at most 20.
  static func catalog(_ asins: [String], _ session: AmazonSession) async throws(PlatformFailure) -> JSONPayload? {
    var seen: Set<String> = []
    let ids = asins.filter { seen.insert($0).inserted }.joined(separator: ",")
    return try await session.payload(
      AmazonSession.Call(
        operation: .searchCatalog, path: "/catalog/2022-04-01/items",
        query: QueryText([
          "identifiers": ids, "identifiersType": "ASIN", "marketplaceIds": session.settings.marketplace.id,
          "includedData": "identifiers,relationships,summaries", "pageSize": "20",
        ])))
  }
}
