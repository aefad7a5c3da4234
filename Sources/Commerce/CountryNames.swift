/// Finds the country that a cell of an export means: a code, a name in one of six languages, or a usual alias.
///
/// Case, accents, punctuation and repeated blanks do not matter. What is no country (`Unspecified`, `European Community`)
/// is answered as such, with the reason, and what the tables do not hold is unknown: nothing is guessed. A look-up hashes
/// the bytes and allocates nothing; a column of few distinct spellings gains by memoising it all the same.
public final class CountryNames: Sendable {
  /// What a cell means.
  public enum Outcome: Hashable, Sendable {
    /// A country, with the part of it that was named where the name says one (`Scotland` is GB, part `SCT`).
    case country(Country, part: String?)
    /// An area that several codes share.
    case area(SpecialArea)
    /// Words that are known to name no country.
    case unresolved(Reason)
    /// Words that the tables do not hold.
    case unknown
    /// Nothing.
    case empty
  }

  /// Why known words name no country.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// A union of states, such as `European Community`.
    case unionOfStates = "union_of_states"
    /// A part of the world, such as `West Indies`.
    case regionOfStates = "region_of_states"
    /// A military post office: the address says nothing about the place.
    case militaryPost = "military_post"
    /// Words for "not stated".
    case unspecified = "unspecified"

    /// A sentence for a person.
    public var sentence: String {
      switch self {
      case .unionOfStates: "it names a union of states, and the state decides the tax"
      case .regionOfStates: "it names a part of the world, and the state decides the tax"
      case .militaryPost: "it names a military post office, which does not tell the place"
      case .unspecified: "it says that the country is not stated"
      }
    }
  }

  /// The names of the program's own tables, `Data/countries.csv` and `Data/country_aliases.csv`.
  ///
  /// Names in English, German, French, Spanish, Italian and Dutch are those of the Unicode CLDR (by way of Babel, Unicode
  /// licence) for the countries of Europe and the large markets; the other aliases are spellings met in shops' exports.
  public static let standard = CountryNames()

  private let index: NameIndex<Outcome>
  /// Names that two rows of the tables give different meanings, or that point nowhere; none, or the tables are wrong.
  public let conflicts: [String]

  private init() {
    var index = NameIndex<Outcome>(otherwise: .unknown)
    var conflicts: [String] = []
    func add(_ name: String, _ outcome: Outcome?) {
      guard let outcome, index.add(name, outcome) else { return conflicts.append(name) }
    }
    for row in EmbeddedTable(PackageResources.countries_csv).rows {
      for name in [row[0], row[1], row[3]] where !name.isEmpty {
        add(name, Country(row[0]).map { .country($0, part: nil) })
      }
    }
    for row in EmbeddedTable(PackageResources.country_aliases_csv).rows {
      switch row[1] {
      case "country": add(row[0], Country(row[2]).map { .country($0, part: row[3].isEmpty ? nil : row[3]) })
      case "area": add(row[0], SpecialArea(row[2]).map { .area($0) })
      default: add(row[0], Reason(rawValue: row[2]).map { .unresolved($0) })
      }
    }
    self.index = index
    self.conflicts = conflicts
  }

  /// What `bytes` mean.
  public func lookup(_ bytes: Span<UInt8>) -> Outcome {
    if let country = Country(bytes) { return .country(country, part: nil) }
    let outcome = index.lookup(bytes)
    return outcome == .unknown && Self.isBlank(bytes) ? .empty : outcome
  }

  /// What `text` means.
  public func lookup(_ text: String) -> Outcome {
    let bytes = Array(text.utf8)
    return lookup(bytes.span)
  }

  private static func isBlank(_ bytes: Span<UInt8>) -> Bool {
    for place in bytes.indices where bytes[place] > 0x20 { return false }
    return true
  }
}
