/// The document columns of a batch that the ledger stores.
import Columns
import Commerce
import Privacy
import Tax

struct DocumentColumns {
  let externalID, reference, refunds, sourceStatus, countrySource, region, postcode: [TextRange]
  let paymentMethod, channel, vatID: [TextRange]
  let vatIDStatus: [Int32]
  let kind, status, currency, priceBasis, estimated, country, taxDate: [Int32]
  let fixingScale, fixingDate, dispatch: [Int32]
  let placedAt, total, taxTotal, contact, fixingUnits: [Int64]
  let taxSlots: [TaxSlot]
  /// What gift cards have paid; empty where no source column tells.
  let giftCardAmount: [Int64]
  /// Documents of people who were erased; empty where there are none.
  let erased: [Int32]

  /// One of the taxes that a flat source prints for a document.
  struct TaxSlot {
    let title: [TextRange]
    let amount: [Int64]
  }

  init(_ batch: Batch) {
    externalID = batch[OrderKeys.externalID].stored
    reference = batch[OrderKeys.reference].stored
    refunds = batch[OrderKeys.refunds].stored
    sourceStatus = batch[OrderKeys.sourceStatus].stored
    countrySource = batch[OrderKeys.countrySource].stored
    region = batch[OrderKeys.region].stored
    postcode = batch[OrderKeys.postcode].stored
    paymentMethod = batch[OrderKeys.paymentMethod].stored
    channel = batch[OrderKeys.channel].stored
    vatID = batch[OrderKeys.vatID].stored
    vatIDStatus = batch[TaxKeys.vatIDStatus].stored
    kind = batch[OrderKeys.kind].stored
    status = batch[OrderKeys.status].stored
    currency = batch[OrderKeys.currency].stored
    priceBasis = batch[OrderKeys.priceBasis].stored
    estimated = batch[OrderKeys.estimated].stored
    country = batch[OrderKeys.country].stored
    taxDate = batch[OrderKeys.taxDate].stored
    fixingScale = batch[OrderKeys.fixingScale].stored
    fixingDate = batch[OrderKeys.fixingDate].stored
    dispatch = batch[TaxKeys.dispatch].stored
    placedAt = batch[OrderKeys.placedAt].stored
    total = batch[OrderKeys.total].stored
    taxTotal = batch[OrderKeys.taxTotal].stored
    contact = batch[OrderKeys.contact].stored
    fixingUnits = batch[OrderKeys.fixingUnits].stored
    erased = batch.has(OrderKeys.isErased) ? batch[OrderKeys.isErased].stored : []
    giftCardAmount = batch.has(OrderKeys.giftCardAmount) ? batch[OrderKeys.giftCardAmount].stored : []
    taxSlots = (0..<OrderKeys.taxSlots)
      .filter { batch.has(OrderKeys.taxAmount($0)) }
      .map { TaxSlot(title: batch[OrderKeys.taxTitle($0)].stored, amount: batch[OrderKeys.taxAmount($0)].stored) }
  }

  /// What is left of the postcode of somebody who was erased.
  func shortPostcode(_ document: Int, _ text: PinnedText, _ codes: CodeTexts) -> String? {
    guard !postcode[document].isEmpty else { return nil }
    let code = country[document] == .missing ? nil : codes.countries.string(country[document])
    return ShortPostcode.of(text.string(postcode[document]), country: code)
  }

  /// Whether the buyer of a document was erased.
  @inline(__always)
  func isErased(_ document: Int) -> Bool { !erased.isEmpty && erased[document] == 1 }
}
