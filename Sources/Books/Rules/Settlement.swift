import Commerce

/// Events that are posted as one entry, as a marketplace's settlement tells of sales, refunds and charges at once.
public enum Settlement {
  /// The postings of all events: what stands on the same open item is drawn together, all else stays as it was; debits
  /// come before credits.
  public static func postings(_ events: [[Posting]]) -> [Posting] {
    var items = PostingSums()
    var places: [Place] = []
    for posting in events.joined() {
      guard posting.account.isOpenItem else {
        places.append(.own(posting))
        continue
      }
      let count = items.postings.count
      items.add(posting)
      if items.postings.count > count { places.append(.item(count)) }
    }
    let all: [Posting] = places.map { place in
      switch place {
      case .own(let posting): posting
      case .item(let index): items.postings[index]
      }
    }
    let moved = all.filter { $0.amount != .zero || $0.base != .zero }
    return moved.filter(\.isDebit) + moved.filter { !$0.isDebit }
  }

  private enum Place {
    case own(Posting)
    /// The place of an item among the sums.
    case item(Int)
  }
}

extension Posting {
  /// Whether it is a debit; where only the books' currency moves, by that.
  public var isDebit: Bool { amount == .zero ? base > .zero : amount > .zero }
}
