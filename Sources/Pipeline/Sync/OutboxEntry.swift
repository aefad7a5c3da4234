public import Matching

/// Something that a store is to be told.
public struct OutboxEntry: Sendable, Equatable {
  /// What.
  public enum Content: Sendable, Equatable {
    /// Values of a product; a new one where its id is `nil`.
    case product(ProductDecision)
    /// The stock of an article at a place, with the level that the decision rests on; whole units.
    case stock(article: String, place: String, seen: Int64?, level: Int64)
  }

  /// Its number.
  public var number: Int64
  /// Whether it was sent before and nobody knows what became of it.
  public var isInDoubt: Bool
  /// What.
  public var content: Content

  /// An entry.
  public init(number: Int64, isInDoubt: Bool, content: Content) {
    self.number = number
    self.isInDoubt = isInDoubt
    self.content = content
  }
}

/// What became of an entry of the outbox.
public struct OutboxVerdict: Sendable, Equatable {
  /// How it ended.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The store has taken it.
    case confirmed
    /// The store does not take it.
    case refused
    /// The store has changed since it was decided: it is decided anew once that was pulled.
    case stale
    /// The store no longer has what it is about.
    case gone
    /// Nothing was sent, and it is to be sent later.
    case decided
  }

  /// Its number.
  public var number: Int64
  /// How it ended.
  public var outcome: Outcome
  /// What the store said: the id of a new product, the level that is set, or why it refuses.
  public var answer: String
  /// The level that the store has, in whole units, where stock is stale; `nil` where that is not known.
  public var level: Int64?

  /// A verdict.
  public init(_ number: Int64, _ outcome: Outcome, _ answer: String = "", level: Int64? = nil) {
    self.number = number
    self.outcome = outcome
    self.answer = answer
    self.level = level
  }
}
