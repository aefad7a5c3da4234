public import Commerce
public import Tax

/// A sale, refund or adjustment as the posting rules see it; or many of one day, store and payment method, summed by the
/// terms of their lines, amounts of each sign apart: rules are linear in amounts, so both give the same sums.
public struct PostedDocument: Hashable, Sendable {
  /// One line, or the sum of lines with the same terms.
  public struct Line: Hashable, Sendable {
    /// What it is for and how it is taxed.
    public var terms: DeclaredLine.Terms
    /// Amount without tax, in minor units of the document's currency; on refunds negative but for discounts taken back.
    public var net: MinorUnits
    /// Tax, in the same units.
    public var tax: MinorUnits
    /// Amount without tax, in minor units of the books' currency.
    public var baseNet: MinorUnits
    /// Tax, in minor units of the books' currency.
    public var baseTax: MinorUnits

    /// A line.
    public init(
      terms: DeclaredLine.Terms, net: MinorUnits, tax: MinorUnits, baseNet: MinorUnits, baseTax: MinorUnits
    ) {
      self.terms = terms
      self.net = net
      self.tax = tax
      self.baseNet = baseNet
      self.baseTax = baseTax
    }
  }

  /// What kind of document.
  public var kind: TransactionKind
  /// The platform of the store, such as `shopify`.
  public var platform: String
  /// How buyers paid, as the platform names it; empty when it is not known.
  public var paymentMethod: String
  /// The country of destination; `nil` when it is not known.
  public var destination: Country?
  /// The currency of its amounts.
  public var currency: Currency
  /// The platform's id of the sale that is paid or refunded; empty for the sum of many documents.
  public var reference: String
  /// Its lines.
  public var lines: [Line]
  /// What gift cards have paid of it; what the payment method stands for has paid the rest.
  public var giftCards: GiftCardPart

  /// A document.
  public init(
    kind: TransactionKind, platform: String, paymentMethod: String = "", destination: Country? = nil,
    currency: Currency, reference: String = "", lines: [Line], giftCards: GiftCardPart = .none
  ) {
    self.kind = kind
    self.platform = platform
    self.paymentMethod = paymentMethod
    self.destination = destination
    self.currency = currency
    self.reference = reference
    self.lines = lines
    self.giftCards = giftCards
  }
}
