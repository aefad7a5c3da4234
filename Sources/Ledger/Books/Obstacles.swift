/// What keeps documents from being booked; asked once for each set of terms.
import Books
import Columns
import Commerce
import Tax

struct Obstacles {
  private struct Key: Hashable {
    let status: DocumentStatus?
    let terms: Int64
  }

  private var known: [Key: UnpostedReason?] = [:]

  /// Why a document is not booked; `nil` when it is.
  mutating func of(
    _ document: UnbookedDocument, _ status: DocumentStatus?, _ lines: [UnbookedLine], _ terms: PostingTerms
  ) throws -> UnpostedReason? {
    var isConverted = document.isConverted
    for line in lines {
      if let reason = try of(Key(status: status, terms: line.terms), terms) { return reason }
      if line.baseNet == .missing || line.baseTax == .missing { isConverted = false }
    }
    return isConverted ? document.date == nil ? .undated : nil : .notConverted
  }

  private mutating func of(_ key: Key, _ terms: PostingTerms) throws -> UnpostedReason? {
    if let reason = known[key] { return reason }
    let reason = DocumentRules.unposted(key.status, [try terms.line(key.terms)])
    known[key] = .some(reason)
    return reason
  }
}
