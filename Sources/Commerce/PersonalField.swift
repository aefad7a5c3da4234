import Columns

/// What a store may know of people beyond what tax asks for, and what is taken of it only when it is wanted.
///
/// Country, region, postcode, town and VAT id of a document decide its tax and are always taken: Regulation (EU) 2016/679,
/// article 5(1)(c), asks for no more than that.
public enum PersonalField: String, Sendable, CaseIterable {
  /// The platform's id of the customer.
  case sourceID = "customer_source_id"
  /// Name of the person.
  case name
  /// Name of the business.
  case company
  /// E-mail address.
  case email
  /// Telephone number.
  case phone
  /// Street and house number; of an account its town and postcode as well.
  case address
  /// Words that the seller has put on the account.
  case tags
  /// What the person has agreed to.
  case consent = "marketing_consent"

  /// What is taken unless a store says otherwise: what customers are matched by.
  public static let matching: Set<PersonalField> = [.sourceID, .name, .email, .phone, .address]

  /// The canonical fields that it is made of.
  public func fields(of entity: Entity) -> [String] {
    switch self {
    case .address where entity == .customers:
      [OrderKeys.address.name, OrderKeys.city.name, OrderKeys.postcode.name]
    case .consent:
      [
        CustomerKeys.marketingConsent.name, CustomerKeys.marketingConsentAt.name, CustomerKeys.smsConsent.name,
        CustomerKeys.smsConsentAt.name,
      ]
    default: [rawValue]
    }
  }

  /// The canonical fields of an entity that are left out where only `taken` is taken.
  public static func leftOut(of entity: Entity, taking taken: Set<PersonalField>) -> Set<String> {
    guard entity == .orders || entity == .customers else { return [] }
    return Set(allCases.filter { !taken.contains($0) }.flatMap { $0.fields(of: entity) })
  }
}
