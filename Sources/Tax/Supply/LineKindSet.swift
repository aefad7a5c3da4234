public import Commerce

/// A set of kinds of line.
public struct LineKindSet: Hashable, Sendable, BitwiseCopyable {
  private var bits: UInt64 = 0

  /// The set of `kinds`.
  public init(_ kinds: some Sequence<LineKind>) {
    for kind in kinds { bits |= 1 << UInt64(kind.rawValue) }
  }

  /// Kinds that are no supply by the seller unless a profile says otherwise: money that moves without a sale, and
  /// vouchers and gratuities, which are taxed when and if something is supplied for them.
  public static let noSupply = LineKindSet([
    .bankCharge, .marketplaceFee, .badDebt, .commission, .stockAdjustment, .rounding, .giftCard, .tip,
  ])

  /// Whether `kind` is in the set.
  public func contains(_ kind: LineKind) -> Bool { bits & (1 << UInt64(kind.rawValue)) != 0 }

  /// Its members, in the order of the vocabulary.
  public var kinds: [LineKind] { LineKind.allCases.filter(contains) }
}
