/// Contacts as tests write them down: numbers, and words in place of keys.
import Commerce
import Matching

/// A contact with what it shares with others; equal words are equal keys.
struct Person {
  var number: Int64
  var name: String?
  var vatID: String?
  var fence: Int64
  /// The keys of the contact by rule; a word is a key.
  var keys: [MatchRule: String]

  init(
    _ number: Int64, _ name: String? = nil, vatID: String? = nil, fence: Int64 = 0, id: String? = nil,
    email: String? = nil, phone: String? = nil, address: String? = nil
  ) {
    self.number = number
    self.name = name
    self.vatID = vatID
    self.fence = fence
    keys = [:]
    keys[.sourceID] = id
    keys[.vatID] = vatID
    keys[.email] = email
    keys[.phone] = phone
    keys[.nameAndAddress] = address
  }

  var mark: ContactMark {
    ContactMark(number: number, vatID: vatID.map(Self.key), name: name.map(Self.key), fence: fence)
  }

  /// A number that is another one for every word.
  static func key(_ word: String) -> Int64 {
    word.utf8.reduce(1_469_598_103_934_665_603) { ($0 ^ Int64($1)) &* 1_099_511_628_211 }
  }
}

enum Clustering {
  /// The rules by which keys join.
  static let rules: [MatchRule] = [.sourceID, .vatID, .email, .phone, .nameAndAddress]

  /// What becomes of people; rules and keys are given in the order of `rules` and of the people.
  static func memberships(
    _ people: [Person], rules: [MatchRule] = rules, merges: [(Int64, Int64)] = [],
    alike: [(Int64, Int64)] = []
  ) -> [ContactMembership] {
    var clusters = ContactClusters(people.map(\.mark))
    for rule in rules {
      let keys = people.compactMap { person in
        person.keys[rule].map { ContactKey(key: Person.key($0), contact: person.number) }
      }
      clusters.join(by: rule, keys)
    }
    clusters.merge(merges)
    clusters.join(alike: alike)
    return clusters.memberships
  }

  /// The customer of each contact, in the order of the contacts' numbers.
  static func customers(
    _ people: [Person], merges: [(Int64, Int64)] = [], alike: [(Int64, Int64)] = []
  ) -> [Int64] {
    memberships(people, merges: merges, alike: alike).map(\.customer)
  }
}
