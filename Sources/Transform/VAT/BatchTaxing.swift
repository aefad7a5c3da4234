import Columns
import Commerce
import Pipeline
import Tax

/// Taxes the documents of one batch and collects the columns that come of it.
struct BatchTaxing {
  private let taxer: DocumentTaxer
  private let places: DocumentPlaces
  private let source: SourceColumns
  /// Each line of the batch as it was taxed.
  private var lineResults: [TaxedLine?]
  /// Where each document was sent from.
  private var dispatches: Column<Territory>
  private var bases: Column<PriceBasis>
  private var findings: [Finding] = []
  private var additions = AddedLines()
  private var lines = DocumentLines()
  private var stated = PlatformTax.Stated()
  private var platform: PlatformTax
  private var notes: [PlatformTax.Note] = []
  private var parts: [ComputedTax.Part] = []
  /// The lines taxed last.
  private var taxed: [TaxedLine] = []
  /// Those of the last document that is no estimate, its further parts, and that document: refunds of which only the sum
  /// is known follow it.
  private var sold: [TaxedLine] = []
  private var soldParts: [ComputedTax.Part] = []
  private var soldDocument = -1

  init(_ batch: borrowing Batch, _ taxer: DocumentTaxer) {
    self.taxer = taxer
    platform = PlatformTax(isChecked: taxer.isChecked)
    places = DocumentPlaces(batch, dispatch: taxer.dispatch)
    source = SourceColumns(batch)
    bases = Column(missing: batch.documentCount)
    lineResults = Array(repeating: nil, count: batch.lineCount)
    dispatches = Column(missing: batch.documentCount)
  }

  /// Taxes one document; the refusal when it cannot be.
  mutating func tax(_ document: Int, _ batch: borrowing Batch) -> Refusal? {
    guard let currency = source.currencies[document], let exponent = currency.exponent,
      let date = source.dates[document]
    else { return Refusal(.missingValue, document: document, detail: "currency or date") }
    let range = batch.lines(of: document)
    parts.removeAll(keepingCapacity: true)
    if source.isEstimated(document) { return refund(document, range, exponent) }
    guard lines.fill(range, from: source, exponent: exponent) else {
      return Refusal(.amountTooLarge, document: document)
    }
    let text = batch.text.bytes.span
    if !taxer.products.isEmpty { lines.classify(range, source.productTypes, text, by: taxer.products) }
    let facts = facts(document, currency, exponent, date, text)
    dispatches.stored[document] = facts.dispatch.territory.stored
    if let country = places.misfit(document, text) { findings.append(.postcode(of: document, isNone: country)) }
    let decision = DocumentDecision(taxer, facts)
    return taxer.isComputed
      ? compute(document, range, decision, basis: taxer.declared ?? .net)
      : keep(document, range, decision, exponent, text)
  }

  /// What the decision depends on.
  private func facts(
    _ document: Int, _ currency: Currency, _ exponent: Int, _ date: CivilDate, _ text: Span<UInt8>
  ) -> SupplyFacts {
    var facts = SupplyFacts(
      dispatch: places.dispatch(document, on: date), arrival: places.arrival(document, on: date, text), date: date)
    facts.placedAt = source.placedAt[document]
    if let service = lines.onlyService {
      facts.line = service
      facts.supply = SupplyKind(service)
    }
    if source.isCollectedByMarketplace(document) { facts.channel = .marketplace }
    (facts.vatID, facts.vatIDState) = source.vatID(document, text)
    guard let arrival = facts.arrival, arrival.state != facts.dispatch.state,
      arrival.limitCurrency != nil || (arrival.isInEU && !facts.dispatch.isInEU)
    else { return facts }
    facts.consignment = taxer.consignment(
      lines, tax: source.taxTotals[document]?.rounded(to: exponent).count ?? 0,
      total: source.totals[document]?.rounded(to: exponent).count, currency, exponent, to: arrival, on: date)
    return facts
  }

  /// Computes the tax.
  private mutating func compute(
    _ document: Int, _ range: Range<Int>, _ decision: DocumentDecision, basis: PriceBasis
  ) -> Refusal? {
    guard ComputedTax.tax(lines, basis: basis, decision, into: &taxed, parts: &parts) else {
      return Refusal(.amountTooLarge, document: document)
    }
    platform.leaveMarketplaces(lines, decision, in: &taxed)
    noteDoubts(document)
    store(document, range, basis)
    additions.add(parts, of: range, exponent: source.currencies[document]?.exponent ?? 0)
    if decision.goods.reason.isFinding, decision.arrival != nil {
      findings.append(Finding(.noRegistration, document: document, detail: decision.goods.reason.sentence))
    }
    return nil
  }

  /// Products whose class of rate is in doubt.
  private mutating func noteDoubts(_ document: Int) {
    let doubt = PlaceOfSupply.productInDoubt
    guard taxed.contains(where: { $0.reason == doubt.number }) else { return }
    findings.append(Finding(.taxPending, document: document, detail: doubt.sentence))
  }

