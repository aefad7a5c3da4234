/// What is known of somebody who may be there twice; every text may be missing, which then speaks neither for nor against.
public struct DuplicateRecord: Sendable {
  /// A number of the caller's.
  public var id: Int64
  /// The whole name, where it is not split into given and family name.
  public var name = ""
  /// The given name.
  public var givenName = ""
  /// The family name.
  public var familyName = ""
  /// The street, with its house number unless that has a field of its own.
  public var street = ""
  /// The house number.
  public var houseNumber = ""
  /// What else the address has: a building, a district, a second line.
  public var addressLine2 = ""
  /// The town.
  public var city = ""
  /// The postcode.
  public var postcode = ""
  /// The state or province.
  public var region = ""
  /// The country.
  public var country = ""
  /// The date of birth, in whatever form all records have it.
  public var birthDate = ""

  /// A record of which nothing is known but its number.
  public init(id: Int64) { self.id = id }
}

/// What two records are compared by.
public enum DuplicateField: Int, Sendable, CaseIterable {
  case givenName, familyName, street, houseNumber, addressLine2, city, postcode, region, country, birthDate

  /// The word for it.
  public var name: String {
    switch self {
    case .givenName: "given name"
    case .familyName: "family name"
    case .street: "street"
    case .houseNumber: "house number"
    case .addressLine2: "address line 2"
    case .city: "city"
    case .postcode: "postcode"
    case .region: "region"
    case .country: "country"
    case .birthDate: "date of birth"
    }
  }
}

/// How much two texts agree.
public enum Agreement: UInt8, Sendable, CaseIterable {
  /// One of them is missing.
  case unknown
  /// They are the same in normal form.
  case same
  /// They differ as typing errors do.
  case close
  /// They have much in common, or one is short for the other.
  case alike
  /// They are different.
  case different

  /// The word for it.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .same: "same"
    case .close: "close"
    case .alike: "alike"
    case .different: "different"
    }
  }
}

/// Two records that may be one and the same person.
public struct DuplicateProposal: Sendable {
  /// The number of one record, the lower one.
  public let first: Int64
  /// The number of the other.
  public let second: Int64
  /// How likely it is that they are one, in thousandths.
  public let score: Int
  /// How their fields agree, in the order of ``DuplicateField``; after names or lines were swapped if they were.
  public let agreements: [Agreement]
  /// Whether given and family name are the other way round in one of them.
  public let areNamesSwapped: Bool
  /// Whether the lines of the address are the other way round in one of them.
  public let areLinesSwapped: Bool

  /// Why, in words: `same family name`, `close given name`, `different house number`.
  public var reasons: [String] {
    var reasons: [String] = []
    if areNamesSwapped { reasons.append("names swapped") }
    if areLinesSwapped { reasons.append("address lines swapped") }
    for (field, agreement) in zip(DuplicateField.allCases, agreements) where agreement != .unknown {
      reasons.append("\(agreement.name) \(field.name)")
    }
    return reasons
  }
}
