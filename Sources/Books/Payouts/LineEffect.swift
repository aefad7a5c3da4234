import Commerce

/// What a line of a payout does by itself, before its sum is transferred.
struct LineEffect {
  /// The line.
  let line: SettledPayout.Line
  /// What the provider keeps: the line's fee, or the line where it is one; with what that changes the provider's account by.
  private(set) var charge: [Posting] = []
  /// What its amount is, where it is neither a sale nor a refund; with what that changes the provider's account by.
  private(set) var other: [Posting] = []
  /// What the line changes the sum of the payout by, in the books' currency.
  private(set) var netBase = MinorUnits.zero

  /// What the line changes the sum of the payout by.
  var net: MinorUnits { MinorUnits(line.amount.count - line.fee.count) }
  /// Whether it is a transfer to the bank.
  var isTransfer: Bool { line.kind == .payout }

  /// What the postings at the line's own date change the provider's account by.
  var change: (amount: MinorUnits, base: MinorUnits) { (charge + other).change }

  /// - Parameter running: what the lines before have settled of each order.
  init(
    _ line: SettledPayout.Line, of payout: SettledPayout, _ rules: PayoutRules, _ running: inout RunningAmounts
  ) throws(PayoutFault) {
    self.line = line
    guard let ratio = line.ratio ?? payout.ratio else { throw .noRate }
    let reference = rules.reference(line, payout)
    func item(_ amount: MinorUnits, _ base: MinorUnits) -> OpenItem {
      OpenItem(payout.account, reference: reference, payout.currency, amount, base: base)
    }
    var amountBase = line.settlesDocuments ? try running.base(of: line, ratio) : try ratio.base(of: line.amount)
    let feeBase = try ratio.base(of: line.fee)
    if line.kind == .fee {
      let cost = item(-net, MinorUnits(feeBase.count - amountBase.count))
      charge = try rules.fees.postings(cost, named: line.name, by: payout.party, on: line.date)
    } else {
      if line.fee != .zero {
        charge = try rules.fees.postings(item(line.fee, feeBase), named: line.name, by: payout.party, on: line.date)
      }
      other = line.amount == .zero ? [] : Self.other(line, item(line.amount, amountBase), payout, rules)
      if line.kind == .chargeback { amountBase = other.change.base }
    }
    netBase = MinorUnits(amountBase.count - feeBase.count)
  }

  /// The postings of an amount that is no sale, refund, fee or transfer.
  private static func other(
    _ line: SettledPayout.Line, _ item: OpenItem, _ payout: SettledPayout, _ rules: PayoutRules
  ) -> [Posting] {
    func posted(to account: AccountKey, tax: TaxTag? = nil, note: String = "") -> [Posting] {
      let reference = account.isOpenItem ? item.reference : ""
      let counter = Posting(
        account, item.currency, -item.amount, base: -item.base, tax: tax, reference: reference, note: note)
      return [counter, item.opening]
    }
    switch line.kind {
    case .sale, .refund, .fee, .payout, .payoutReturn: return []
    case .reserve: return posted(to: AccountKey(.reserve, party: payout.party))
    case .adjustment: return posted(to: AccountKey(.compensation), note: line.name)
    case .tax:
      guard line.isOfMarketplace else { return posted(to: AccountKey(.withheldTax), note: line.name) }
      return line.marketplaceTax.map { posted(to: AccountKey(.marketplaceTax), tax: $0) } ?? []
    case .chargeback:
      return line.sale.flatMap { rules.chargeback(item, of: $0) }
        ?? posted(to: AccountKey(.suspense), note: "\(line.name) of an order that is not in the journal")
    case .other: return posted(to: AccountKey(.suspense), note: line.name)
    }
  }
}

/// What lines have settled of orders so far, so that the parts of an order come to exactly what the whole is in the books.
struct RunningAmounts {
  private struct Key: Hashable {
    let store, item: String
    let ratio: BaseRatio
  }

  private var amounts: [Key: MinorUnits] = [:]

  /// What a line is in the books' currency: what it and all before it are, less what those were.
  mutating func base(of line: SettledPayout.Line, _ ratio: BaseRatio) throws(PayoutFault) -> MinorUnits {
    let key = Key(store: line.store, item: line.item, ratio: ratio)
    let before = amounts[key] ?? .zero
    let after = MinorUnits(before.count + line.amount.count)
    amounts[key] = after
    let base = try ratio.base(of: after)
    return MinorUnits(base.count - (try ratio.base(of: before)).count)
  }
}

extension SettledPayout.Line {
  /// Whether its amount settles what documents say, and is nothing else.
  var settlesDocuments: Bool {
    switch kind {
    case .sale, .refund: true
    case .tax: isOfMarketplace && marketplaceTax == nil
    case .fee, .reserve, .adjustment, .chargeback, .payout, .other, .payoutReturn: false
    }
  }

  /// Whether it is tax that a marketplace collects in its own name and takes from what the buyer paid.
  var isOfMarketplace: Bool { name.lowercased().contains("marketplace") }
}

extension [Posting] {
  /// What they change providers' accounts by.
  var change: (amount: MinorUnits, base: MinorUnits) {
    let own = filter { $0.account.role == .clearing }
    return (MinorUnits(own.reduce(0) { $0 + $1.amount.count }), MinorUnits(own.reduce(0) { $0 + $1.base.count }))
  }
}
