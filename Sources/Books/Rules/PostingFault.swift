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
