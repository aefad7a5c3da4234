import ArgumentParser
import Commerce
import Foundation
import Pipeline
import Tax

/// `rates place`: which territory an address lies in, and which rates hold there.
struct RatesPlace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Tell the VAT territory of an address, for one address or for rows of a file.",
    discussion: """
      shopledger rates place "DE 27498"
      shopledger rates place IT 23030 Livigno
      shopledger rates place addresses.csv

      A file has the column country and may have postcode, city and date; its rows come back with territory, state, \
      whether it lies in the VAT area and in the customs union of the European Union, the rates of the day, and a \
      problem where the country is none or the postcode does not fit it.
      """)

  @Argument(help: "Country, postcode and city; or a file of rows, - for standard input.")
  var words: [String]

  @OptionGroup var rates: RateOptions

  @OptionGroup var rows: RowOptions

  mutating func run() throws {
    let desk = PlaceDesk(day: try rates.day(), table: try rates.table())
    let address = words.joined(separator: " ").split(separator: " ", maxSplits: 1).map(String.init)
    if let country = address.first, case .country = CountryNames.standard.lookup(country) {
      let (postcode, city) = Self.parts(address.count > 1 ? address[1] : "")
      var table = try RowTable(
        asking: [("country", country), ("postcode", postcode), ("city", city)], columns: PlaceDesk.columns)
      try table.answer(adding: PlaceDesk.added, as: rows.format ?? .text, desk.answer)
    } else {
      guard words.count == 1, words[0] == "-" || FileManager.default.fileExists(atPath: words[0]) else {
        throw ValidationError(
          "\"\(address.first ?? "")\" is no file, and no country; begin with its code, as in: rates place DE 27498")
      }
      var table = try RowTable(reading: words[0], columns: PlaceDesk.columns)
      try table.answer(adding: PlaceDesk.added, as: rows.format ?? .csv, desk.answer)
    }
  }

  /// Postcode and city of what follows a country: words with digits, words after `BFPO` included, are the postcode.
  private static func parts(_ text: String) -> (postcode: String, city: String) {
    let words = text.split(separator: " ")
    let end = words.lastIndex { $0.contains(where: \.isNumber) }.map { $0 + 1 } ?? 0
    return (words[..<end].joined(separator: " "), words[end...].joined(separator: " "))
  }
}

/// Answers rows about places.
private struct PlaceDesk {
  let day: CivilDate
  let table: RateTable

  private enum Column {
    static let country = 0
    static let postcode = 1
    static let city = 2
    static let date = 3
  }

  static let columns: [InputColumn] = ["country", .optional("postcode"), .optional("city"), .optional("date")]
  static let added = [
    "territory", "state", "in_eu_vat_area", "in_eu_customs_union", "special_territory", "rates", "note",
  ]

  func answer(_ row: borrowing Row, _ answer: inout RowAnswer) throws(RowProblem) {
    let date = row.has(Column.date) && !row[Column.date].isEmpty ? try row.date(Column.date) : day
    let area = VATArea.standard
    let country = row[Column.country]
    switch CountryNames.standard.lookup(country.span) {
    case .country(let country, _):
      let postcode = row[Column.postcode]
      let city = row[Column.city]
      let place = area.place(country, postcode: postcode.span, city: city.span, on: date)
      let special = area.special(country, postcode: postcode.span, city: city.span)
      give(place, special, date, &answer)
      guard special != nil || PostcodeFormats.standard.fits(postcode.span, country) else {
        let example = PostcodeFormats.standard.example(country).map { ", which are written like \($0)" } ?? ""
        throw RowProblem("postcode \(row.quoted(Column.postcode)) is none of \(country.name)\(example)")
      }
    case .area(let shared):
      guard let place = area.place(shared, on: date) else {
        throw RowProblem(
          "\(row.quoted(Column.country)) is an area of several countries, and the country decides the tax")
      }
      give(place, nil, date, &answer)
    case .unresolved(let reason): throw RowProblem("\(row.quoted(Column.country)): \(reason.sentence)")
    case .unknown: throw RowProblem("\(row.quoted(Column.country)) is no country that can be named")
    case .empty: throw RowProblem("country is empty")
    }
  }

  private func give(_ place: Tax.Place, _ special: SpecialTerritory?, _ date: CivilDate, _ answer: inout RowAnswer) {
    answer.text(place.territory.code)
    answer.text(place.state.code)
    answer.text(place.isInEU ? "yes" : "no")
    let customs = special?.customs ?? ""
    answer.text(customs.isEmpty ? (place.isInEU ? "yes" : "no") : customs)
    answer.text(special?.name ?? "")
    answer.text(
      table.holding(in: place.territory, on: date).map { "\($0.row.category.name) \($0.row.rate)" }
        .joined(separator: "; "))
    answer.text(special?.note ?? "")
  }
}
