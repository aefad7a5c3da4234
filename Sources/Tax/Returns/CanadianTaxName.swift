/// Whose a Canadian sales tax is, read from the name that a platform prints.
///
/// `GST 5%`, `Ontario HST 13%`, `TPS`, `TVQ (9,975 %)` and the like; English and French names and their initials.
public enum CanadianTaxName: Hashable, Sendable {
  /// The goods and services tax or the harmonised one, both declared to the Canada Revenue Agency.
  case federal
  /// A province's own, declared to the province.
  case provincial

  /// The tax of that name; `nil` where the name does not tell, or tells both.
  public init?(title: String) {
    let words = title.lowercased().split { !$0.isLetter }.map(String.init)
    let isFederal = Self.isNamed(words, Self.federalNames)
    let isProvincial = Self.isNamed(words, Self.provincialNames)
    guard isFederal != isProvincial else { return nil }
    self = isFederal ? .federal : .provincial
  }

  private static let federalNames = [
    ["gst"], ["hst"], ["tps"], ["tvh"], ["goods", "and", "services"], ["harmonized"], ["harmonised"],
    ["produits", "et", "services"], ["harmonisée"],
  ]
  private static let provincialNames = [
    ["pst"], ["qst"], ["rst"], ["tvq"], ["tvp"], ["tvd"], ["provincial"], ["provinciale"], ["quebec", "sales"],
    ["québec", "sales"], ["retail", "sales"], ["vente", "du", "québec"], ["vente", "du", "quebec"],
    ["ventes", "au", "détail"],
  ]

  /// Whether the words of any of `names` stand one after the other among `words`.
  private static func isNamed(_ words: [String], _ names: [[String]]) -> Bool {
    names.contains { name in
      words.indices.contains { words[$0...].starts(with: name) }
    }
  }
}
