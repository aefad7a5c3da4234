/// Payments that buyers' banks have fetched back.
import Commerce

extension PayoutRules {
  /// The postings of a chargeback of a sale or of a part of it: it takes back that part of its income and of its tax.
  ///
  /// - Parameters:
  ///   - item: what the provider took, negative; positive where the seller got it back.
  ///   - sale: the document.
  /// - Returns: `nil` where the sale comes to nothing.
  func chargeback(_ item: OpenItem, of sale: PostedDocument) -> [Posting]? {
    let total = sale.lines.reduce(0) { $0 + $1.net.count + $1.tax.count }
    guard total != 0, let lines = scaled(sale.lines, to: item.amount.count, from: total) else { return nil }
    var refund = sale
    refund.kind = .refund
    refund.lines = lines
    // It is the provider's part alone that was fetched back.
    refund.giftCards = .none
    let taken = documents.postings(of: refund).filter { !$0.account.isOpenItem }
    guard !taken.isEmpty else { return nil }
    var counter = item
    counter.amount = MinorUnits(-taken.reduce(0) { $0 + $1.amount.count })
    counter.base = MinorUnits(-taken.reduce(0) { $0 + $1.base.count })
    return taken + [counter.opening]
  }

  /// The lines in proportion, together exactly `amount`: what rounding leaves goes to the largest.
  private func scaled(
    _ lines: [PostedDocument.Line], to amount: Int64, from total: Int64
  ) -> [PostedDocument.Line]? {
    var scaled: [PostedDocument.Line] = []
    for line in lines {
      let figures = [line.net, line.tax, line.baseNet, line.baseTax].compactMap {
        Rounding.halfAwayFromZero.scale($0.count, by: amount, over: total).map { MinorUnits($0) }
      }
      guard figures.count == 4 else { return nil }
      scaled.append(
        PostedDocument.Line(
          terms: line.terms, net: figures[0], tax: figures[1], baseNet: figures[2], baseTax: figures[3]))
    }
    let rest = amount - scaled.reduce(0) { $0 + $1.net.count + $1.tax.count }
    guard rest != 0 else { return scaled }
    guard let largest = scaled.indices.max(by: { scaled[$0].net.count.magnitude < scaled[$1].net.count.magnitude })
    else { return nil }
    let isInBooksCurrency = lines.allSatisfy { $0.net == $0.baseNet && $0.tax == $0.baseTax }
    scaled[largest].net = MinorUnits(scaled[largest].net.count + rest)
    if isInBooksCurrency { scaled[largest].baseNet = scaled[largest].net }
    return scaled
  }
}
