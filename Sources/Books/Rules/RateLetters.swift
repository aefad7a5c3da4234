import Commerce
import Tax

/// The letters that tax codes end in, by the class of a rate: `S` standard, `R` reduced, `Z` zero and so on.
struct RateLetters: Sendable {
  static let standard = RateLetters(.standard)

  private struct Key: Hashable {
    var territory: Territory
    var rate: TaxRate
  }

  /// The classes that each rate has or had in a territory, the standard one first.
  private let classes: [Key: [RateCategory]]

  init(_ table: RateTable) {
    var classes: [Key: [RateCategory]] = [:]
    for row in table.rows { classes[Key(territory: row.territory, rate: row.rate), default: []].append(row.category) }
    self.classes = classes
  }

  /// The letters for a rate; a rate that a platform charged need not be of the class that the rules expected.
  func letters(_ rate: TaxRate?, _ expected: RateCategory?, in territory: Territory?) -> String {
    guard let rate else { return "M" }
    guard rate != .zero else { return "Z" }
    guard let territory else { return "S" }
    let known =
      classes[Key(territory: territory, rate: rate)]
      ?? classes[Key(territory: VATArea.standard.state(of: territory), rate: rate)] ?? []
    if let expected, expected != .standard, known.contains(expected) { return Self.letters(expected) }
    return Self.letters(known.first ?? expected ?? .standard)
  }

  private static func letters(_ category: RateCategory) -> String {
    switch category {
    case .standard, .scopeChange: "S"
    case .reduced, .temporaryReduced: "R"
    case .reduced2: "R2"
    case .superReduced: "SR"
    case .parking: "P"
    case .special: "X"
    case .zero, .temporaryZero: "Z"
    case .exempt: "E"
    }
  }
}
