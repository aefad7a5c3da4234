/// The rows that documents share: terms, destination and fixing.
import Columns
import GRDB

struct SharedDocumentRows {
  private var terms: SharedRows
  private var destinations: SharedRows
  private var fixings: SharedRows

  /// Prepares the statements.
  init(_ database: Database) throws {
    terms = try SharedRows(
      "document_terms",
      [
        "status": .integer, "source_status": .text, "currency": .text, "price_basis": .integer, "estimated": .integer,
        "payment_method": .text, "channel": .text,
      ], database)
    destinations = try SharedRows(
      "destinations", ["country": .text, "country_source": .text, "region": .text], database)
    fixings = try SharedRows("fixings", ["units": .integer, "scale": .integer, "date": .text], database)
  }

  /// The id of the terms on which a document was made.
  @inline(__always)
  mutating func terms(
    _ document: Int, _ columns: DocumentColumns, _ text: PinnedText, _ codes: CodeTexts
  ) throws -> Int64 {
    terms.begin()
    terms.add(columns.status[document])
    terms.add(columns.sourceStatus[document], of: text)
    terms.add(columns.currency[document], in: codes.currencies)
    terms.add(columns.priceBasis[document])
    terms.add(columns.estimated[document])
    terms.add(columns.paymentMethod[document], of: text)
    terms.add(columns.channel[document], of: text)
    return try terms.id()
  }

  /// The id of the place that a document goes to; missing when it names none.
  @inline(__always)
  mutating func destination(
    _ document: Int, _ columns: DocumentColumns, _ text: PinnedText, _ codes: CodeTexts
  ) throws -> Int64 {
    let spelling = columns.countrySource[document]
    let region = columns.region[document]
    if columns.country[document] == .missing, spelling.isEmpty, region.isEmpty { return .missing }
    destinations.begin()
    destinations.add(columns.country[document], in: codes.countries)
    destinations.add(spelling, of: text)
    destinations.add(region, of: text)
    return try destinations.id()
  }

  /// The id of the fixing by which a document was converted; missing when it was not.
  @inline(__always)
  mutating func fixing(_ document: Int, _ columns: DocumentColumns, _ codes: CodeTexts) throws -> Int64 {
    if columns.fixingUnits[document] == .missing { return .missing }
    fixings.begin()
    fixings.add(columns.fixingUnits[document])
    fixings.add(columns.fixingScale[document])
    fixings.add(columns.fixingDate[document], in: codes.dates)
    return try fixings.id()
  }
}
