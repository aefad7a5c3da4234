public import Commerce

/// How the postcodes of a country are written, from `Data/postcode_formats.csv`.
///
/// A postcode that is not written so does not fit its country: one of the two is wrong, and the place is in doubt.
public struct PostcodeFormats: Sendable {
  /// The program's own table.
  public static let standard = PostcodeFormats()

  /// Patterns by the country's stored number; `nil` where none are tabulated.
  private let patterns: [PostcodePattern?]
  private let examples: [String]

  private init() {
    var patterns = [PostcodePattern?](repeating: nil, count: 26 * 26)
    var examples = [String](repeating: "", count: 26 * 26)
    for cells in EmbeddedTable(PackageResources.postcode_formats_csv).rows {
      guard let country = Country(cells[0]) else { continue }
      patterns[Int(country.stored)] = PostcodePattern(cells[1])
      examples[Int(country.stored)] = cells[2]
    }
    self.patterns = patterns
    self.examples = examples
  }

  /// Whether `postcode` can be one of `country`; true where its form is not tabulated, and for none at all.
  public func fits(_ postcode: Span<UInt8>, _ country: Country) -> Bool {
    guard let pattern = patterns[Int(country.stored)] else { return true }
    return pattern.matches(postcode) || PostcodePattern.isBlank(postcode)
  }

  /// A postcode of `country` as it is written; `nil` where its form is not tabulated.
  public func example(_ country: Country) -> String? {
    let example = examples[Int(country.stored)]
    return example.isEmpty ? nil : example
  }
}
