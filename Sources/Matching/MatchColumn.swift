import Commerce

/// What a column of a table of people can hold, and the usual names of such columns (`Data/match_columns.csv`).
public enum MatchColumn: String, Sendable, CaseIterable {
  /// What the rows are told apart by.
  case id
  /// A platform's id of the customer.
  case sourceID = "source_id"
  /// A business's VAT identification number.
  case vatID = "vat_id"
  /// An e-mail address.
  case email
  /// A telephone number.
  case phone
  /// A whole name.
  case name
  /// A given name.
  case givenName = "given_name"
  /// A family name.
  case familyName = "family_name"
  /// A street, with or without the house number.
  case street
  /// A house number.
  case houseNumber = "house_number"
  /// A second line of the address.
  case addressLine2 = "address_line_2"
  /// A town.
  case city
  /// A postcode.
  case postcode
  /// A state or province.
  case region
  /// A country, by name or code.
  case country
  /// A date of birth.
  case birthDate = "birth_date"

  /// Where each of the columns stands in a header whose names are the usual ones; of several the first in the table of names.
  public static func places(in header: [String]) -> [MatchColumn: Int] {
    let names = header.map(form)
    var places: [MatchColumn: Int] = [:]
    for cells in EmbeddedTable(PackageResources.match_columns_csv).rows {
      guard let column = MatchColumn(rawValue: cells[0]), places[column] == nil else { continue }
      places[column] = names.firstIndex(of: form(cells[1]))
    }
    return places
  }

  /// A name without case, blanks and what stands for blanks.
  private static func form(_ name: String) -> [UInt8] {
    let text = Array(name.utf8)
    var form: [UInt8] = []
    Normalise.folded(text.span, into: &form)
    return form
  }
}
