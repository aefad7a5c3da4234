/// Pulls what lies in Amazon's warehouses.
import Columns
import Formats
public import Platforms

/// The token of a page ends after 30 seconds; a pull whose token is refused begins again, which loads nothing twice.
public struct InventoryPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  var cursor: AmazonCursor
  /// The SKUs that are asked for; `nil` for all of the window.
  private let skus: [String]?
  private var pages = PageGuard()
  private var restarts = 0

  init(session: AmazonSession, columns: [String], cursor: AmazonCursor) {
    self.session = session
    self.columns = columns
    self.cursor = cursor
    skus = nil
  }

  /// The stock of these SKUs; one request takes at most fifty.
  init(session: AmazonSession, skus: [String], columns: [String]) {
    self.session = session
    self.columns = columns
    self.skus = skus
    cursor = AmazonCursor(phase: skus.isEmpty ? .end : .inventory, since: nil, until: 0)
  }

  /// The next page; `nil` at the end.
  public mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard cursor.phase == .inventory else { return nil }
    while true {
      let call = call()
      do throws(PlatformFailure) {
        guard let answer = try await session.payload(call) else { return nil }
        return try page(answer, call)
      } catch {
        guard error.kind == .refusedRequest, !cursor.token.isEmpty, restarts < 5 else { throw error }
        restarts += 1
        cursor.token = ""
        pages.begin()
      }
    }
  }

  private func call() -> AmazonSession.Call {
    let marketplace = session.settings.marketplace.id
    var query = QueryText([
      "details": "true", "granularityType": "Marketplace", "granularityId": marketplace, "marketplaceIds": marketplace,
    ])
    // Changes of what is on its way are not seen by a start time, so everything is asked for unless it is recent.
    query.add("sellerSkus", skus?.joined(separator: ","))
    query.add("startDateTime", cursor.since.map(AmazonTime.text))
    query.add("nextToken", cursor.token.isEmpty ? nil : cursor.token)
    return AmazonSession.Call(operation: .inventory, path: "/fba/inventory/v1/summaries", query: query)
  }

  private mutating func page(_ answer: JSONPayload, _ call: AmazonSession.Call) throws(PlatformFailure) -> PulledPage {
    let reader = PayloadReader(answer)
    let summaries = reader.objects("payload", "inventorySummaries", of: answer.root)
    guard pages.accepts(summaries.map { reader.string("sellerSku", of: $0) ?? "" }) else {
      throw session.failure(
        .unexpectedAnswer, call, "the platform gives the same page of stock again and again",
        remedy: "run again later", mayRetry: true)
    }
    cursor.page += 1
    cursor.token = reader.token("pagination", "nextToken", of: answer.root) ?? ""
    if cursor.token.isEmpty { cursor.phase = .end }
    var fields = FieldReader(answer)
    var text = TextArena(bytes: answer.bytes)
    var drafts: [(raw: TextRange, cells: [InventoryColumn: TextRange])] = []
    var latest: Int64?
    for summary in summaries {
      var cells: [InventoryColumn: TextRange] = [:]
      _ = fields.read(summary, InventoryMaps.summary, path: "inventorySummaries") {
        cells[$0] = answer.text($1, in: &text)
      }
      let changed = cells[.updatedAt].flatMap { AmazonTime.seconds(text[$0]) }
      latest = [latest, changed].compactMap { $0 }.max()
      let version = Int64(truncatingIfNeeded: text.string(answer.range(summary)).hashValue)
      guard pages.isNew(reader.string("sellerSku", of: summary) ?? "", version) else { continue }
      drafts.append((answer.range(summary), cells))
    }
    var sink = DocumentSink(text: text, columns: columns, known: InventoryColumn.names, page: cursor.page)
    for draft in drafts {
      sink.begin(raw: draft.raw, draft.cells)
      sink.line([InventoryColumn.warehouse: sink.made("AFN")])
    }
    return PulledPage(
      batch: sink.finish(), next: cursor.cursor, latestChange: latest, unknownFields: fields.unknown.sorted(),
      byteCount: answer.bytes.count)
  }
}

/// Every member of a stock summary, and what becomes of it.
///
/// Source: the public model `fbaInventory.json`.
enum InventoryMaps {
  typealias Map = FieldMap<InventoryColumn>

  static let summary = Map(
    [
      "asin": .cell(.asin), "fnSku": .cell(.fnsku), "sellerSku": .cell(.sku), "condition": .cell(.condition),
      "lastUpdatedTime": .cell(.updatedAt), "productName": .cell(.title), "totalQuantity": .cell(.total),
      "inventoryDetails": .object(details),
    ],
    ignored: ["stores"])

  private static let details = Map([
    "fulfillableQuantity": .cell(.fulfillable), "inboundWorkingQuantity": .cell(.inboundWorking),
    "inboundShippedQuantity": .cell(.inboundShipped), "inboundReceivingQuantity": .cell(.inboundReceiving),
    "reservedQuantity": .object(
      Map(
        ["totalReservedQuantity": .cell(.reserved), "pendingCustomerOrderQuantity": .cell(.reservedForOrders)],
        ignored: ["pendingTransshipmentQuantity", "fcProcessingQuantity"])),
    "researchingQuantity": .object(
      Map(["totalResearchingQuantity": .cell(.researching)], ignored: ["researchingQuantityBreakdown"])),
    "unfulfillableQuantity": .object(
      Map(
        ["totalUnfulfillableQuantity": .cell(.unfulfillable)],
        ignored: [
          "customerDamagedQuantity", "warehouseDamagedQuantity", "distributorDamagedQuantity", "carrierDamagedQuantity",
          "defectiveQuantity", "expiredQuantity",
        ])),
    "futureSupplyQuantity": .ignored,
  ])
}
