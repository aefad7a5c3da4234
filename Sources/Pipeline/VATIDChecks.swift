/// What was found out about VAT ids: kept as evidence, and used again before anybody is asked again.
public import Commerce

/// One look at a VAT id, by form and check digits or by the authorities' service.
public struct VATIDCheck: Sendable, Hashable {
  /// What came of it.
  public enum Answer: String, Sendable, CaseIterable {
    /// It is registered.
    case valid
    /// It is not.
    case invalid
    /// Nobody answered: neither valid nor invalid.
    case unknown
  }

  /// Who answered. What a simulated service said never counts where the live one is to be asked.
  public enum Origin: String, Sendable, CaseIterable {
    /// The authorities' service.
    case live
    /// A simulated one.
    case simulated
    /// Nobody: the number's own form and check digits.
    case syntax
  }

  /// The number in normal form, with its prefix.
  public var vatID: String
  /// The business's own number that was told with the question; `nil` where none was.
  public var requester: String?
  /// When it was asked.
  public var askedAt: Instant
  /// What came of it.
  public var answer: Answer
  /// Why it is invalid or unknown, in the service's own code; empty for a valid number.
  public var reason: String
  /// The date that the answer bears, as it stands there.
  public var requestDate: String?
  /// The consultation number of the authority.
  public var consultation: String?
  /// What the authority says of parts of name and address, by code.
  public var matches: String?
  /// Who answered.
  public var origin: Origin

  /// A check.
  public init(
    vatID: String, requester: String? = nil, askedAt: Instant, answer: Answer, reason: String = "",
    requestDate: String? = nil, consultation: String? = nil, matches: String? = nil, origin: Origin
  ) {
    self.vatID = vatID
    self.requester = requester
    self.askedAt = askedAt
    self.answer = answer
    self.reason = reason
    self.requestDate = requestDate
    self.consultation = consultation
    self.matches = matches
    self.origin = origin
  }
}

/// What checking VAT ids needs of the ledger.
public protocol VATIDDirectory: AnyObject, Sendable {
  /// The checks of a number, the oldest first.
  func checks(of vatID: String) throws(RunFailure) -> [VATIDCheck]
}
