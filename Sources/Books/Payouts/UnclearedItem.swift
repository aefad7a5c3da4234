public import Commerce

/// What is open on a provider's account, and why.
public struct UnclearedItem: Hashable, Sendable {
  /// Why an item is open.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Documents say that the provider has the money; no payout has it.
    case notPaidOut = "not_paid_out"
    /// A payout has it that was not sent yet.
    case underway = "underway"
    /// A payout has settled what no document of the journal says.
    case unknownOrder = "unknown_order"
    /// A payout has settled another amount than the documents come to.
    case otherAmount = "other_amount"
    /// Gift cards have paid a part of it, and the source does not say how much.
    case giftCardPart = "gift_card_part"
    /// A payout has settled it without naming an order.
    case noOrder = "no_order"
    /// The provider holds it for the seller to use.
    case held = "held"
    /// A payout that was not sent waits for one that takes it over, or one has taken over what is not known.
    case carriedOver = "carried_over"
    /// The amounts are settled; what is left is a difference from exchange rates.
    case exchange = "exchange"
    /// It was booked by other means than by documents and payouts.
    case booked = "booked_otherwise"

    /// Whether somebody must find out what it is; what merely takes its time is not.
    public var isUnexplained: Bool {
      switch self {
      case .unknownOrder, .otherAmount, .giftCardPart, .noOrder: true
      case .notPaidOut, .underway, .held, .carriedOver, .exchange, .booked: false
      }
    }

    /// A sentence for a person.
    public var sentence: String {
      switch self {
      case .notPaidOut: "the provider has been paid; no payout has it yet"
      case .underway: "a payout has it that was not sent yet"
      case .unknownOrder: "a payout has settled an order that is not in the journal"
      case .otherAmount: "a payout has settled another amount than the documents come to"
      case .giftCardPart: "gift cards have paid a part, and the source does not say how much"
      case .noOrder: "a payout has settled it without naming an order"
      case .held: "the provider holds it for the seller to use"
      case .carriedOver: "a payout that was not sent waits for one that takes it over"
      case .exchange: "the amounts are settled; a difference from exchange rates is left"
      case .booked: "it was booked by hand"
      }
    }
  }

  /// What it is.
  public var item: ClearingMove.Item
  /// What the documents of it come to.
  public var documents: MinorUnits
  /// What payouts have settled of it, as it changes what the provider owes.
  public var payouts: MinorUnits
  /// What is open, in minor units of the currency; positive for what the provider owes the seller.
  public var amount: MinorUnits
  /// What is open in minor units of the books' currency.
  public var base: MinorUnits
  /// Since when: the first day after which it was never settled whole.
  public var since: CivilDate
  /// Why.
  public var reason: Reason

  /// The number of days that it is open on a day.
  public func age(on date: CivilDate) -> Int { max(0, Int(date.day) - Int(since.day)) }
}

/// The items of one provider's account in one currency: what every sale and payout of it comes to, and what is open.
public struct ClearingItems: Sendable {
  private var items: [ClearingMove.Item: Sums] = [:]
  /// Items of payouts that were not sent yet.
  private var underway: Set<ClearingMove.Item> = []
  /// Orders of which gift cards have paid nobody knows how much.
  private var partly: Set<ClearingMove.Item> = []
  /// What all changes come to.
  public private(set) var total: (amount: MinorUnits, base: MinorUnits) = (.zero, .zero)

  fileprivate struct Sums {
    var documents: Int64 = 0
    var payouts: Int64 = 0
    var entries: Int64 = 0
    var base: Int64 = 0
    var hasDocuments = false
    var hasPayouts = false
    /// Changes by day, for as long as the item is looked at.
    var days: [(date: CivilDate, amount: Int64)] = []
  }

  /// No items.
  public init() {}

