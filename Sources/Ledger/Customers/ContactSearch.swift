/// Finds contacts by what is known of a person, through the keys that the ledger keeps: nothing is opened for it.
import Columns
public import Commerce
import GRDB
import Matching
import Privacy

/// What is known of a person who is looked for.
public enum ContactClue: Sendable, Hashable {
  /// An e-mail address.
  case email(String)
  /// A telephone number, with the country that one without a calling code is of.
  case phone(String, Country?)
  /// A VAT identification number.
  case vatID(String)
  /// A store's id of the customer.
  case sourceID(String, store: String)
}

struct ContactSearch {
  private let database: Database
  private let blind: BlindIndex

  init(_ database: Database, _ blind: BlindIndex) {
    self.database = database
    self.blind = blind
  }

  /// The contacts that fit a clue, by their numbers; none for a clue that is none, such as an address without an `@`.
  func contacts(_ clue: ContactClue) throws -> [Int64] {
    guard let (kind, key) = clue.key(under: blind) else { return [] }
    var found: [Int64] = []
    try ContactKeys.forEach(kind, .published, in: database) { if $0 == key { found.append($1) } }
    return found.sorted()
  }
}

extension ContactClue {
  /// The key that contacts have of it under a ledger's secrets; `nil` for one that is none.
  func key(under blind: BlindIndex) -> (kind: MatchKeyKind, key: Int64)? {
    var texts = MatchTexts(store: store)
    let text = Array(text.utf8)
    let isMade =
      switch self {
      case .email: texts.email(text.span)
      case .phone(_, let country): texts.phone(text.span, country: country)
      case .vatID: texts.vatID(text.span)
      case .sourceID: texts.sourceID(text.span)
      }
    return isMade ? (kind, blind.key(kind: UInt8(truncatingIfNeeded: kind.rawValue), texts.bytes.span)) : nil
  }

  fileprivate var kind: MatchKeyKind {
    switch self {
    case .email: .email
    case .phone: .phone
    case .vatID: .vatID
    case .sourceID: .sourceID
    }
  }

  fileprivate var text: String {
    switch self {
    case .email(let text), .phone(let text, _), .vatID(let text), .sourceID(let text, _): text
    }
  }

  fileprivate var store: String {
    if case .sourceID(_, let store) = self { store } else { "" }
  }
}
