import Books
import Columns
import Commerce
import Pipeline

/// Documents that gift cards have paid in part, as their payment method says, where nobody tells how much: a finding each.
struct GiftCardParts: MappedField {
  private let rules: DocumentRules
  private let platform: String
  /// What is known of methods that have several parts; they are few.
  private var known: [String: Bool] = [:]

  init(_ context: CompileContext) {
    rules = DocumentRules(home: context.business.country)
    platform = context.store.platform.rawValue
  }

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    let methods = batch[OrderKeys.paymentMethod].stored
    let bytes = batch.text.bytes
    let text = bytes.span
    let amounts = batch.has(OrderKeys.giftCardAmount) ? batch[OrderKeys.giftCardAmount].stored : []
    for document in methods.indices where !methods[document].isEmpty {
      guard amounts.isEmpty || amounts[document] == .missing, isSeveral(text.extracting(methods[document].indices)),
        !batch.isRefused(document)
      else { continue }
      let method = batch.text.string(methods[document])
      if known[method] == nil {
        known[method] = rules.hasGiftCardPart(platform: platform, paymentMethod: method)
      }
      if known[method] == true { batch.findings.append(Finding(.giftCardPart, document: document, detail: method)) }
    }
  }

  /// Whether the name of a method lists several.
  private func isSeveral(_ method: Span<UInt8>) -> Bool {
    for place in method.indices where method[place] == UInt8(ascii: "+") || method[place] == UInt8(ascii: ",") {
      return true
    }
    return false
  }
}
