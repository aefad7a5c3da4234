/// What makes a contact one of a customer's, the strongest first.
public enum JoiningRule: UInt8, Sendable, CaseIterable, Comparable {
  /// The platform's own customer id within its store.
  case sourceID
  /// The VAT identification number of a business.
  case vatID
  /// The e-mail address.
  case email
  /// The telephone number.
  case phone
  /// Name and address together.
  case nameAndAddress
  /// A person's decision.
  case merged
  /// Nothing: the customer has no other contact.
  case created

  /// Whether `left` is stronger than `right`.
  public static func < (left: JoiningRule, right: JoiningRule) -> Bool { left.rawValue < right.rawValue }

  /// The word that definitions, the ledger and tables use.
  public var name: String {
    switch self {
    case .sourceID: "source_id"
    case .vatID: "vat_id"
    case .email: "email"
    case .phone: "phone"
    case .nameAndAddress: "name_and_address"
    case .merged: "merged"
    case .created: "created"
    }
  }
}
