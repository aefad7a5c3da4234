import Columns

/// Which contacts are one so far, and what is known of each such group.
struct ContactForest: Sendable {
  /// The place of a contact of the same group, never a higher one; that of the lowest, the root, is its own.
  private var parents: [Int32]
  /// By root: the business that the group is, -1 where no contact of it gave a VAT id.
  private(set) var businesses: [Int32]
  /// By root: the root where any contact of the group has a name or a VAT id, -1 where none has.
  var somebodies: [Int32] { isKnown.indices.map { isKnown[$0] ? Int32($0) : -1 } }
  /// By root: whether any contact of the group has a name or a VAT id.
  private var isKnown: [Bool]
  /// Whether any group is a business.
  private(set) var hasBusinesses = false

  /// Contacts of which none is joined to another yet.
  init(_ marks: [ContactMark]) {
    parents = Array(0..<Int32(marks.count))
    businesses = Array(repeating: -1, count: marks.count)
    isKnown = marks.map { $0.name != .missing || $0.vatID != .missing }
  }

  /// Takes every group in which somebody gave a VAT id for one business from now on.
  mutating func nameBusinesses(_ marks: [ContactMark]) {
    for place in marks.indices where marks[place].vatID != .missing {
      let root = root(Int32(place))
      businesses[Int(root)] = root
      hasBusinesses = true
    }
  }

  /// The root of a contact, the way to which is halved for those who ask next.
  mutating func root(_ place: Int32) -> Int32 {
    var place = place
    while parents[Int(place)] != place {
      parents[Int(place)] = parents[Int(parents[Int(place)])]
      place = parents[Int(place)]
    }
    return place
  }

  /// Whether it is known of a root's group who it is.
  func isSomebody(_ root: Int32) -> Bool { isKnown[Int(root)] }

  /// Makes one group of those of two roots, and returns its root.
  @discardableResult
  mutating func unite(_ one: Int32, _ other: Int32) -> Int32 {
    guard one != other else { return one }
    let (root, joined) = (min(one, other), Int(max(one, other)))
    parents[joined] = root
    if businesses[Int(root)] < 0 { businesses[Int(root)] = businesses[joined] }
    isKnown[Int(root)] = isKnown[Int(root)] || isKnown[joined]
    return root
  }
}
