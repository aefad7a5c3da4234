public import Commerce

/// Why an event cannot be posted as it is told.
public enum PostingFault: Error, Hashable, Sendable {
  /// What is cleared is not what arrived, was kept or held back; by how much, in minor units of that currency.
  case unbalanced(MinorUnits, Currency)
  /// An amount does not fit 64 bits.
  case tooLarge
  /// More units would come back than were sold.
  case moreThanSold
}

extension PostingFault {
  /// A sentence for a person: what is wrong, and what to do.
  public var sentence: String {
    switch self {
    case .unbalanced(let difference, let currency):
      "what is cleared and what it became differ by \(Money(difference, currency)); find the missing amount, nothing is rounded off"
    case .tooLarge: "an amount does not fit 64 bits; look for a misplaced decimal point"
    case .moreThanSold: "more units would come back than were sold; look for a return that is counted twice"
    }
  }
}
