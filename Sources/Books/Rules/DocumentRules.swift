public import Commerce
import Tax

/// How sales, refunds and adjustments are posted.
///
/// Every line gives its amount without tax to the account of its kind and its tax to the account of whose tax it is; what
/// the buyer pays for all of them together is owed by whoever holds the money, and what gift cards pay of it is a liability
/// that ends. A refund is posted as it is signed, the other way round. The rules are linear in amounts: the postings of
/// lines summed by their terms are the sums of their postings, as long as amounts that are taken off and amounts that are
/// given back, such as a discount and the return of one, are summed apart.
public struct DocumentRules: Sendable {
  /// Counts the changes of these rules that post the same document otherwise; entries keep it.
  public static let version = 2

  /// Where the business is established.
  public let home: Country
  /// Platforms that take the buyers' money themselves, whatever the payment method.
  public let marketplaces: Set<String>
  /// Which account payment methods stand for.
  public let payments: PaymentMethods

  /// The rules for a business in `home`.
  public init(
    home: Country, marketplaces: Set<String> = ["amazon"], payments: PaymentMethods = .standard
  ) {
    self.home = home
    self.marketplaces = marketplaces
    self.payments = payments
  }

  /// The postings of a document, which come to nothing in every currency.
  ///
  /// On sales, who owes the money comes first, on refunds last; between them lines that are taxed alike follow one
  /// another, each group's tax behind it.
  public func postings(of document: PostedDocument) -> [Posting] {
    let payer = payer(of: document)
    var counters = GiftCardPart.redeemed(document, insteadOf: payer)
    var groups: [Group] = []
    for line in document.lines {
      let lineAccounts = LineAccounts(line, of: document, home: home)
      add(lineAccounts.postings(document.currency), taggedAs: lineAccounts.tag, to: &groups)
      for (amount, base) in [(line.net, line.baseNet), (line.tax, line.baseTax)] {
        let account = lineAccounts.counter ?? payer
        counters.add(
          Posting(
            account, document.currency, amount, base: base,
            reference: account.isOpenItem ? document.reference : ""))
      }
    }
    let own = groups.flatMap { $0.income.remaining + $0.tax.remaining }
    return document.kind == .refund ? own + counters.remaining : counters.remaining + own
  }

  /// Who owes what a buyer has paid, or who takes back what is refunded.
  func payer(of document: PostedDocument) -> AccountKey {
    payer(platform: document.platform, paymentMethod: document.paymentMethod)
  }

  /// Who owes what is paid by a method on a platform.
  public func payer(platform: String, paymentMethod: String) -> AccountKey {
    marketplaces.contains(platform)
      ? AccountKey(.clearing, party: platform) : payments.account(for: paymentMethod)
  }

  /// Whether gift cards have paid a part of what is paid by a method, as its name tells, and somebody else the rest.
  public func hasGiftCardPart(platform: String, paymentMethod: String) -> Bool {
    !marketplaces.contains(platform) && payments.hasGiftCardPart(paymentMethod)
  }

  /// Lines that are taxed alike.
  private struct Group {
    var tag: TaxTag?
    var income = PostingSums()
    var tax = PostingSums()
  }

  private func add(_ postings: (income: Posting, tax: Posting), taggedAs tag: TaxTag?, to groups: inout [Group]) {
    let index = groups.firstIndex { $0.tag == tag } ?? groups.endIndex
    if index == groups.endIndex { groups.append(Group(tag: tag)) }
    groups[index].income.add(postings.income)
    groups[index].tax.add(postings.tax)
  }
}

extension GiftCardPart {
  /// What takes the part of a document off who owes the rest.
  fileprivate static func redeemed(_ document: PostedDocument, insteadOf payer: AccountKey) -> PostingSums {
    let part = document.giftCards
    var sums = PostingSums()
    sums.add(Posting(AccountKey(.giftCards), document.currency, part.amount, base: part.base))
    sums.add(
      Posting(
        payer, document.currency, -part.amount, base: -part.base,
        reference: payer.isOpenItem ? document.reference : ""))
    return sums
  }
}

extension AccountKey {
  /// Whether what stands on the account is settled item by item.
  var isOpenItem: Bool { role == .clearing || role == .receivable || role == .reserve }
}
