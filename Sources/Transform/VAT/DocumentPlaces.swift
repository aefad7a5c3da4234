import Columns
import Commerce
import Tax

/// Where the supplies of a batch's documents start and end.
///
/// A document without any destination is taken to be supplied over the counter, at the seller's.
struct DocumentPlaces {
  private let area = VATArea.standard
  private let dispatchCountry: Country
  private let dispatches: Column<Country>
  private let countries: Column<Country>
  private let areas: Column<SpecialArea>
  private let spellings: Column<TextRange>
  private let postcodes: Column<TextRange>
  private let cities: Column<TextRange>
  private let regions: Column<TextRange>

  init(_ batch: borrowing Batch, dispatch: Country) {
    dispatchCountry = dispatch
    dispatches = batch[OrderKeys.dispatchCountry]
    countries = batch[OrderKeys.country]
    areas = batch[OrderKeys.area]
    spellings = batch[OrderKeys.countrySource]
    postcodes = batch[OrderKeys.postcode]
    cities = batch[OrderKeys.city]
    regions = batch[OrderKeys.region]
  }

  /// Where the goods of `document` leave.
  func dispatch(_ document: Int, on date: CivilDate) -> Place {
    area.place(dispatches[document] ?? dispatchCountry, on: date)
  }

  /// Where they arrive; `nil` when the source names something that is no country.
  func arrival(_ document: Int, on date: CivilDate, _ text: Span<UInt8>) -> Place? {
    if let country = countries[document] {
      let region = regions.stored[document]
      if !region.isEmpty, let place = area.place(country, region: text.extracting(region.indices)) { return place }
      return area.place(
        country, postcode: text.extracting(postcodes.stored[document].indices),
        city: text.extracting(cities.stored[document].indices), on: date)
    }
    if let special = areas[document] { return area.place(special, on: date) }
    return spellings.stored[document].isEmpty ? dispatch(document, on: date) : nil
  }

  /// The country whose postcodes that of `document` is none of; `nil` where it is one, is missing, or nobody knows.
  ///
  /// A special territory is reached by its neighbour's postcodes too: Büsingen has a German and a Swiss one.
  func misfit(_ document: Int, _ text: Span<UInt8>) -> Country? {
    guard let country = countries[document] else { return nil }
    let postcode = text.extracting(postcodes.stored[document].indices)
    if PostcodeFormats.standard.fits(postcode, country) { return nil }
    let city = text.extracting(cities.stored[document].indices)
    return area.special(country, postcode: postcode, city: city) == nil ? country : nil
  }
}
