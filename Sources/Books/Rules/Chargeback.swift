/// A payment that a buyer's bank has fetched back, with what the provider charges for it.
///
/// It takes the sale and its tax back as a refund does. Where the provider decides for the seller, the same comes back: post
/// it once more with the other sign.
public struct Chargeback: Hashable, Sendable {
  /// What of the sale is taken back, as a refund with negative amounts.
  public var refund: PostedDocument
  /// What the provider charges for the dispute; `nil` for nothing.
  public var fee: ProviderCharges?

  /// A chargeback.
  public init(_ refund: PostedDocument, fee: ProviderCharges? = nil) {
    self.refund = refund
    self.fee = fee
  }

  /// The postings, by the rules for documents.
  public func postings(by rules: DocumentRules) -> [Posting] {
    Settlement.postings([rules.postings(of: refund), fee?.postings ?? []])
  }
}
