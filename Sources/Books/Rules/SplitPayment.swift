public import Commerce

/// A part of what a buyer has paid, by its own method.
public struct Tender: Hashable, Sendable {
  /// The method, as the platform names it, such as `gift_card`.
  public var method: String
  /// The amount in minor units of the document's currency.
  public var amount: MinorUnits
  /// The amount in minor units of the books' currency.
  public var base: MinorUnits

  /// A part.
  public init(_ method: String, _ amount: MinorUnits, base: MinorUnits) {
    self.method = method
    self.amount = amount
    self.base = base
  }
}

/// Documents that are paid in several ways, such as a gift card and another method for the rest.
extension DocumentRules {
  /// The postings of a document of which `tenders` pay their parts, and the document's own method the rest.
  ///
  /// A gift card that is redeemed is the liability that ends.
  ///
  /// - Throws: ``PostingFault/tooLarge``.
  public func postings(of document: PostedDocument, paidBy tenders: [Tender]) throws(PostingFault) -> [Posting] {
    let payer = payer(of: document)
    var parts = PostingSums()
    var rest: (amount: MinorUnits, base: MinorUnits) = (.zero, .zero)
    let postings = postings(of: document)
    for posting in postings where posting.account == payer {
      rest = try sum(rest, (posting.amount, posting.base))
    }
    for tender in tenders {
      let account = payments.account(for: tender.method)
      parts.add(
        Posting(
          account, document.currency, tender.amount, base: tender.base,
          reference: account.isOpenItem ? document.reference : ""))
      rest = try sum(rest, (-tender.amount, -tender.base))
    }
    parts.add(
      Posting(
        payer, document.currency, rest.amount, base: rest.base, reference: payer.isOpenItem ? document.reference : ""))
    let own = postings.filter { $0.account != payer }
    return document.kind == .refund ? own + parts.remaining : parts.remaining + own
  }

  private typealias Amounts = (amount: MinorUnits, base: MinorUnits)

  private func sum(_ left: Amounts, _ right: Amounts) throws(PostingFault) -> Amounts {
    guard let amount = left.amount.adding(right.amount), let base = left.base.adding(right.base) else {
      throw .tooLarge
    }
    return (amount, base)
  }
}
