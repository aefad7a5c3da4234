import Columns
import Commerce

/// Decides which contacts that share keys are one, the surest reasons first, so that the doubtful are held against the sure.
///
/// 1. An account of a platform and a VAT id are nobody else's: whoever shares one is one, whatever the names.
/// 2. Who has the same name and shares a mailbox, a telephone or, with the name, an address is one.
/// 3. Who shares both a mailbox and a telephone is one under up to three names, who married or erred.
/// 4. Who gives no name goes with the only one behind the mailbox, or else the telephone; those without any are one.
///
/// Everybody else behind a mailbox or telephone stays apart: people share both. From the second step on no step makes one of
/// two businesses: who would belong to both goes with the one by which it is reached first, the mailbox before the telephone
/// before the address, and with none where that is equal. Nor does the third step make one of more than three names.
/// Nothing joins contacts of two fences.
struct ContactJoining {
  /// Names under which somebody is still taken for one person.
  static let namesOfAPerson = 3

  let marks: [ContactMark]
  private var forest: ContactForest
  private var rules: [MatchRule]
  private var evidence: [Int32]

  /// Contacts of which none is joined to another yet.
  init(_ marks: [ContactMark]) {
    self.marks = marks
    forest = ContactForest(marks)
    rules = Array(repeating: .created, count: marks.count)
    evidence = Array(repeating: -1, count: marks.count)
  }

  /// Joins contacts by the keys that they share: for each rule, the contacts behind each key.
  mutating func join(_ shared: [MatchRule: PlaceLists]) {
    func lists(_ rule: MatchRule) -> PlaceLists { shared[rule] ?? PlaceLists() }
    for rule in [MatchRule.sourceID, .vatID] { joinUnguarded(parties(lists(rule)) { _ in 0 }, by: rule) }
    forest.nameBusinesses(marks)
    let (mailboxes, telephones) = (lists(.email), lists(.phone))
    join(parties(mailboxes) { $0.name }, by: .email)
    join(parties(telephones) { $0.name }, by: .phone)
    join(parties(lists(.nameAndAddress)) { _ in 0 }, by: .nameAndAddress)
    join(withinNames(parties(AgreeingKeys.lists(mailboxes, telephones, marks)) { _ in 0 }), by: .email)
    joinNameless(mailboxes, by: .email)
    joinNameless(telephones, by: .phone)
  }

  /// Joins the contacts of each list, unless that would make one of two businesses.
  mutating func join(_ lists: PlaceLists, by rule: MatchRule) {
    guard forest.hasBusinesses else { return joinUnguarded(lists, by: rule) }
    join(lists, by: rule, labels: forest.businesses)
  }

  /// Joins the contacts of each list, unless that would make one of two groups with different labels.
  ///
  /// - Parameter labels: by root, the label of a group; -1 where it has none.
  private mutating func join(_ lists: PlaceLists, by rule: MatchRule, labels: [Int32]) {
    var trial = forest
    var found = labels
    var isDivided = [Bool](repeating: false, count: marks.count)
    for list in 0..<lists.count {
      var root: Int32 = -1
      var holdsTwo = false
      for place in lists[list] {
        let other = trial.root(place)
        if root < 0 { root = other }
        let (one, two) = (found[Int(root)], found[Int(other)])
        holdsTwo = holdsTwo || isDivided[Int(root)] || isDivided[Int(other)] || one >= 0 && two >= 0 && one != two
        root = trial.unite(root, other)
        found[Int(root)] = max(one, two)
      }
      if holdsTwo { isDivided[Int(root)] = true }
    }
    var doubtful = PlaceLists()
    for list in 0..<lists.count {
      guard let first = lists[list].first else { continue }
      if isDivided[Int(trial.root(first))] { doubtful.append(lists[list]) } else { join(lists[list], by: rule) }
    }
    guard doubtful.count > 0 else { return }
    var parts = LabelledParts(doubtful, &forest) { labels[Int($0)] }
    joinUnguarded(parts.parts(), by: rule)
  }

