import Commerce
import Pipeline
import Tax

/// Tax whose rate the source does not state: of a whole document, and of single lines.
extension PlatformTax {
  /// The only rate that explains the tax of a document that states none; `nil` where services stand beside goods, which
  /// are supplied in another place.
  func impliedRate(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision
  ) -> TaxRate? {
    var bearing: [(amount: Int64, tax: Int64)] = []
    let only = lines.onlyService
    for line in 0..<lines.count where split.bears[line] && lines.amounts[line] != 0 {
      guard !lines.kinds[line].hasOwnPlace || lines.kinds[line] == only else { return nil }
      bearing.append((lines.amounts[line], split.taxes[line]))
    }
    return implied(decision, stated).ofAll(bearing)
  }

  /// What can tell the rate of tax for which none is stated.
  private func implied(_ decision: DocumentDecision, _ stated: borrowing Stated) -> ImpliedRate {
    ImpliedRate(decision, in: taxing(decision), stated.basis, tolerance: stated.tolerance)
  }

  /// The rate of each line: as stated, or as its tax proves it.
  func rates(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision, _ notes: inout [Note]
  ) -> [TaxRate?] {
    var rates = lines.rates
    let only = lines.onlyService
    // Services beside goods have a place of supply of their own.
    for kind in [nil, LineKind.service, .digital] {
      let indices = (0..<lines.count).filter { index in
        let own = lines.kinds[index].hasOwnPlace && lines.kinds[index] != only ? lines.kinds[index] : nil
        return own == kind && rates[index] == nil && lines.taxes[index] != 0 && lines.amounts[index] != 0
      }
      guard !indices.isEmpty else { continue }
      let amounts = indices.map { (amount: lines.amounts[$0], tax: lines.taxes[$0]) }
      let found = implied(kind.map(decision.asWhole) ?? decision, stated).ofEach(amounts)
      for (index, rate) in zip(indices, found) { rates[index] = rate }
      let told = Set(found.compactMap { $0 }).sorted().map { "\($0) %" }
      if !told.isEmpty { note(&notes, .rateInferred, "the taxes of lines prove \(told.joined(separator: " and "))") }
      if found.contains(nil) { note(&notes, .mixedRates, "the tax of a line proves no rate") }
    }
    return rates
  }
}
