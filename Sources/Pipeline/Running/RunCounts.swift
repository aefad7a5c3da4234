/// What a run, or one batch of it, has counted besides its totals.
public struct RunCounts: Sendable, Equatable {
  /// Documents that superseded an earlier revision.
  public var revised: Int64 = 0
  /// Documents refused, by the code of their first refusal.
  public var rejectsByCode: [String: Int64] = [:]
  /// Findings recorded, by code.
  public var findingsByCode: [String: Int64] = [:]

  /// Nothing.
  public init() {}

  /// Findings recorded.
  public var findings: Int64 { findingsByCode.values.reduce(0, +) }

  /// Takes in what a later batch has counted.
  mutating func add(_ other: RunCounts) {
    revised += other.revised
    rejectsByCode.merge(other.rejectsByCode, uniquingKeysWith: +)
    findingsByCode.merge(other.findingsByCode, uniquingKeysWith: +)
  }
}
