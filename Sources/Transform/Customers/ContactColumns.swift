import Columns
import Commerce
import Matching

/// What the documents of a batch say of their buyers.
struct ContactColumns {
  private let sourceIDs, names, companies, emails, phones, addresses, cities, postcodes, vatIDs: [TextRange]
  /// What sellers have put on accounts; empty where no column has any.
  private let tags: [TextRange]
  private let countries: Column<Country>
  private let placedAt, createdAt: Column<Instant>

  /// The columns of a batch.
  init(_ batch: borrowing Batch) {
    sourceIDs = batch[OrderKeys.customerSourceID].stored
    names = batch[OrderKeys.name].stored
    companies = batch[OrderKeys.company].stored
    emails = batch[OrderKeys.email].stored
    phones = batch[OrderKeys.phone].stored
    addresses = batch[OrderKeys.address].stored
    cities = batch[OrderKeys.city].stored
    postcodes = batch[OrderKeys.postcode].stored
    vatIDs = batch[OrderKeys.vatID].stored
    tags = batch.has(CustomerKeys.tags) ? batch[CustomerKeys.tags].stored : []
    countries = batch[OrderKeys.country]
    placedAt = batch[OrderKeys.placedAt]
    createdAt = batch[CustomerKeys.createdAt]
  }

  /// When a document was placed or an account made; `nil` where it does not say.
  func told(_ document: Int) -> Instant? { placedAt[document] ?? createdAt[document] }

  /// A hash over all that a document says of its buyer, byte for byte.
  @inline(__always)
  func fingerprint(_ document: Int, of text: Span<UInt8>, seed: UInt64) -> Int64 {
    var hash = FastHash(seed: seed)
    // Telephone numbers without a calling code are those of the country.
    hash.combine(UInt64(UInt32(bitPattern: countries.stored[document])))
    forEachText(document) { hash.combine(text.extracting($0.indices)) }
    return hash.value
  }

  /// Makes the text that a kind of key is of; false where there is none.
  func make(_ kind: MatchKeyKind, _ document: Int, of text: Span<UInt8>, by texts: inout MatchTexts) -> Bool {
    switch kind {
    case .sourceID: return texts.sourceID(text.extracting(sourceIDs[document].indices))
    case .email: return texts.email(text.extracting(emails[document].indices))
    case .phone: return texts.phone(text.extracting(phones[document].indices), country: countries[document])
    case .nameAndAddress:
      return texts.nameAndAddress(
        name: text.extracting(names[document].indices), address: text.extracting(addresses[document].indices),
        postcode: text.extracting(postcodes[document].indices), city: text.extracting(cities[document].indices))
    case .vatID: return texts.vatID(text.extracting(vatIDs[document].indices))
    case .name: return texts.name(text.extracting(names[document].indices))
    case .contact:
      texts.begin(country: countries[document])
      forEachText(document) { texts.append(text.extracting($0.indices)) }
      return true
    }
  }

  @inline(__always)
  private func forEachText(_ document: Int, _ body: (TextRange) -> Void) {
    body(sourceIDs[document])
    body(names[document])
    body(companies[document])
    body(emails[document])
    body(phones[document])
    body(addresses[document])
    body(cities[document])
    body(postcodes[document])
    body(vatIDs[document])
    // Where there are none, contacts have the keys that they had before tags counted.
    if !tags.isEmpty, !tags[document].isEmpty { body(tags[document]) }
  }
}