  /// Joins the contacts of each list, and remembers why.
  mutating func joinUnguarded(_ lists: PlaceLists, by rule: MatchRule) {
    for list in 0..<lists.count { join(lists[list], by: rule) }
  }

  private mutating func join(_ places: ArraySlice<Int32>, by rule: MatchRule) {
    guard let first = places.first, places.count > 1 else { return }
    var root = forest.root(first)
    for place in places.dropFirst() {
      root = forest.unite(root, forest.root(place))
      remember(rule, first, of: place)
    }
    remember(rule, places[places.startIndex + 1], of: first)
  }

  /// Joins contacts without a name to the only one who is known behind their key.
  private mutating func joinNameless(_ shared: PlaceLists, by rule: MatchRule) {
    let lists = parties(shared) { _ in 0 }
    var certain = PlaceLists()
    for list in 0..<lists.count {
      var somebody: Int32 = -1
      var areMany = false
      var hasNameless = false
      for place in lists[list] {
        let root = forest.root(place)
        guard forest.isSomebody(root) else {
          hasNameless = true
          continue
        }
        areMany = areMany || somebody >= 0 && somebody != root
        somebody = root
      }
      if hasNameless, !areMany { certain.append(lists[list]) }
    }
    join(certain, by: rule, labels: forest.somebodies)
  }

  /// The lists that, all taken together, make nobody of too many names.
  private func withinNames(_ lists: PlaceLists) -> PlaceLists {
    var trial = forest
    var isJoined = [Bool](repeating: false, count: marks.count)
    for list in 0..<lists.count {
      guard let first = lists[list].first else { continue }
      var root = trial.root(first)
      for place in lists[list] { root = trial.unite(root, trial.root(place)) }
    }
    for list in 0..<lists.count { if let first = lists[list].first { isJoined[Int(trial.root(first))] = true } }
    var names: [KeyEntry] = []
    for place in marks.indices where marks[place].name != .missing {
      let root = trial.root(Int32(place))
      if isJoined[Int(root)] { names.append(KeyEntry(key: marks[place].name, place: root)) }
    }
    KeyEntry.sort(&names)
    let counts = names.reduce(into: [Int32: Int]()) { $0[$1.place, default: 0] += 1 }
    var kept = PlaceLists()
    for list in 0..<lists.count {
      guard let first = lists[list].first else { continue }
      if counts[trial.root(first)] ?? 0 <= Self.namesOfAPerson { kept.append(lists[list]) }
    }
    return kept
  }

  /// Parts lists by fences and a mark; who lacks the mark is left out, and so are parties of one.
  private func parties(_ lists: PlaceLists, _ mark: (ContactMark) -> Int64) -> PlaceLists {
    var parties = PlaceLists()
    for list in 0..<lists.count {
      let places = lists[list]
      let first = marks[Int(places[places.startIndex])]
      if places.allSatisfy({ marks[Int($0)].fence == first.fence && mark(marks[Int($0)]) == mark(first) }) {
        if mark(first) != .missing { parties.append(places) }
        continue
      }
      var members = places.map { (fence: marks[Int($0)].fence, mark: mark(marks[Int($0)]), place: $0) }
      members.removeAll { $0.mark == .missing }
      members.sort { ($0.fence, $0.mark, $0.place) < ($1.fence, $1.mark, $1.place) }
      for party in members.split(whenever: { ($0.fence, $0.mark) != ($1.fence, $1.mark) }) {
        parties.append(party.lazy.map(\.place))
      }
    }
    return parties
  }

  private mutating func remember(_ rule: MatchRule, _ other: Int32, of place: Int32) {
    let place = Int(place)
    guard rule < rules[place] || rule == rules[place] && other < evidence[place] else { return }
    rules[place] = rule
    evidence[place] = other
  }

  /// Every contact's customer, in the order of the contacts' numbers.
  mutating func memberships() -> [ContactMembership] {
    marks.indices.map { place in
      ContactMembership(
        contact: marks[place].number, customer: marks[Int(forest.root(Int32(place)))].number, rule: rules[place],
        evidence: evidence[place] < 0 ? nil : marks[Int(evidence[place])].number)
    }
  }
}
