/// Single listings by their SKUs, with what the catalogue knows of them.
import Columns
import Formats
import Platforms

/// A page of as many listings as were asked for.
struct ListingsByIDPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  private var skus: [String]

  /// Articles that one request to the catalogue takes.
  private static let catalogMax = 20
  private static let included = "summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes"

  init(session: AmazonSession, skus: [String], columns: [String]) {
    self.session = session
    self.columns = columns
    self.skus = skus
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard !skus.isEmpty else { return nil }
    var bodies = JoinedBodies(Array("null".utf8))
    var listings: [Int] = []
    var asins: [String] = []
    for sku in skus {
      guard let answer = try await session.payload(call(sku)) else { continue }
      listings.append(bodies.add(answer.bytes))
      let reader = PayloadReader(answer)
      asins += reader.objects("summaries", of: answer.root).compactMap { reader.string("asin", of: $0) }.prefix(1)
    }
    let gone = skus.count - listings.count
    var catalogs: [Int] = []
    for start in stride(from: 0, to: asins.count, by: Self.catalogMax) {
      let some = Array(asins[start..<min(start + Self.catalogMax, asins.count)])
      guard let answer = try await ProductsPull.catalog(some, session) else { continue }
      catalogs.append(bodies.add(answer.bytes))
    }
    let joined = try session.payload(bodies.bytes, call(skus[0]))
    skus = []
    var page = page(joined, listings, catalogs)
    if gone > 0 { page.leftOut[PlatformLimits.gone] = gone }
    return page
  }

  private func call(_ sku: String) throws(PlatformFailure) -> AmazonSession.Call {
    try AmazonAdapter(session: session).call(.listing, sku, included: Self.included)
  }

  private func page(_ joined: JSONPayload, _ listings: [Int], _ catalogs: [Int]) -> PulledPage {
    let parts = Array(joined.elements(of: joined.root))
    var reader = ListingReader(joined, marketplace: session.settings.marketplace)
    for part in catalogs { reader.readCatalog(parts[part]) }
    for part in listings { reader.readListing(parts[part]) }
    var sink = DocumentSink(text: reader.text, columns: columns, known: ProductColumn.names, page: 1)
    for listing in reader.drafts where !listing.isParent {
      sink.begin(raw: listing.raw, listing.cells)
      sink.line([ProductColumn: TextRange]())
    }
    return PulledPage(
      batch: sink.finish(), next: PullCursor("amazon1 end - 0 1 0 "),
      latestChange: reader.drafts.compactMap(\.changedAt).max(),
      unknownFields: reader.fields.unknown.sorted(), byteCount: joined.bytes.count)
  }
}
