import Commerce
import Pipeline
import Tax

/// Keeps the tax that a platform charged on a document, and checks it against the rules.
struct PlatformTax {
  /// Whether differences from the rules are findings.
  let isChecked: Bool
  var split = PlatformTaxSplit()

  init(isChecked: Bool) { self.isChecked = isChecked }

  /// What the platform states of one document beside its lines; amounts in minor units.
  struct Stated {
    var tax: Int64 = 0
    var slots: [StatedTax] = []
    var basis = PriceBasis.undetermined
    /// Minor units that a line's tax may differ from what the rate gives.
    var tolerance: Int64 = 1
    /// Whether the buyer gave a VAT identification number.
    var hasVATID = false
    /// Whether the sale counts: a cancelled one owes no tax.
    var counts = true
    /// Whether a marketplace owes the tax in the seller's place.
    var isMarketplaces = false

    /// The rates that are stated, for a person.
    var rates: String { slots.compactMap { $0.rate.map { "\($0) %" } }.joined(separator: " + ") }
  }

  /// A finding without its document.
  struct Note: Equatable {
    var code: FindingCode
    var detail: String
  }

  /// Taxes the lines of one document into `taxed`; `false` when the tax cannot be part of their amounts.
  mutating func tax(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision,
    into taxed: inout [TaxedLine], notes: inout [Note]
  ) -> Bool {
    if stated.isMarketplaces {
      leave(lines, to: decision, into: &taxed)
      return stated.tax == 0
    }
    let isTaxed =
      lines.taxes.isEmpty
      ? spread(lines, stated, decision, into: &taxed, &notes) : keep(lines, stated, decision, into: &taxed, &notes)
    // What the seller charged cannot be on lines of which it owes no tax.
    guard isTaxed, lines.marketplaces.allSatisfy({ taxed[$0].tax == 0 }) else { return false }
    leaveMarketplaces(lines, decision, in: &taxed)
    return true
  }

  /// Spreads the tax of a document over its lines; `false` when it cannot be part of their amounts.
  private mutating func spread(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision,
    into taxed: inout [TaxedLine], _ notes: inout [Note]
  ) -> Bool {
    guard
      var outcome = split.split(
        stated.tax, stated: stated.slots, lines, basis: stated.basis, tolerance: stated.tolerance)
    else { return false }
    if outcome == .unstated, let rate = impliedRate(lines, stated, decision) { outcome = .implied(rate) }
    var charged = ChargedByKind()
    taxed.removeAll(keepingCapacity: true)
    for index in 0..<lines.count {
      let kind = lines.kinds[index]
      var line = TaxedLine(decision.decision(kind))
      if line.treatment != .outOfScope || split.taxes[index] != 0 {
        let rate = split.rate(of: index)
        let terms = charged.of(kind, at: rate, decision) { self.charged(outcome, rate, lines, stated, $0, &notes) }
        line.take(terms, bears: split.bears[index])
      }
      line.tax = split.taxes[index]
      line.net = stated.basis == .net ? lines.amounts[index] : lines.amounts[index] - line.tax
      taxed.append(line)
    }
    return true
  }

  /// How lines are treated, given what was charged: what has a place of its own by itself, the others alike.
  struct ChargedByKind {
    private var known: [(kind: LineKind?, rate: TaxRate?, charged: Charged)] = []

    /// How a line of `kind` is treated, as `work` has it for the decisions that hold for it.
    ///
    /// - Parameter rate: its own rate, where the document has several.
    mutating func of(
      _ kind: LineKind, at rate: TaxRate? = nil, _ decision: DocumentDecision, _ work: (DocumentDecision) -> Charged
    ) -> Charged {
      let own = kind.hasOwnPlace ? kind : nil
      if let known = known.first(where: { $0.kind == own && $0.rate == rate }) { return known.charged }
      let charged = work(own.map(decision.asWhole) ?? decision)
      known.append((own, rate, charged))
      return charged
    }
  }

  /// How the lines of the document are treated, given what was charged.
  struct Charged {
    var treatment: Treatment
    var scheme: Scheme
    var territory: Territory?
    var rate: TaxRate?
  }

  private func charged(
    _ outcome: PlatformTaxSplit.Outcome, _ rate: TaxRate?, _ lines: borrowing DocumentLines,
    _ stated: borrowing Stated, _ decision: DocumentDecision, _ notes: inout [Note]
  ) -> Charged {
    let unattributed = stated.tax - stated.slots.reduce(0) { $0 + $1.amount }
    if stated.tax != 0, !stated.slots.isEmpty, unattributed != 0 {
      add(Note(code: .taxUnattributed, detail: "\(unattributed) minor units of \(stated.tax)"), to: &notes)
    }
    switch outcome {
    case .untaxed:
      return untaxed(lines, stated, decision, &notes)
    case .explained(let rate):
      return taxed(at: rate, decision, &notes)
    case .differs(let rate, let expected):
      note(&notes, .taxDiffers, "charged \(stated.tax), \(rate) % gives \(expected) minor units")
      return taxed(at: rate, decision, &notes)
    case .byLine(let isInferred):
      if isInferred { note(&notes, .rateInferred, "one way to deal out \(stated.rates) gives the taxes stated") }
      return taxed(at: rate ?? .zero, decision, &notes)
    case .implied(let rate):
      note(&notes, .rateInferred, "\(rate) % alone gives \(stated.tax) minor units")
      return taxed(at: rate, decision, &notes)
    case .unstated, .mixed:
      note(&notes, .mixedRates, outcome == .mixed ? stated.rates : "none is stated, and the amounts prove none")
      return Charged(treatment: .taxed, scheme: scheme(decision), territory: taxing(decision), rate: nil)
    }
  }