  /// Computes the tax that the source leaves open; it stays open where no rates are tabulated.
  private mutating func computeUnstated(
    _ document: Int, _ range: Range<Int>, _ decision: DocumentDecision
  ) -> Refusal? {
    let basis = taxer.declared ?? .gross
    guard decision.goods.check == .platformOnly else {
      if lines.bearTax { findings.append(Finding(.taxComputed, document: document)) }
      return compute(document, range, decision, basis: basis)
    }
    guard ComputedTax.tax(lines, basis: basis, decision, into: &taxed, parts: &parts) else {
      return Refusal(.amountTooLarge, document: document)
    }
    for index in taxed.indices where taxed[index].treatment != .outOfScope { taxed[index].treatment = .pending }
    for index in parts.indices { parts[index].taxed.treatment = .pending }
    store(document, range, basis)
    additions.add(parts, of: range, exponent: source.currencies[document]?.exponent ?? 0)
    if lines.bearTax {
      findings.append(
        Finding(
          .taxPending, document: document,
          detail: "the source states no tax, and the rates of the destination are not tabulated here"))
    }
    return nil
  }

  /// Keeps the platform's tax.
  private mutating func keep(
    _ document: Int, _ range: Range<Int>, _ decision: DocumentDecision, _ exponent: Int, _ text: Span<UInt8>
  ) -> Refusal? {
    guard let taxTotal = source.taxTotals[document] else {
      return computeUnstated(document, range, decision)
    }
    let tax = taxTotal.rounded(to: exponent).count
    let total = source.totals[document]?.rounded(to: exponent).count
    let inferred = PriceBasisInference.infer(
      lines: lines.sum, tax: tax, total: total ?? (taxer.declared == .net ? lines.sum &+ tax : lines.sum),
      declared: taxer.declared)
    guard inferred.residue.magnitude <= taxer.residueLimit.rounded(to: exponent).count.magnitude else {
      return doNotAddUp(document, lines.sum, tax, total ?? 0, exponent)
    }
    source.readStated(document, exponent, text, into: &stated.slots)
    stated.tax = tax
    stated.basis = inferred.basis
    stated.tolerance = max(1, taxer.tolerance.rounded(to: exponent).count)
    stated.hasVATID = !source.vatIDs.stored[document].isEmpty
    stated.counts = source.counts(document)
    stated.isMarketplaces = source.isCollectedByMarketplace(document)
    notes.removeAll(keepingCapacity: true)
    guard platform.tax(lines, stated, decision, into: &taxed, notes: &notes) else {
      return Refusal(
        .taxDoesNotFit, document: document,
        detail: "tax \(MinorUnits(tax).description(exponent: exponent)), taxable lines do not bear it")
    }
    store(document, range, inferred.basis)
    for note in notes { findings.append(Finding(note.code, document: document, detail: note.detail)) }
    if inferred.residue != 0, let line = range.last {
      additions.add(residue: inferred.residue, at: line)
      findings.append(
        Finding(
          .residueBooked, document: document,
          detail: "residue \(MinorUnits(inferred.residue).description(exponent: exponent))"))
    }
    return nil
  }

  /// Books a refund of which only the sum is known, at the mix of its sale.
  private mutating func refund(_ document: Int, _ range: Range<Int>, _ exponent: Int) -> Refusal? {
    guard soldDocument == source.sale(ofEstimated: document), soldDocument >= 0, sold.count == range.count else {
      return Refusal(.saleRejected, document: document)
    }
    let total = source.totals[document]?.rounded(to: exponent).count ?? 0
    guard let refunded = EstimatedRefund.lines(total: total, sale: sold + soldParts.map(\.taxed)) else {
      return Refusal(.linesDoNotAddUp, document: document, detail: "its sale amounts to nothing")
    }
    taxed = Array(refunded.prefix(sold.count))
    let basis = bases[soldDocument] ?? .undetermined
    for (part, line) in zip(soldParts, refunded.dropFirst(sold.count)) where line.gross != 0 || line.tax != 0 {
      parts.append(ComputedTax.Part(line: part.line, amount: basis == .net ? line.net : line.gross, taxed: line))
    }
    dispatches.stored[document] = dispatches.stored[soldDocument]
    store(document, range, basis)
    additions.add(parts, of: range, exponent: exponent)
    return nil
  }

  private func doNotAddUp(_ document: Int, _ sum: Int64, _ tax: Int64, _ total: Int64, _ exponent: Int) -> Refusal {
    let shown = { (amount: Int64) in MinorUnits(amount).description(exponent: exponent) }
    return Refusal(
      .linesDoNotAddUp, document: document,
      detail: "lines \(shown(sum)), tax \(shown(tax)), total \(shown(total))")
  }

  /// Writes the lines taxed last into the columns.
  private mutating func store(_ document: Int, _ range: Range<Int>, _ basis: PriceBasis) {
    bases.stored[document] = basis.rawValue
    for (offset, line) in range.enumerated() { lineResults[line] = taxed[offset] }
    guard !source.isEstimated(document) else { return }
    // The lines change places: a copy would make the next document allocate anew.
    swap(&sold, &taxed)
    soldParts = parts
    soldDocument = document
  }

  /// Puts the columns into the batch and adds a line for each residue and each further part.
  consuming func finish(_ batch: inout Batch) {
    batch.put(OrderKeys.priceBasis, bases)
    TaxedColumns(lineResults, dispatches: dispatches).put(into: &batch)
    batch.findings += findings
    additions.insert(into: &batch)
  }
}

extension Finding {
  /// The postcode, which is personal and therefore not shown, is none of `country`.
  fileprivate static func postcode(of document: Int, isNone country: Country) -> Finding {
    let example = PostcodeFormats.standard.example(country).map { ", which are written like \($0)" } ?? ""
    return Finding(.postcodeDoesNotFit, document: document, detail: "none of \(country.name)\(example)")
  }
}
