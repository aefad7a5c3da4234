/// Who stands in the refused documents of a batch, by match keys: a refused document has no contact.
import Columns
import Commerce

struct RefusedPeople {
  /// What a refused document tells of people.
  struct Keys {
    /// What its own fields tell.
    var told: Set<MatchKey>
    /// What besides stands in its bytes, for some documents are refused before anything is made of them.
    var read: Set<MatchKey>
    /// When it was told; `nil` where it does not say.
    var toldAt: Instant?
  }

  private let batch: Batch
  private let sourceIDs, names, emails, phones, addresses, postcodes, cities, vatIDs: [TextRange]
  private let countries: Column<Country>
  private let placedAt, createdAt: Column<Instant>

  init(_ batch: Batch) {
    self.batch = batch
    sourceIDs = batch[OrderKeys.customerSourceID].stored
    names = batch[OrderKeys.name].stored
    emails = batch[OrderKeys.email].stored
    phones = batch[OrderKeys.phone].stored
    addresses = batch[OrderKeys.address].stored
    postcodes = batch[OrderKeys.postcode].stored
    cities = batch[OrderKeys.city].stored
    vatIDs = batch[OrderKeys.vatID].stored
    countries = batch[OrderKeys.country]
    placedAt = batch[OrderKeys.placedAt]
    createdAt = batch[CustomerKeys.createdAt]
  }

  /// The keys of a document whose records are `raw`.
  func keys(of document: Int, raw: [UInt8], by keys: inout PersonKeys) -> Keys {
    func bytes(_ values: [TextRange]) -> [UInt8] { Array(batch.text[values[document]]) }
    let told = keys.keys(
      of: PersonTexts(
        sourceID: bytes(sourceIDs), name: bytes(names), email: bytes(emails), phone: bytes(phones),
        address: bytes(addresses), postcode: bytes(postcodes), city: bytes(cities), vatID: bytes(vatIDs),
        country: countries[document]))
    let read = keys.keys(readIn: raw, country: countries[document])
    return Keys(
      told: told, read: read.subtracting(told), toldAt: placedAt[document] ?? createdAt[document])
  }
}
