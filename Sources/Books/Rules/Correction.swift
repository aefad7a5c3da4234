import Commerce

/// What an event turned out to be other than it was booked.
///
/// What was booked is taken back from the accounts that it was booked to, whichever accounts play their roles by now.
public struct Correction: Hashable, Sendable {
  /// What takes the books from what was booked to what should be: what is in both is left out.
  public private(set) var postings: [BookedPosting] = []

  /// The difference of what was booked and what should have been.
  public init(from old: [BookedPosting], to new: [BookedPosting]) {
    for booked in old { add(booked.reversed) }
    for booked in new { add(booked) }
    postings.removeAll { $0.posting.amount == .zero && $0.posting.base == .zero }
  }

  /// Whether an account changes by it; a correction that does not is of names alone.
  public var movesMoney: Bool {
    let sums = Dictionary(grouping: postings) { "\($0.account.number) \($0.posting.currency.code)" }
    return sums.values.contains { booked in
      booked.reduce(0) { $0 + $1.posting.amount.count } != 0 || booked.reduce(0) { $0 + $1.posting.base.count } != 0
    }
  }

  /// Adds an amount; one whose sum would leave 64 bits stays apart, so that none is lost.
  private mutating func add(_ booked: BookedPosting) {
    guard let index = postings.firstIndex(where: { $0.isAlike(booked) }),
      let amount = postings[index].posting.amount.adding(booked.posting.amount),
      let base = postings[index].posting.base.adding(booked.posting.base)
    else { return postings.append(booked) }
    postings[index].posting.amount = amount
    postings[index].posting.base = base
  }
}
