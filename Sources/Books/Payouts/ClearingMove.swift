public import Commerce

/// One change of what a provider owes, by the item that it opens or settles.
public struct ClearingMove: Hashable, Sendable {
  /// What an amount on a provider's account belongs to.
  public enum Item: Hashable, Sendable {
    /// A sale with its refunds, by the platform's id of the sale and the name of its store.
    case order(String, store: String)
    /// What a payout settles without naming an order, by the platform's id of the payout and the name of its store.
    case payout(String, store: String)
    /// What the provider holds for the seller to use.
    case balance
    /// Sums of payouts that failed, were called off, or were owed: a later payout takes them over.
    case carriedOver
    /// An entry that was booked by other means than by documents and payouts, by its number.
    case entry(Int64)
  }

  /// The side that a change comes from.
  public enum Side: Int, Hashable, Sendable {
    /// A document: a sale or a refund.
    case document
    /// A line of a payout or statement.
    case payout
    /// An entry booked by other means.
    case entry
  }

  /// What it belongs to.
  public var item: Item
  /// Where it comes from.
  public var side: Side
  /// The day.
  public var date: CivilDate
  /// The amount, in minor units of its currency; positive for what the provider owes the seller.
  public var amount: MinorUnits
  /// The amount in minor units of the books' currency.
  public var base: MinorUnits

  /// A change.
  public init(_ item: Item, _ side: Side, on date: CivilDate, amount: MinorUnits, base: MinorUnits) {
    self.item = item
    self.side = side
    self.date = date
    self.amount = amount
    self.base = base
  }
}

extension PayoutRules {
  /// What a payout changes, item by item; together that is what its entries change the provider's account by.
  public func moves(of payout: SettledPayout) throws(PayoutFault) -> [ClearingMove] {
    let effects = try effects(of: payout)
    var moves: [ClearingMove] = []
    for effect in effects {
      let change = effect.change
      guard change.amount != .zero || change.base != .zero else { continue }
      moves.append(
        ClearingMove(
          effect.line.clearingItem(in: payout), .payout, on: effect.line.date, amount: change.amount,
          base: change.base))
    }
    if payout.isStatement {
      for effect in effects { add(effect, to: .balance, on: effect.line.date, payout, &moves) }
    } else if payout.isSent {
      guard let date = payout.date else { throw .undated }
      let parts = try TransferParts(payout, effects)
      for part in parts.parts {
        let rest = parts.isCarriedOver ? ClearingMove.Item.carriedOver : .payout(payout.id, store: payout.store)
        moves.append(
          ClearingMove(
            part.line?.clearingItem(in: payout) ?? rest, .payout, on: date, amount: -part.amount,
            base: -part.base))
      }
    } else if payout.isCarriedOver {
      let last = payout.date ?? payout.lines.map(\.date).max()
      for effect in effects { add(effect, to: .carriedOver, on: last ?? effect.line.date, payout, &moves) }
    }
    return moves
  }

  /// Settles what the line is about, and opens its sum elsewhere.
  private func add(
    _ effect: LineEffect, to item: ClearingMove.Item, on date: CivilDate, _ payout: SettledPayout,
    _ moves: inout [ClearingMove]
  ) {
    if !effect.isTransfer {
      moves.append(
        ClearingMove(
          effect.line.clearingItem(in: payout), .payout, on: date, amount: -effect.net, base: -effect.netBase))
    } else if !payout.isStatement {
      return
    }
    moves.append(ClearingMove(item, .payout, on: date, amount: effect.net, base: effect.netBase))
  }
}

extension SettledPayout {
  /// Whether nothing was sent yet, and it is not known either that nothing will be.
  public var isUnderway: Bool { !isStatement && !isSent && !isCarriedOver }
  /// Whether its sum goes on into a later payout: it came back, was called off, or the seller owed it.
  var isCarriedOver: Bool {
    switch status {
    case .failed, .cancelled: true
    case .scheduled, .inTransit: (total ?? .zero) < .zero
    case .open, .paid, nil: false
    }
  }
}

extension SettledPayout.Line {
  /// What it settles.
  public func clearingItem(in payout: SettledPayout) -> ClearingMove.Item {
    if kind == .payoutReturn { return .carriedOver }
    return item.isEmpty ? .payout(payout.id, store: payout.store) : .order(item, store: store)
  }
}
