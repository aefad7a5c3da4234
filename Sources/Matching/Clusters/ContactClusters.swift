public import Commerce

/// Puts contacts that are the same person or business into one cluster each: the customers.
///
/// ```swift
/// var clusters = ContactClusters(marks)
/// clusters.join(by: .email, emailKeys)       // one call for each rule, with all keys of its kind
/// clusters.join(by: .phone, phoneKeys)
/// clusters.merge(decisions)
/// for membership in clusters.memberships { … }
/// ```
///
/// The result depends on the contacts and their keys alone: not on the order of either, nor on that of the calls. What a
/// key joins is decided by ``SharedKeyGuard``. A fence stands above every rule and every merge: nothing joins contacts of
/// two fences.
///
/// A million contacts with four million keys take under a second on one core. A contact costs 45 bytes, and a key 48
/// while those of its rule are joined.
public struct ContactClusters: Sendable {
  let marks: [ContactMark]
  private let places: ContactPlaces
  /// The place of a contact of the same cluster, never a higher one; that of the lowest is its own.
  private var parents: [Int32]
  private var rules: [MatchRule]
  private var evidence: [Int32]

  /// Contacts of which none is joined to another yet; of two marks with one number the first counts.
  ///
  /// - Precondition: fewer than 2³¹ contacts.
  public init(_ marks: [ContactMark]) {
    self.marks = Self.ordered(marks)
    places = ContactPlaces(self.marks)
    parents = Array(0..<Int32(self.marks.count))
    rules = Array(repeating: .created, count: self.marks.count)
    evidence = Array(repeating: -1, count: self.marks.count)
  }

  /// Joins contacts by the keys that they share.
  ///
  /// - Parameters:
  ///   - rule: what the keys are keys of.
  ///   - keys: all keys of that kind, in any order; those of contacts that are not known are passed over.
  public mutating func join(by rule: MatchRule, _ keys: [ContactKey]) {
    var entries: [KeyEntry] = []
    entries.reserveCapacity(keys.count)
    for key in keys {
      if let place = places.place(of: key.contact) { entries.append(KeyEntry(key: key.key, place: place)) }
    }
    KeyEntry.sort(&entries)
    var keyGuard = SharedKeyGuard(rule: rule)
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 {
        let sharing = entries[start..<end]
        if keyGuard.isOne(sharing, marks) {
          join(sharing.lazy.map(\.place), by: rule)
        } else {
          for party in keyGuard.parties(sharing, marks) { join(party, by: rule) }
        }
      }
      start = end
    }
  }

  /// Joins the two contacts of each pair, as a person decided, unless a fence stands between them.
  public mutating func merge(_ pairs: [(Int64, Int64)]) {
    for (one, other) in pairs {
      guard let one = places.place(of: one), let other = places.place(of: other), one != other else { continue }
      guard marks[Int(one)].fence == marks[Int(other)].fence else { continue }
      join([min(one, other), max(one, other)], by: .merged)
    }
  }

  /// Every contact's customer, in the order of the contacts' numbers.
  public var memberships: some Sequence<ContactMembership> {
    marks.indices.lazy.map { place in
      ContactMembership(
        contact: marks[place].number, customer: marks[Int(root(Int32(place)))].number, rule: rules[place],
        evidence: evidence[place] < 0 ? nil : marks[Int(evidence[place])].number)
    }
  }

  /// Joins contacts in ascending order of their places, and remembers why.
  private mutating func join(_ party: some Collection<Int32>, by rule: MatchRule) {
    guard let first = party.first else { return }
    let others = party.dropFirst()
    for place in others {
      unite(first, place)
      remember(rule, first, of: place)
    }
    if let second = others.first { remember(rule, second, of: first) }
  }

  private mutating func remember(_ rule: MatchRule, _ other: Int32, of place: Int32) {
    let place = Int(place)
    guard rule < rules[place] || rule == rules[place] && other < evidence[place] else { return }
    rules[place] = rule
    evidence[place] = other
  }

  private mutating func unite(_ one: Int32, _ other: Int32) {
    let (one, other) = (shortened(one), shortened(other))
    if one != other { parents[Int(max(one, other))] = min(one, other) }
  }

  private func root(_ place: Int32) -> Int32 {
    var place = place
    while parents[Int(place)] != place { place = parents[Int(place)] }
    return place
  }

  /// The root of a contact, the way to which is halved for those who ask next.
  private mutating func shortened(_ place: Int32) -> Int32 {
    var place = place
    while parents[Int(place)] != place {
      parents[Int(place)] = parents[Int(parents[Int(place)])]
      place = parents[Int(place)]
    }
    return place
  }

  private static func ordered(_ marks: [ContactMark]) -> [ContactMark] {
    var isOrdered = true
    for place in marks.indices.dropFirst() where marks[place - 1].number >= marks[place].number { isOrdered = false }
    guard !isOrdered else { return marks }
    var ordered: [ContactMark] = []
    ordered.reserveCapacity(marks.count)
    // Sorting is stable: of equal numbers the first stays first.
    for mark in marks.sorted(by: { $0.number < $1.number }) where ordered.last?.number != mark.number {
      ordered.append(mark)
    }
    return ordered
  }
}
