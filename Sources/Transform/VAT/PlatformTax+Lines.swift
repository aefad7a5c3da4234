import Commerce
import Pipeline
import Tax

/// Tax that the source states line by line, as Amazon's tax reports do: it is kept, each line at its own rate.
extension PlatformTax {
  /// Keeps the tax that the source states for each line; `false` when it does not sum to that of the document.
  func keep(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision,
    into taxed: inout [TaxedLine], _ notes: inout [Note]
  ) -> Bool {
    var known: [(kind: LineKind?, rate: TaxRate?, charged: Charged)] = []
    var sum: Int64 = 0
    for tax in lines.taxes {
      let (next, overflow) = sum.addingReportingOverflow(tax)
      if overflow { return false }
      sum = next
    }
    guard sum == stated.tax else { return false }
    let isUntaxed = lines.taxes.allSatisfy { $0 == 0 }
    let rates = rates(lines, stated, decision, &notes)
    var plain = ChargedByKind()
    taxed.removeAll(keepingCapacity: true)
    for index in 0..<lines.count {
      var line = TaxedLine(decision.decision(lines.kinds[index]))
      let tax = lines.taxes[index]
      let kind = lines.kinds[index].hasOwnPlace ? lines.kinds[index] : nil
      if isUntaxed {
        let bears = lines.kinds[index].bearsTax && lines.taxable[index] != 0
        if line.treatment != .outOfScope {
          line.take(plain.of(lines.kinds[index], decision) { untaxed(lines, stated, $0, &notes) }, bears: bears)
        }
      } else if tax != 0 {
        let rate = rates[index]
        compare(tax, with: rate, lines.amounts[index], stated, &notes)
        if let index = known.firstIndex(where: { $0.kind == kind && $0.rate == rate }) {
          line.take(known[index].charged, bears: true)
        } else {
          let charged = charged(at: rate, kind.map(decision.asWhole) ?? decision, &notes)
          known.append((kind, rate, charged))
          line.take(charged, bears: true)
        }
      } else if line.treatment != .outOfScope {
        line.rate = .zero
      }
      line.tax = tax
      line.net = stated.basis == .net ? lines.amounts[index] : lines.amounts[index] - tax
      taxed.append(line)
    }
    return true
  }

  /// Leaves the tax to the marketplace that owes it: the seller sold without tax.
  func leave(_ lines: borrowing DocumentLines, to decision: DocumentDecision, into taxed: inout [TaxedLine]) {
    taxed.removeAll(keepingCapacity: true)
    for index in 0..<lines.count { taxed.append(left(lines.kinds[index], lines.amounts[index], decision)) }
  }

  /// Leaves the tax of single lines to the marketplace that owes it.
  func leaveMarketplaces(_ lines: borrowing DocumentLines, _ decision: DocumentDecision, in taxed: inout [TaxedLine]) {
    guard !lines.marketplaces.isEmpty else { return }
    let decision = decision.asMarketplaces()
    for index in lines.marketplaces where taxed[index].treatment != .outOfScope {
      taxed[index] = left(lines.kinds[index], lines.amounts[index], decision)
    }
  }

  private func left(_ kind: LineKind, _ amount: Int64, _ decision: DocumentDecision) -> TaxedLine {
    var line = TaxedLine(decision.decision(kind))
    line.treatment = .notCollected
    if line.liable != .marketplace {
      line.territory = decision.arrival?.territory ?? line.territory
      line.scheme =
        switch line.country?.code {
        case "US": .usMarketplaceFacilitator
        case "GB": .ukOverseasSellerMarketplace
        default: .deemedSupplier
        }
    }
    line.liable = .marketplace
    line.taxReturn = .marketplace
    line.rate = .zero
    line.net = amount
    return line
  }

  /// How a line is treated whose tax the source states, at `rate` where it states that too.
  private func charged(at rate: TaxRate?, _ decision: DocumentDecision, _ notes: inout [Note]) -> Charged {
    if let rate { return self.taxed(at: rate, decision, &notes) }
    return Charged(treatment: .taxed, scheme: scheme(decision), territory: taxing(decision), rate: nil)
  }

  /// Notes a stated tax of a line that its stated rate does not give.
  private func compare(
    _ tax: Int64, with rate: TaxRate?, _ amount: Int64, _ stated: borrowing Stated, _ notes: inout [Note]
  ) {
    guard let rate else { return }
    let amount = MinorUnits(amount)
    let expected = (stated.basis == .net ? rate.tax(on: amount) : rate.taxContained(in: amount))?.count ?? 0
    guard (expected - tax).magnitude > stated.tolerance.magnitude else { return }
    note(&notes, .taxDiffers, "charged \(tax), \(rate) % gives \(expected) minor units")
  }
}
