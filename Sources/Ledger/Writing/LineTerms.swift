/// The terms of a line as columns hold them, and the ids of those that were met lately.
import Columns

struct LineTerms: Equatable, BitwiseCopyable {
  let kind, rate, treatment, scheme, taxCountry, category, territory, dispatch, liable, taxReturn, reason: Int32

  /// The terms of a line of a document that was sent from `dispatch`.
  @inline(__always)
  init(_ line: Int, _ dispatch: Int32, _ columns: LineColumns) {
    kind = columns.kind[line]
    rate = columns.rate[line]
    treatment = columns.treatment[line]
    scheme = columns.scheme[line]
    taxCountry = columns.taxCountry[line]
    category = columns.category[line]
    territory = columns.territory[line]
    self.dispatch = dispatch
    liable = columns.liable[line]
    taxReturn = columns.taxReturn[line]
    reason = columns.reason[line]
  }

  /// A number that those terms seldom share which one run meets.
  @inline(__always)
  var hash: Int32 {
    var hash = kind &+ rate &* 31 &+ reason &* 961
    hash = (hash ^ hash &>> 15) &* 0x2C1B_3C6D &+ territory &+ taxCountry &* 17
    return (hash ^ hash &>> 12) &* 0x297A_2D39 &+ treatment &* 7 &+ scheme
  }
}

/// One place for each hash: terms that share it push each other out, which costs a look-up and nothing else.
struct RecentTerms {
  private static let placeCount: Int32 = 256
  private var places: [(terms: LineTerms, id: Int64)?] = Array(repeating: nil, count: Int(placeCount))

  /// The id of `terms`, when they were met lately.
  @inline(__always)
  subscript(terms: LineTerms) -> Int64? {
    get {
      guard let place = places[Self.place(of: terms)], place.terms == terms else { return nil }
      return place.id
    }
    set { places[Self.place(of: terms)] = newValue.map { (terms, $0) } }
  }

  @inline(__always)
  private static func place(of terms: LineTerms) -> Int { Int(terms.hash &>> 8 & (placeCount &- 1)) }
}
