import Columns
public import Commerce

/// What clustering has to know of a contact beside its keys: the marks that keep strangers apart.
public struct ContactMark: Sendable, BitwiseCopyable {
  /// The contact's number.
  public var number: Int64
  /// The key of its VAT id; `Int64.missing` where it has none.
  public var vatID: Int64
  /// The key of its name; `Int64.missing` where it has none.
  public var name: Int64
  /// The fence that a person put it behind; 0 for the open field, where all contacts stand that nobody moved.
  public var fence: Int64

  /// The marks of contact `number`.
  public init(number: Int64, vatID: Int64? = nil, name: Int64? = nil, fence: Int64 = 0) {
    self.number = number
    self.vatID = vatID ?? .missing
    self.name = name ?? .missing
    self.fence = fence
  }
}

/// That a contact has a key.
public struct ContactKey: Sendable, BitwiseCopyable {
  /// The key.
  public var key: Int64
  /// The number of the contact that has it.
  public var contact: Int64

  /// Contact `contact` has `key`.
  public init(key: Int64, contact: Int64) {
    self.key = key
    self.contact = contact
  }
}

/// Which customer a contact belongs to, and why.
public struct ContactMembership: Hashable, Sendable {
  /// The contact's number.
  public let contact: Int64
  /// The customer: the lowest number among its contacts.
  public let customer: Int64
  /// The strongest rule that joins the contact to another one of the customer's.
  public let rule: MatchRule
  /// The lowest of the contacts that this rule joins it to; `nil` where nothing does.
  public let evidence: Int64?

  /// The membership of `contact`.
  public init(contact: Int64, customer: Int64, rule: MatchRule, evidence: Int64?) {
    self.contact = contact
    self.customer = customer
    self.rule = rule
    self.evidence = evidence
  }
}
