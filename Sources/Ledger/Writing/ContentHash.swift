/// A hash over all that the ledger stores of a document, to notice that a document has changed.
///
/// It leaves out what says nothing about the content: numbers the ledger gives, positions, the run, and how the customer
/// was found. The order of lines counts. It is for change detection only: someone who chooses the input can make two
/// documents hash alike, and would only keep his own correction out.
import Columns

struct ContentHash {
  private let documents: DocumentColumns
  private let lines: LineColumns
  private let text: PinnedText

  init(_ documents: DocumentColumns, _ lines: LineColumns, _ text: PinnedText) {
    self.documents = documents
    self.lines = lines
    self.text = text
  }

  /// The hash of a document and its lines.
  @inline(__always)
  func value(document: Int, lines range: Range<Int>) -> Int64 {
    var hash = FastHash(seed: UInt64(range.count))
    combine(document, into: &hash)
    for line in range { combine(line: line, into: &hash) }
    return hash.value
  }

  @inline(__always)
  private func combine(_ index: Int, into hash: inout FastHash) {
    add(documents.reference[index], &hash)
    add(documents.refunds[index], &hash)
    add(documents.sourceStatus[index], &hash)
    add(documents.countrySource[index], &hash)
    add(documents.region[index], &hash)
    add(documents.postcode[index], &hash)
    add(documents.paymentMethod[index], &hash)
    add(documents.channel[index], &hash)
    add(documents.vatID[index], &hash)
    hash.combine(
      pair(documents.status[index], documents.currency[index]),
      pair(documents.priceBasis[index], documents.estimated[index]))
    hash.combine(
      pair(documents.country[index], documents.taxDate[index]),
      pair(documents.fixingScale[index], documents.fixingDate[index]))
    // What is known of the buyer's VAT id, where it was looked at: an answer that came later is another content.
    if documents.vatIDStatus[index] != .missing { hash.combine(Int64(documents.vatIDStatus[index])) }
    hash.combine(Int64(documents.dispatch[index]), documents.fixingUnits[index])
    hash.combine(documents.placedAt[index], documents.total[index])
    hash.combine(documents.taxTotal[index])
    if !documents.giftCardAmount.isEmpty, documents.giftCardAmount[index] != .missing {
      hash.combine(documents.giftCardAmount[index])
    }
    for slot in documents.taxSlots where slot.amount[index] != .missing {
      add(slot.title[index], &hash)
      hash.combine(slot.amount[index])
    }
  }

  @inline(__always)
  private func combine(line: Int, into hash: inout FastHash) {
    add(lines.sku[line], &hash)
    add(lines.title[line], &hash)
    hash.combine(pair(lines.kind[line], lines.rate[line]), pair(lines.treatment[line], lines.scheme[line]))
    hash.combine(pair(lines.taxCountry[line], lines.territory[line]), pair(lines.liable[line], lines.taxReturn[line]))
    hash.combine(pair(lines.reason[line], lines.category[line]), lines.quantity[line])
    hash.combine(lines.unitPrice[line], lines.sourceAmount[line])
    hash.combine(lines.net[line], lines.tax[line])
    hash.combine(lines.baseNet[line], lines.baseTax[line])
    if !lines.restocked.isEmpty, lines.restocked[line] == 0 { hash.combine(Int64(0)) }
  }

  @inline(__always)
  private func add(_ range: TextRange, _ hash: inout FastHash) {
    if range.isEmpty {
      hash.combine(Int64.missing)
    } else {
      text.combine(range, into: &hash)
    }
  }

  @inline(__always)
  private func pair(_ first: Int32, _ second: Int32) -> Int64 {
    Int64(first) << 32 | Int64(UInt32(bitPattern: second))
  }
}
