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
/// The result depends on the contacts and their keys alone: not on the order of either, nor on that of the calls. What keys
/// join is decided by ``ContactJoining`` when all of them are known. A fence stands above every rule and every merge:
/// nothing joins contacts of two fences.
///
/// A million contacts with four million keys take about a second on one core. A contact costs 45 bytes, a key 48 while those
/// of its rule are taken in, and 4 from then on where others have it.
public struct ContactClusters: Sendable {
  private let marks: [ContactMark]
  private let places: ContactPlaces
  /// By rule, the contacts behind each key that several have.
  private var shared: [MatchRule: PlaceLists] = [:]
  private var alike = PlaceLists()
  private var merged = PlaceLists()

  /// Contacts of which none is joined to another yet; of two marks with one number the first counts.
  ///
  /// - Precondition: fewer than 2³¹ contacts.
  public init(_ marks: [ContactMark]) {
    self.marks = Self.ordered(marks)
    places = ContactPlaces(self.marks)
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
    shared[rule] = PlaceLists(sharing: entries)
  }

  /// Joins the two contacts of each pair, whose names and addresses are alike, unless two businesses would become one.
  public mutating func join(alike pairs: [(Int64, Int64)]) { add(pairs, to: &alike) }

  /// Joins the two contacts of each pair, as a person decided, unless a fence stands between them.
  public mutating func merge(_ pairs: [(Int64, Int64)]) { add(pairs, to: &merged) }

  private func add(_ pairs: [(Int64, Int64)], to lists: inout PlaceLists) {
    for (one, other) in pairs {
      guard let one = places.place(of: one), let other = places.place(of: other), one != other else { continue }
      guard marks[Int(one)].fence == marks[Int(other)].fence else { continue }
      lists.append([min(one, other), max(one, other)])
    }
  }

  /// Every contact's customer, in the order of the contacts' numbers; worked out anew each time.
  public var memberships: [ContactMembership] {
    var joining = ContactJoining(marks)
    joining.join(shared)
    joining.joinUnguarded(merged, by: .merged)
    joining.join(alike, by: .merged)
    return joining.memberships()
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
