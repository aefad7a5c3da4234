import Formats
import HTTPTypes
public import Platforms

/// Orders by their ids with their refunds, one to a page, such as those that a webhook names.
public struct SingleOrdersPull: PlatformPull {
  /// Ids that the shop has no order of, among those that were asked for so far.
  public private(set) var missing: [Int64] = []

  private let client: WooCommerceClient
  private let columns: [String]
  private var ids: ArraySlice<Int64>
  private var page = 0

  init(_ client: WooCommerceClient, _ ids: [Int64], columns: [String]) {
    self.client = client
    self.columns = columns
    self.ids = ids[...]
  }

  /// The next order that there is.
  public mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while let id = ids.popFirst() {
      let answer = try await client.send("orders.find", .get, "/wc/v3/orders/\(id)")
      if answer.isMissing {
        missing.append(id)
        continue
      }
      page += 1
      let documents = try await OrderPage(client: client, columns: columns, vatNumbers: VATNumber(client))
        .documents([answer.payload.root], answer, number: page)
      return PulledPage(
        batch: documents.batch, next: PullCursor("wc1;ids;;;\(id);0;\(page)"), latestChange: documents.latestChange,
        unknownFields: documents.unknown, byteCount: documents.byteCount)
    }
    return nil
  }
}
