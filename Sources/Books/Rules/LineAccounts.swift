import Commerce
import Tax

/// The accounts that a line of a document is posted to.
struct LineAccounts {
  private let line: PostedDocument.Line
  /// The account of the amount without tax.
  let income: AccountKey
  /// The account of the tax.
  let tax: AccountKey
  /// What ties the amount to a return; `nil` for none.
  let tag: TaxTag?
  /// What ties the tax to one: tax that passes through is of no rate, since a payout takes it back as one amount.
  private let taxTag: TaxTag?
  /// The account of the other side, where that is not who owes the money.
  let counter: AccountKey?

  init(_ line: PostedDocument.Line, of document: PostedDocument, home: Country) {
    self.line = line
    let terms = line.terms
    let supply = SupplyClass(terms, home: home)
    func key(_ role: AccountRole) -> AccountKey {
      AccountKey(
        role, supply: supply, territory: supply.isByTerritory ? terms.territory : nil,
        rate: supply.isByRate ? terms.rate : nil)
    }
    switch terms.lineKind {
    case .goods, .service, .digital, .sample, .manual: income = key(.revenue)
    case .shipping, .fee: income = key(.shippingRevenue)
    case .discount: income = key(line.isReduction(of: document) ? .reduction : .revenue)
    // What is taxed when it is sold is a sale, such as a voucher that is good for one thing only.
    case .tip: income = terms.treatment == .taxed ? key(.revenue) : AccountKey(.tips)
    case .giftCard: income = terms.treatment == .taxed ? key(.revenue) : AccountKey(.giftCards)
    case .duty: income = AccountKey(.duties)
    case .rounding: income = AccountKey(.rounding)
    case .bankCharge: income = AccountKey(.bankCharges)
    case .marketplaceFee, .commission: income = AccountKey(.platformFees)
    case .badDebt: income = AccountKey(.badDebt)
    case .stockAdjustment: income = AccountKey(.costOfGoods)
    }
    // What a marketplace owes is never the seller's, neither as income nor as a debt to an office.
    tax = supply == .marketplace ? AccountKey(.marketplaceTax) : key(.outputTax)
    tag = TaxTag(terms, supply, destination: document.destination, home: home)
    taxTag = supply == .marketplace ? tag.map { TaxTag(marketplaceOf: $0.territory, rate: nil) } : tag
    counter = terms.lineKind == .stockAdjustment ? AccountKey(.inventory) : nil
  }

  /// What the line gives to its accounts: income and debts are credits.
  func postings(_ currency: Currency) -> (income: Posting, tax: Posting) {
    (
      Posting(income, currency, -line.net, base: -line.baseNet, tax: tag),
      Posting(tax, currency, -line.tax, base: -line.baseTax, tax: taxTag)
    )
  }
}

extension PostedDocument.Line {
  /// Whether it is money given back without anything coming back, as platforms word it on refunds: an amount taken off.
  /// What a refund gives less because units had been discounted is an amount of the other sign, and no reduction.
  func isReduction(of document: PostedDocument) -> Bool {
    guard document.kind == .refund else { return false }
    return net == .zero ? tax < .zero : net < .zero
  }
}
