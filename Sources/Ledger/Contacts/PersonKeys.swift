/// Makes the match keys of a person from whatever tells of one, whether it became a contact or not.
import Columns
import Commerce
import Matching
import Privacy

/// A match key with its kind.
struct MatchKey: Hashable {
  var kind: MatchKeyKind
  var key: Int64
}

extension MatchKey {
  /// What tells the people again who were erased.
  static func keys(of tombstones: Set<Tombstone>) -> Set<MatchKey> {
    Set(
      tombstones.compactMap { tombstone in
        MatchKeyKind(rawValue: Int32(tombstone.kind)).map { MatchKey(kind: $0, key: tombstone.key) }
      })
  }
}

/// What tells a person, as a store spells it.
struct PersonTexts {
  var sourceID: [UInt8] = []
  var name: [UInt8] = []
  var email: [UInt8] = []
  var phone: [UInt8] = []
  var address: [UInt8] = []
  var postcode: [UInt8] = []
  var city: [UInt8] = []
  var vatID: [UInt8] = []
  /// Where a telephone number without a calling code is of.
  var country: Country?
}

struct PersonKeys {
  private let index: BlindIndex
  private var texts: MatchTexts

  /// The keys under the secrets of a ledger; platforms' ids mean something within `store` only.
  init(_ index: BlindIndex, store: String) {
    self.index = index
    texts = MatchTexts(store: store)
  }

  /// The keys of what a document or an account tells of its person.
  ///
  /// `Adler, Anna` is `Anna Adler` too: contacts are not joined by that, but nobody is to be missed here.
  mutating func keys(of person: PersonTexts) -> Set<MatchKey> {
    var keys: Set<MatchKey> = []
    if texts.sourceID(person.sourceID.span) { keys.insert(made(.sourceID)) }
    if texts.email(person.email.span) { keys.insert(made(.email)) }
    if texts.phone(person.phone.span, country: person.country) { keys.insert(made(.phone)) }
    if texts.vatID(person.vatID.span) { keys.insert(made(.vatID)) }
    for name in [person.name, Self.turned(person.name)].compactMap(\.self)
    where texts.nameAndAddress(
      name: name.span, address: person.address.span, postcode: person.postcode.span, city: person.city.span)
    {
      keys.insert(made(.nameAndAddress))
    }
    return keys
  }

  /// The keys of the addresses and numbers that stand anywhere in a text.
  mutating func keys(readIn text: [UInt8], country: Country?) -> Set<MatchKey> {
    let text = RejectText.readable(text)
    var keys: Set<MatchKey> = []
    for address in RejectText.addresses(in: text) where texts.email(address.span) { keys.insert(made(.email)) }
    for number in RejectText.numbers(in: text) where texts.phone(number.span, country: country) {
      keys.insert(made(.phone))
    }
    return keys
  }

  private func made(_ kind: MatchKeyKind) -> MatchKey {
    MatchKey(kind: kind, key: index.key(kind: UInt8(truncatingIfNeeded: kind.rawValue), texts.bytes.span))
  }

  /// What stands behind the comma of a name, and then what stands before it; `nil` for a name without.
  private static func turned(_ name: [UInt8]) -> [UInt8]? {
    guard let comma = name.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    return name[(comma + 1)...] + [UInt8(ascii: " ")] + name[..<comma]
  }
}

extension PersonTexts {
  /// What was sealed of a contact.
  init(_ record: ContactRecord) {
    func bytes(_ field: ContactField) -> [UInt8] { Array((record[field] ?? "").utf8) }
    self.init(
      sourceID: bytes(.sourceID), name: bytes(.name), email: bytes(.email), phone: bytes(.phone),
      address: bytes(.address), postcode: bytes(.postcode), city: bytes(.city))
  }
}
