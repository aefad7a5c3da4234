/// The people who were erased, as refused documents tell them again: nothing is kept of those.
import Columns
import Commerce
import Matching
import Privacy

/// A refused document has no contact. So it is held against the tombstones by what `map` has made of it, and by the addresses
/// and numbers in its bytes, for some documents are refused before anything is made of them.
struct ErasedPeople {
  /// When people were erased, by kind and key of what tells them.
  private let erasedAt: [MatchKeyKind: [Int64: Int64]]
  private let index: BlindIndex
  private var texts: MatchTexts

  /// Those whom a file of keys remembers, for documents of a store.
  init(_ keys: KeyFile, store: String) throws {
    var erasedAt: [MatchKeyKind: [Int64: Int64]] = [:]
    for tombstone in try keys.tombstones() {
      guard let kind = MatchKeyKind(rawValue: Int32(tombstone.kind)) else { continue }
      erasedAt[kind, default: [:]][tombstone.key] = tombstone.erasedAt
    }
    self.erasedAt = erasedAt
    index = keys.index
    texts = MatchTexts(store: store)
  }

  /// Whether one of them stands in a refused document that is not younger than the erasure; one without a date counts as old.
  ///
  /// - Parameter raw: the bytes of its records.
  mutating func stand(in document: Int, of batch: Batch, raw: [UInt8]) -> Bool {
    guard !erasedAt.isEmpty else { return false }
    let told = batch[OrderKeys.placedAt][document] ?? batch[CustomerKeys.createdAt][document]
    return standInColumns(document, batch, told) || standInBytes(raw, told)
  }

  private mutating func standInColumns(_ document: Int, _ batch: Batch, _ told: Instant?) -> Bool {
    func bytes(_ key: ColumnKey<TextRange>) -> [UInt8] { Array(batch.text[batch[key].stored[document]]) }
    let phone = bytes(OrderKeys.phone)
    return texts.sourceID(bytes(OrderKeys.customerSourceID).span) && wereErased(.sourceID, told)
      || texts.email(bytes(OrderKeys.email).span) && wereErased(.email, told)
      || texts.phone(phone.span, country: batch[OrderKeys.country][document]) && wereErased(.phone, told)
      || texts.nameAndAddress(
        name: bytes(OrderKeys.name).span, address: bytes(OrderKeys.address).span,
        postcode: bytes(OrderKeys.postcode).span) && wereErased(.nameAndAddress, told)
  }

  private mutating func standInBytes(_ raw: [UInt8], _ told: Instant?) -> Bool {
    let text = RejectText.readable(raw)
    for address in RejectText.addresses(in: text) where texts.email(address.span) {
      if wereErased(.email, told) { return true }
    }
    for number in RejectText.numbers(in: text) where texts.phone(number.span, country: nil) {
      if wereErased(.phone, told) { return true }
    }
    return false
  }

  /// Whether the text that was made last tells somebody who was erased, by a document of before.
  private func wereErased(_ kind: MatchKeyKind, _ told: Instant?) -> Bool {
    let key = index.key(kind: UInt8(truncatingIfNeeded: kind.rawValue), texts.bytes.span)
    guard let instant = erasedAt[kind]?[key] else { return false }
    return told.map { $0.seconds <= instant } ?? true
  }
}
