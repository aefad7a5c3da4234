/// The refunds of a page of financial events that belong to one marketplace.
import Columns
import Formats

enum RefundPage {
  /// Reads the refunds; events of another marketplace are left to its own store.
  static func read(
    _ page: inout OrderPage, _ marketplace: AmazonMarketplace, root: JSONElement? = nil
  ) -> [RefundDraft] {
    let reader = PayloadReader(page.payload)
    guard let events = reader.member("payload", "FinancialEvents", of: root ?? page.payload.root) else { return [] }
    var cells: [OrderColumn: TextRange] = [:]
    let lists = page.read(events, FinanceMaps.events, path: "FinancialEvents", into: &cells)
    var refunds: [RefundDraft] = []
    for (list, reason) in FinanceMaps.refundLists {
      for event in page.payload.elements(of: lists[list]) {
        let refund = RefundReader.refund(event, reason: reason, &page)
        let other = AmazonMarketplace.named(refund.marketplaceName)
        if other == nil || other == marketplace { refunds.append(refund) }
      }
    }
    return refunds
  }
}
