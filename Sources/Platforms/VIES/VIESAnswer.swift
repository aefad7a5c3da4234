public import Commerce

/// What the Commission's service said of a number, and what proves later that it was asked.
///
/// The name and address of the taxable person are not kept: they are personal, and no decision needs them.
public struct VIESAnswer: Sendable, Equatable {
  /// What it said.
  public enum Verdict: Sendable, Equatable {
    /// The number is registered for supplies within the Union.
    case valid
    /// It is not.
    case invalid
    /// There is no answer: neither valid nor invalid.
    case unknown(VIESReason)
  }

  /// What it said.
  public var verdict: Verdict
  /// When it was asked, by this machine's clock.
  public var askedAt: Instant
  /// The date that the answer bears, as it stands there; `nil` where there is none.
  public var requestDate: String?
  /// The consultation number, by which the authority finds the question again; given to those who tell their own number.
  public var consultation: String?
  /// What it says of the parts of name and address that were asked for, such as `name 3, city 3`: 1 is the same, 2 is
  /// another, 3 was not looked at.
  public var matches: String?

  /// An answer.
  public init(
    _ verdict: Verdict, askedAt: Instant, requestDate: String? = nil, consultation: String? = nil,
    matches: String? = nil
  ) {
    self.verdict = verdict
    self.askedAt = askedAt
    self.requestDate = requestDate
    self.consultation = consultation
    self.matches = matches
  }
}