  /// No tax was charged: right where the rules say so, a finding where they do not.
  func untaxed(
    _ lines: borrowing DocumentLines, _ stated: borrowing Stated, _ decision: DocumentDecision,
    _ notes: inout [Note]
  ) -> Charged {
    let goods = decision.goods
    var result = Charged(
      treatment: goods.treatment, scheme: goods.scheme, territory: destination(decision), rate: goods.rate)
    switch goods.check {
    case .zero, .undecided: return result
    case .platformOnly:
      result.treatment = .notCollected
      result.rate = .zero
    case .rate:
      result.rate = .zero
      guard goods.rate != .zero, stated.counts, lines.bearTax else { return result }
      if stated.hasVATID, decision.arrival?.state != decision.dispatch.state {
        result.treatment = .pending
        note(&notes, .taxPending, "no tax was charged to a buyer with a VAT number that nobody has verified")
      } else {
        note(&notes, .rateDiffers, "charged 0 %, the rules give \(goods.rate ?? .zero) %: \(goods.reason.sentence)")
      }
    }
    return result
  }

  /// Tax was charged at `rate`: whose tax it is, and whether the rules agree.
  func taxed(at rate: TaxRate, _ decision: DocumentDecision, _ notes: inout [Note]) -> Charged {
    let goods = decision.goods
    var result = Charged(treatment: .taxed, scheme: scheme(decision), territory: taxing(decision), rate: rate)
    if goods.check == .rate, goods.rate == rate {
      result.territory = goods.territory
      if goods.reason.isFinding { note(&notes, .noRegistration, goods.reason.sentence) }
      return result
    }
    if goods.check == .undecided {
      result.treatment = .pending
      note(&notes, .taxPending, goods.reason.sentence)
      return result
    }
    if goods.check == .platformOnly {
      if goods.treatment == .notCollected {
        note(&notes, .noRegistration, "tax was charged, though \(goods.reason.sentence)")
        result.scheme = .usState
      }
      result.territory = goods.territory ?? result.territory
      return result
    }
    if !decision.covers(decision.arrival) {
      result.scheme = .platformTax
      return result
    }
    if goods.treatment != .exemptIC, decision.isRate(rate, of: decision.arrival) {
      guard goods.isAtOrigin, !decision.isRate(rate, of: decision.dispatch) else { return result }
      // By the rules the tax is the dispatch's; what was charged is a tax that only the consumer's state has.
      result.territory = decision.arrival?.territory
      result.scheme = decision.schemeAtDestination
      note(
        &notes, .rateDiffers, "charged \(rate) %, the rules give \(goods.rate ?? .zero) %: \(goods.reason.sentence)")
      return result
    }
    if decision.isRate(rate, of: decision.dispatch) {
      result.territory = decision.dispatch.territory
      result.scheme = .originBelowThreshold
    }
    note(&notes, .rateDiffers, "charged \(rate) %, the rules give \(goods.rate ?? .zero) %: \(goods.reason.sentence)")
    return result
  }

  /// The scheme of tax that was charged at the destination.
  func scheme(_ decision: DocumentDecision) -> Scheme {
    if decision.goods.treatment == .taxed { return decision.goods.scheme }
    return decision.covers(decision.arrival) ? .localRegistration : .platformTax
  }

  /// The territory whose tax was charged: where the rules tax, else the destination. An export is reported at home, but a
  /// tax charged on it is none of the seller's country.
  func taxing(_ decision: DocumentDecision) -> Territory? {
    let home = decision.goods.territory
    let arrival = decision.arrival?.territory
    return decision.goods.treatment == .taxed ? home ?? arrival : arrival ?? home
  }

  private func destination(_ decision: DocumentDecision) -> Territory? {
    decision.goods.territory ?? decision.arrival?.territory
  }

  func note(_ notes: inout [Note], _ code: FindingCode, _ detail: String) {
    if isChecked { add(Note(code: code, detail: detail), to: &notes) }
  }

  /// What holds for goods and services alike is told once.
  private func add(_ note: Note, to notes: inout [Note]) {
    if !notes.contains(note) { notes.append(note) }
  }
}

extension TaxDecision {
  /// Whether a sale to another member state is taxed where the goods leave, as the seller stays under a threshold.
  fileprivate var isAtOrigin: Bool { scheme == .originBelowThreshold || scheme == .originOldThreshold }
}

extension TaxedLine {
  /// Takes over how the document was charged; a line that bears no tax is at zero.
  mutating func take(_ charged: PlatformTax.Charged, bears: Bool) {
    treatment = charged.treatment
    if charged.treatment == .pending {
      taxReturn = .none
    } else if charged.treatment == .taxed, scheme != charged.scheme || territory != charged.territory {
      taxReturn = TaxReturn(charged.scheme)
      liable = .seller
    }
    scheme = charged.scheme
    territory = charged.territory
    rate = bears ? charged.rate : .zero
  }
}
