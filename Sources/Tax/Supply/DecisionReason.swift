public import Columns

/// Why a line is taxed as it is: a stable code, a sentence for a person and the law it rests on.
///
/// Each rule declares its own reasons; ``all`` is the list of them. The stored number is for columns within a run, the
/// code is what is kept.
public struct DecisionReason: Hashable, Sendable {
  /// The number that columns hold; stable, and never used again for another reason.
  public let number: Int32
  /// The code that the ledger and reports use.
  public var code: String { "\(words.code)" }
  /// A sentence for a person.
  public var sentence: String { "\(words.sentence)" }
  /// The law it rests on; empty where it is not a matter of law.
  public var legalBasis: String { "\(words.legalBasis)" }
  /// Whether a person should look at the line.
  public let isFinding: Bool

  /// Static, so that a decision is copied as plain bytes: a million lines a second carry one each.
  private let words: (code: StaticString, sentence: StaticString, legalBasis: StaticString)

  init(
    _ number: Int32, _ code: StaticString, _ sentence: StaticString, legalBasis: StaticString = "",
    isFinding: Bool = false
  ) {
    self.number = number
    self.isFinding = isFinding
    words = (code, sentence, legalBasis)
  }

  /// Every reason, in the order of the rules.
  public static let all: [DecisionReason] =
    PlaceOfSupply.rules.flatMap { $0.reasons } + [PlaceOfSupply.productInDoubt, noRule]

  /// No rule covers the facts.
  static let noRule = DecisionReason(
    99, "no_rule", "no rule of this version covers the facts; a person has to decide", isFinding: true)

  /// Whether a rule for services decided.
  var isOfService: Bool { ServiceToConsumer.reasons.contains(self) || ServiceToBusiness.reasons.contains(self) }

  /// Whether both are the same reason, which their numbers tell.
  public static func == (left: DecisionReason, right: DecisionReason) -> Bool { left.number == right.number }
  /// Feeds what equality compares into `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension DecisionReason: ColumnValue {
  /// The element that a column stores.
  public var stored: Int32 { number }
  /// The value of a stored element.
  public init(stored: Int32) { self = Self.all.first { $0.number == stored } ?? .noRule }
}
