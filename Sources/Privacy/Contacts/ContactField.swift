/// The parts of what a store tells of a person, by the numbers under which they are stored; numbers are never reused.
public enum ContactField: UInt8, Sendable, CaseIterable {
  /// The store's own number of the account.
  case sourceID = 1
  /// The name of the person.
  case name = 2
  /// The name of the business.
  case company = 3
  /// The e-mail address.
  case email = 4
  /// The phone number, as the store tells it.
  case phone = 5
  /// Street and house.
  case address = 6
  /// The town.
  case city = 7
  /// The postcode, whole.
  case postcode = 8

  /// Words that the seller has put on the account.
  case tags = 9

  /// Its name in tables and exports.
  public var word: String {
    switch self {
    case .sourceID: "source_id"
    case .name: "name"
    case .company: "company"
    case .email: "email"
    case .phone: "phone"
    case .address: "address"
    case .city: "city"
    case .postcode: "postcode"
    case .tags: "tags"
    }
  }
}
