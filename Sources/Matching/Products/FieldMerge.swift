/// What becomes of one value that the ledger and a store tell, against what both agreed on last.
///
/// Three-way: a side whose value is still the agreed one has not been edited, so its old value never undoes an edit of
/// the other side.
public struct FieldMerge: Sendable {
  /// A value and when it was last changed, in seconds since 1970; `nil` where nobody knows.
  public struct Told: Sendable, Equatable {
    /// The value; `nil` for none.
    public var value: String?
    /// When it was changed.
    public var at: Int64?

    /// A value.
    public init(_ value: String?, at: Int64? = nil) {
      self.value = value
      self.at = at
    }
  }

  /// What both sides agreed on.
  public enum Agreed: Sendable, Equatable {
    /// Nothing yet.
    case nothing
    /// That value.
    case value(String?)
  }

  /// What becomes of it.
  public enum Outcome: Sendable, Equatable {
    /// Both say the same, which is what is agreed on from now on.
    case same
    /// The ledger takes the store's value.
    case take
    /// The store is to be told the ledger's value.
    case give
    /// Both stay as they are: the direction allows nothing.
    case leave
    /// Both were edited, and a person has to say which counts.
    case conflict
  }

  /// Which way values go.
  public var direction: SyncDirection
  /// Who decides when both were edited.
  public var policy: ConflictPolicy
  /// Whether the ledger follows edits of the store only: what differs for any other reason stays, without a conflict. So it
  /// is where the store cannot be told what the ledger has.
  public var followsOnly = false

  /// Whether two that differ when they meet for the first time stay as they are, until one is edited to what the other has. So
  /// it is with categories, of which one store has several for a product and another one only.
  public var keepsFirst = false

  /// A way to merge.
  public init(_ direction: SyncDirection, _ policy: ConflictPolicy) {
    self.direction = direction
    self.policy = policy
  }

  /// What becomes of a value.
  public func outcome(ledger: Told, store: Told, agreed: Agreed) -> Outcome {
    if ledger.value == store.value { return .same }
    switch direction {
    case .none: return .leave
    // The ledger is master: what the store says is told from it, whoever edited it there.
    case .toStore: return .give
    case .fromStore, .both: break
    }
    if case .value(let agreed) = agreed {
      if store.value == agreed { return giving }
      if ledger.value == agreed { return .take }
    } else if followsOnly {
      return ledger.value == nil ? .take : .leave
    } else {
      // Two that meet for the first time: what one lacks, it gets from the other.
      if ledger.value == nil { return .take }
      if store.value == nil { return giving }
      if keepsFirst { return .leave }
    }
    if followsOnly { return .leave }
    guard policy == .lastWriteWins else { return .conflict }
    switch (ledger.at, store.at) {
    case (let ours?, let theirs?) where ours != theirs: return theirs > ours ? .take : giving
    case (nil, _?): return .take
    case (_?, nil): return giving
    default: return .conflict
    }
  }

  private var giving: Outcome { direction.gives ? .give : .leave }
}
