/// What becomes of the stock of one material at one place, which the ledger and a store both count.
///
/// All figures are millionths of a unit. What was sold in two stores at once has to be taken off twice, so changes since
/// both agreed last are added up, and levels are never compared as values are: a level that is told to a store is what
/// the ledger counts, and never less than nothing.
public struct StockSettlement: Sendable, Equatable {
  /// What the ledger counts from now on; `nil` while nobody has counted.
  public var ledger: Int64?
  /// What the ledger's count changed by because of the store.
  public var move: Int64 = 0
  /// The store's level that both have agreed on from now on.
  public var agreed: Int64?
  /// The level that the store is to be told, in whole units; `nil` when it has it.
  public var told: Int64?
  /// What a person should know.
  public var finding: Finding?

  /// What a person should know.
  public enum Finding: String, Sendable, CaseIterable {
    /// The store and another one count up at once: the larger count is taken, for both may have counted the same goods.
    case countedTwice = "counted_twice"
    /// Two stores that meet for the first time tell different levels of one place: the smaller one is taken.
    case firstLevelsDiffer = "first_levels_differ"
    /// The store's level fell, and no order explains it: it is not raised again before one does.
    case unexplained
    /// More was sold than there was.
    case oversold
  }

  /// One unit, in millionths.
  public static let unit: Int64 = 1_000_000

  /// What is counted of a material at a place.
  public struct Counts: Sendable, Equatable {
    /// What the ledger counts; `nil` while nobody has.
    public var ledger: Int64?
    /// The store's level that both agreed on last; `nil` when they meet for the first time.
    public var agreed: Int64?
    /// The store's level now; `nil` where it does not count.
    public var seen: Int64?
    /// What is kept back from the store: promised elsewhere, or a margin.
    public var heldBack: Int64

    /// Counts.
    public init(ledger: Int64?, agreed: Int64?, seen: Int64?, heldBack: Int64 = 0) {
      self.ledger = ledger
      self.agreed = agreed
      self.seen = seen
      self.heldBack = heldBack
    }
  }

  /// Settles a level.
  public init(_ counts: Counts, _ direction: SyncDirection) {
    ledger = counts.ledger
    agreed = counts.agreed
    // What a store does not count is neither taken nor told.
    guard let seen = counts.seen, direction != .none else { return }
    if direction.takes { take(seen, counts) } else { compare(seen, counts) }
    if ledger.map({ $0 < 0 }) ?? false, move < 0 { finding = .oversold }
    guard direction.gives, let ledger, finding != .unexplained else { return }
    let level = Self.level(of: ledger, heldBack: counts.heldBack)
    // A store that owes goods, or counts parts of a unit, is not set right by losing that.
    if level != Self.level(of: seen, heldBack: 0) { told = level }
  }

  /// The level that a store may be told: whole units, and never less than nothing.
  public static func level(of ledger: Int64, heldBack: Int64) -> Int64 {
    let rest = max(0, ledger.subtractingReportingOverflow(max(0, heldBack)).partialValue)
    return rest - rest % unit
  }

  /// Takes what the store's level changed by since both agreed.
  private mutating func take(_ seen: Int64, _ counts: Counts) {
    agreed = seen
    guard let before = counts.ledger else {
      ledger = seen
      move = seen
      return
    }
    guard let last = counts.agreed else {
      ledger = min(before, seen)
      move = min(before, seen) - before
      if before != seen { finding = .firstLevelsDiffer }
      return
    }
    move = seen - last
    // What was agreed on is the store's level; the ledger's own was that and what was held back.
    let others = before - (last + counts.heldBack)
    if move > 0, others > 0, last >= 0 {
      move = max(0, move - others)
      finding = .countedTwice
    }
    ledger = before + move
  }

  /// Where the ledger is master: orders tell what was sold, the level only whether the store has heard.
  private mutating func compare(_ seen: Int64, _ counts: Counts) {
    guard let ledger else { return }
    let level = Self.level(of: ledger, heldBack: counts.heldBack)
    if seen == level {
      agreed = seen
    } else if let last = counts.agreed, seen < last, level > seen {
      finding = .unexplained
    }
  }
}
