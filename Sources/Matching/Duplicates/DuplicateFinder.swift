/// Proposes which records are the same person, with a score and reasons, where no exact rule would join them.
///
/// ```swift
/// var finder = DuplicateFinder()
/// for record in records { finder.add(record) }
/// for proposal in finder.proposals(from: 800) { print(proposal.first, proposal.second, proposal.score, proposal.reasons) }
/// ```
///
/// Only records that share one of several rough keys are compared, so the time grows with the number of records and not with
/// that of pairs.
public struct DuplicateFinder: Sendable {
  private var table = RecordTable()

  /// A finder without records.
  public init() {}

  /// Adds a record.
  public mutating func add(_ record: DuplicateRecord) { table.add(record) }

  /// The pairs that may be one, the likeliest first; the same for the same records.
  ///
  /// - Parameter least: the lowest score that is told, in thousandths.
  public func proposals(from least: Int) -> [DuplicateProposal] {
    let contents = table.contents()
    let weights = DuplicateWeights(table, contents)
    var comparer = PairComparer()
    var comparison = PairComparison()
    var found: [DuplicateProposal] = []
    CandidatePairs.forEach(table, contents) { one, other in
      // Names taken crosswise are not the same both ways round.
      let (one, other) = contents[one] <= contents[other] ? (one, other) : (other, one)
      comparer.compare(table, one, other, into: &comparison)
      let bits = weights.bits(comparison, table, one, other)
      let score = Int(DuplicateWeights.probability(bits) * 1000)
      guard score >= least else { return }
      let (first, second) = (table.ids[one], table.ids[other])
      found.append(
        DuplicateProposal(
          first: min(first, second), second: max(first, second), score: score, agreements: comparison.agreements,
          areNamesSwapped: comparison.areNamesSwapped, areLinesSwapped: comparison.areLinesSwapped))
    }
    found.sort { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
    var distinct: [DuplicateProposal] = []
    for proposal in found where distinct.last?.first != proposal.first || distinct.last?.second != proposal.second {
      distinct.append(proposal)
    }
    return distinct
  }
}
