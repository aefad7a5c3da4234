import Columns
import Commerce

/// Which states belong to the VAT area of the European Union, and since when and until when.
///
/// From `Data/eu_members.csv`: dates of accession, and of the end of the United Kingdom's transition period; Northern
/// Ireland (`XI`) belongs to it for goods from then on, under the protocol on Ireland/Northern Ireland.
struct Membership: Sendable {
  struct Row: Sendable {
    var country: Country
    var territory: Territory
    var state: Territory
    var days: DayRange
    var goodsOnly: Bool
  }

  private let rows: [Row]
  /// Index of each country's row by its stored number; -1 where there is none.
  private let byCountry: [Int16]

  init(_ table: EmbeddedTable = EmbeddedTable(PackageResources.eu_members_csv)) {
    let rows: [Row] = table.rows.compactMap { cells in
      guard let country = Country(cells[0]), let territory = Territory(cells[1]), let state = Territory(cells[2]),
        let days = DayRange(from: cells[3], to: cells[4])
      else { return nil }
      return Row(country: country, territory: territory, state: state, days: days, goodsOnly: cells[5] == "goods")
    }
    var byCountry = [Int16](repeating: -1, count: 26 * 26)
    for (index, row) in rows.enumerated() { byCountry[Int(row.country.stored)] = Int16(index) }
    self.rows = rows
    self.byCountry = byCountry
  }

  func row(of country: Country) -> Row? {
    let index = Int(byCountry[Int(country.stored)])
    return index < 0 ? nil : rows[index]
  }

  func row(of territory: Territory) -> Row? { rows.first { $0.territory == territory } }
}
