import Commerce

/// Postings of one entry as they are drawn together: amounts that agree in everything else are added.
public struct PostingSums: Sendable {
  private(set) var postings: [Posting] = []

  /// Nothing.
  public init() {}

  /// Adds an amount; nothing where it is none.
  ///
  /// A sum that would leave 64 bits stays apart, so that no amount is lost.
  public mutating func add(_ posting: Posting) {
    guard posting.amount != .zero || posting.base != .zero else { return }
    if let index = postings.firstIndex(where: { $0.isAlike(posting) }),
      let amount = postings[index].amount.adding(posting.amount), let base = postings[index].base.adding(posting.base)
    {
      postings[index].amount = amount
      postings[index].base = base
    } else {
      postings.append(posting)
    }
  }

  /// Those that do not come to nothing.
  public var remaining: [Posting] { postings.filter { $0.amount != .zero || $0.base != .zero } }
}

extension Posting {
  /// Whether both differ in nothing but their amounts.
  func isAlike(_ other: Posting) -> Bool {
    account == other.account && currency == other.currency && tax == other.tax && reference == other.reference
      && note == other.note
  }
}