  /// Adds a change.
  public mutating func add(_ move: ClearingMove) {
    var sums = items[move.item] ?? Sums()
    switch move.side {
    case .document:
      sums.documents += move.amount.count
      sums.hasDocuments = true
    case .payout:
      sums.payouts += move.amount.count
      sums.hasPayouts = true
    case .entry: sums.entries += move.amount.count
    }
    sums.base += move.base.count
    sums.days.append((move.date, move.amount.count))
    items[move.item] = sums
    total = (MinorUnits(total.amount.count + move.amount.count), MinorUnits(total.base.count + move.base.count))
  }

  /// Adds the changes of another account.
  public mutating func add(_ other: ClearingItems) {
    for (item, sums) in other.items {
      guard var known = items[item] else {
        items[item] = sums
        continue
      }
      known.documents += sums.documents
      known.payouts += sums.payouts
      known.entries += sums.entries
      known.base += sums.base
      known.hasDocuments = known.hasDocuments || sums.hasDocuments
      known.hasPayouts = known.hasPayouts || sums.hasPayouts
      known.days += sums.days
      items[item] = known
    }
    underway.formUnion(other.underway)
    partly.formUnion(other.partly)
    total = (
      MinorUnits(total.amount.count + other.total.amount.count), MinorUnits(total.base.count + other.total.base.count)
    )
  }

  /// Notes that a payout has an item which was not sent yet.
  public mutating func noteUnderway(_ item: ClearingMove.Item) { underway.insert(item) }

  /// Notes that gift cards have paid a part of an item, and that nobody knows how much.
  public mutating func noteGiftCardPart(_ item: ClearingMove.Item) { partly.insert(item) }

  /// The number of items that were settled to exactly zero.
  public var settledCount: Int { items.values.count { $0.amount == 0 && $0.base == 0 } }

  /// What is open, the oldest first.
  public var open: [UnclearedItem] {
    items.filter { $0.value.amount != 0 || $0.value.base != 0 }.map { item, sums in
      UnclearedItem(
        item: item, documents: MinorUnits(sums.documents), payouts: MinorUnits(sums.payouts),
        amount: MinorUnits(sums.amount), base: MinorUnits(sums.base), since: sums.since,
        reason: reason(item, sums))
    }.sorted { ($0.since, $0.item.order) < ($1.since, $1.item.order) }
  }

  private func reason(_ item: ClearingMove.Item, _ sums: Sums) -> UnclearedItem.Reason {
    if sums.amount == 0 { return .exchange }
    switch item {
    case .balance: return .held
    case .carriedOver: return .carriedOver
    case .entry: return .booked
    case .payout: return underway.contains(item) ? .underway : .noOrder
    case .order:
      if !sums.hasDocuments { return .unknownOrder }
      if underway.contains(item) { return .underway }
      guard sums.hasPayouts else { return .notPaidOut }
      return partly.contains(item) ? .giftCardPart : .otherAmount
    }
  }
}

extension ClearingItems.Sums {
  fileprivate var amount: Int64 { documents + payouts + entries }

  /// The day after the last one at whose end nothing was open.
  fileprivate var since: CivilDate {
    var balance: Int64 = 0
    var opened: CivilDate?
    let sorted = days.sorted { $0.date < $1.date }
    for (index, day) in sorted.enumerated() {
      balance += day.amount
      let isEndOfDay = index + 1 == sorted.count || sorted[index + 1].date != day.date
      guard isEndOfDay else { continue }
      if balance == 0 { opened = nil } else if opened == nil { opened = day.date }
    }
    return opened ?? sorted.last?.date ?? CivilDate(day: 0)
  }
}

extension ClearingMove.Item {
  /// What tells items of one day apart in lists.
  fileprivate var order: String {
    switch self {
    case .order(let id, let store): "1 \(store) \(id)"
    case .payout(let id, let store): "2 \(store) \(id)"
    case .balance: "3"
    case .carriedOver: "4"
    case .entry(let number): "5 \(number)"
    }
  }
}
