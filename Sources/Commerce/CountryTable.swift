/// The facts of each country, from `Data/countries.csv`.
///
/// Codes and withdrawn codes are ISO 3166-1 and 3166-3 as the Debian iso-codes list carries them (by way of pycountry),
/// names are the short English ones in common use. Codes beyond the standard: XI and XK as the European Union uses them,
/// IC and EA as customs uses them, AC and TA as postal services do. Of the two countries that had CS, the later is meant.
@usableFromInline
struct CountryTable: Sendable {
  struct Facts: Sendable {
    var name: String
    var alpha3: String?
    var numeric: String?
    var withdrawn: String?
  }

  @usableFromInline static let shared = CountryTable()

  /// Whether there is a country, by its number.
  @usableFromInline let isKnown: [Bool]
  let all: [Int32]
  private let index: [Int32: Facts]

  private init() {
    let table = EmbeddedTable(PackageResources.countries_csv)
    var isKnown = [Bool](repeating: false, count: 26 * 26)
    var all: [Int32] = []
    var index: [Int32: Facts] = [:]
    func optional(_ cell: String) -> String? { cell.isEmpty ? nil : cell }
    for row in table.rows {
      let number = PackedLetters.number(row[0])
      isKnown[Int(number)] = true
      all.append(number)
      index[number] = Facts(
        name: row[3], alpha3: optional(row[1]), numeric: optional(row[2]), withdrawn: optional(row[4]))
    }
    self.isKnown = isKnown
    self.all = all
    self.index = index
  }

  func facts(_ number: Int32) -> Facts? { index[number] }
}
