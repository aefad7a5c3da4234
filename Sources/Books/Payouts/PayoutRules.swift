public import Commerce

/// How payouts and statements of providers are posted.
///
/// Sales and refunds stand in the books by their documents, which say what the provider owes; a payout settles that. What
/// else a line does (a fee, money held back, a compensation, tax, a chargeback) is posted on the line's own day, so that
/// nothing has to be carried over at a month's end. The transfer is posted on the day on which the money was sent: the
/// bank on one side, on the other what each order or the payout itself still had to give.
///
/// A payout that failed or was called off transfers nothing; what its orders gave waits for the payout that has it.
public struct PayoutRules: Sendable {
  /// The currency of the books.
  public let books: Currency
  /// How fees are posted.
  public let fees: FeeAccounts
  /// How documents are posted.
  public let documents: DocumentRules
  /// Whether postings to a provider's account name the order, and not only the payout.
  public let namesOrders: Bool

  /// Rules of books in a currency.
  public init(books: Currency, fees: FeeAccounts, documents: DocumentRules, namesOrders: Bool) {
    self.books = books
    self.fees = fees
    self.documents = documents
    self.namesOrders = namesOrders
  }

  /// The entries of a payout, by date.
  public func entries(of payout: SettledPayout) throws(PayoutFault) -> [EntryDraft] {
    var entries = PayoutEntries(payout)
    let effects = try effects(of: payout)
    for effect in effects {
      entries.add(effect.charge, to: .fees, on: effect.line.date)
      entries.add(effect.other, to: Bucket(effect.line.kind), on: effect.line.date)
    }
    if payout.isStatement {
      for effect in effects where effect.isTransfer {
        let settled = OpenItem(
          payout.account, reference: payout.id, payout.currency, -effect.net, base: -effect.netBase)
        entries.add(try transfer([settled], of: payout), to: .transfer, on: effect.line.date)
      }
    } else if payout.isSent {
      guard let date = payout.date else { throw .undated }
      let parts = try TransferParts(payout, effects)
      entries.add(try transfer(settled(by: parts, of: payout), of: payout), to: .transfer, on: date)
    }
    return entries.drafts
  }

  func effects(of payout: SettledPayout) throws(PayoutFault) -> [LineEffect] {
    var effects: [LineEffect] = []
    var running = RunningAmounts()
    for line in payout.lines { effects.append(try LineEffect(line, of: payout, self, &running)) }
    return effects
  }

  /// What a posting for a line to the provider's account names.
  func reference(_ line: SettledPayout.Line, _ payout: SettledPayout) -> String {
    namesOrders && !line.item.isEmpty ? line.item : payout.id
  }

  // MARK: The transfer

  private func settled(by parts: TransferParts, of payout: SettledPayout) -> [OpenItem] {
    var sums = PostingSums()
    for part in parts.parts {
      let reference = part.line.map { self.reference($0, payout) } ?? payout.id
      sums.add(Posting(payout.account, payout.currency, part.amount, base: part.base, reference: reference))
    }
    return sums.remaining.map {
      OpenItem($0.account, reference: $0.reference, $0.currency, $0.amount, base: $0.base)
    }
  }

  private func transfer(_ settled: [OpenItem], of payout: SettledPayout) throws(PayoutFault) -> [Posting] {
    do {
      return try Payout(received: received(for: settled, of: payout), settled: settled).postings(in: books)
    } catch {
      throw .tooLarge
    }
  }

  /// What the bank got. Where nobody tells what it is in the books' currency, it keeps the value of what it settles: a
  /// difference comes about when the money is exchanged.
  private func received(for settled: [OpenItem], of payout: SettledPayout) -> OpenItem {
    let sum = MinorUnits(settled.reduce(0) { $0 + $1.amount.count })
    let base = MinorUnits(settled.reduce(0) { $0 + $1.base.count })
    func bank(_ currency: Currency) -> AccountKey {
      AccountKey(.bank, party: currency == books ? "" : currency.code.lowercased())
    }
    guard let arrived = payout.bank, arrived.currency != payout.currency else {
      return OpenItem(bank(payout.currency), reference: "", payout.currency, sum, base: base)
    }
    return OpenItem(
      bank(arrived.currency), reference: "", arrived.currency, arrived.amount,
      base: arrived.currency == books ? arrived.amount : base)
  }
}

/// What a payout that was sent is made of: the lines, and what the total has beside them.
struct TransferParts {
  /// Its parts; one without a line is of the payout as a whole.
  private(set) var parts: [(line: SettledPayout.Line?, amount: MinorUnits, base: MinorUnits)]
  /// Whether the part without a line was carried over from an earlier payout.
  let isCarriedOver: Bool

  init(_ payout: SettledPayout, _ effects: [LineEffect]) throws(PayoutFault) {
    parts = effects.filter { !$0.isTransfer }.map { ($0.line, $0.net, $0.netBase) }
    let sum = parts.reduce(0) { $0 + $1.amount.count }
    // What was carried over is part of the total with some platforms and not with others.
    let rest = MinorUnits(payout.total.map { $0.count - sum } ?? payout.opening.count)
    isCarriedOver = rest == payout.opening
    guard rest != .zero else { return }
    guard let ratio = payout.ratio ?? effects.lazy.compactMap(\.line.ratio).first else { throw .noRate }
    parts.append((nil, rest, try ratio.base(of: rest)))
  }
}
