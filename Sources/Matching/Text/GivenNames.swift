import Columns
import Commerce

/// Given names of their own, each with its spellings (`Data/given_names.csv`): Petra is no typing error of Peter.
struct GivenNames: Sendable {
  static let shared = GivenNames(EmbeddedTable(PackageResources.given_names_csv))

  /// The name that a spelling is of, by the spelling's hash.
  private var names: [Int64: Int] = [:]

  private init(_ table: EmbeddedTable) {
    for (name, spellings) in table.column("spellings").enumerated() {
      for spelling in spellings.split(separator: " ") {
        let text = Array(spelling.utf8)
        var form: [UInt8] = []
        Normalise.name(text.span, into: &form)
        names[Self.hash(form.span)] = name
      }
    }
  }

  /// Whether two different texts, in normal form, are two people's: two known names, or one that is another's with a woman's
  /// ending.
  func areTwo(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    if let name = names[Self.hash(one)], let second = names[Self.hash(other)] { return name != second }
    return one.count < other.count ? Self.extends(other, one) : Self.extends(one, other)
  }

  /// What makes a man's name a woman's, in one language or another.
  private static let endings = ["a", "e", "ia", "ie", "ina", "ine", "etta", "ette"].map { Array($0.utf8) }
  /// Shorter beginnings are an initial's, or anything.
  private static let lettersMin = 3

  /// Whether a name is a shorter one with such an ending.
  private static func extends(_ longer: Span<UInt8>, _ shorter: Span<UInt8>) -> Bool {
    guard shorter.count >= lettersMin else { return false }
    for index in 0..<shorter.count where shorter[index] != longer[index] { return false }
    return endings.contains { ending in
      ending.count == longer.count - shorter.count
        && ending.indices.allSatisfy { ending[$0] == longer[shorter.count + $0] }
    }
  }

  private static func hash(_ bytes: Span<UInt8>) -> Int64 {
    var hash = FastHash(seed: 0)
    hash.combine(bytes)
    return hash.value
  }
}
