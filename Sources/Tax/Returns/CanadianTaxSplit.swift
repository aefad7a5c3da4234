import Commerce

/// The federal and the provincial part of the tax that a line bears.
struct CanadianTaxSplit {
  let federal: MinorUnits
  let provincial: MinorUnits

  /// The parts of the tax of `line`; `nil` when its province is not known.
  ///
  /// Where the platform does not name its taxes, that is: see ``DeclaredLine/Document/namedCanadianTaxes``. The federal
  /// part is its rate on the amount without tax, rounded by itself; the rest, which is the provincial rate
  /// rounded by itself too unless the platform charged something else, is the province's.
  init?(_ line: DeclaredLine, _ amounts: LineAmounts) {
    switch line.terms.scheme {
    case .caHST, .caGST:
      federal = amounts.tax
      provincial = .zero
    case .caGSTAndPST, .caGSTAndQST:
      guard let province = line.terms.territory,
        let taxes = CanadianRates.standard.taxes(of: province, on: line.document.soldOn ?? line.document.taxDate),
        let whole = taxes.federal.tax(on: amounts.net)
      else { return nil }
      // A line that is charged less than the federal tax, as one at a rate of zero is, has no provincial one.
      federal = amounts.tax.magnitude < whole.magnitude ? amounts.tax : whole
      provincial = MinorUnits(amounts.tax.count &- federal.count)
    default:
      guard amounts.tax == .zero else { return nil }
      federal = .zero
      provincial = .zero
    }
  }
}

extension MinorUnits {
  fileprivate var magnitude: UInt64 { count.magnitude }
}

extension DeclaredLine.Document {
  /// The taxes of the document as the platform names them; `nil` where it does not name all of them, so that the rates
  /// have to tell them apart.
  var namedCanadianTaxes: NamedCanadianTaxes? {
    var named = NamedCanadianTaxes()
    for tax in taxes where tax.amount != .zero && !tax.isMarketplaces {
      guard let name = CanadianTaxName(title: tax.title) else { return nil }
      guard named.add(tax.amount, to: name) else { return nil }
    }
    return named.isEmpty ? nil : named
  }
}

/// What a platform charged under the names of federal and of provincial taxes, in millionths of a document's currency.
struct NamedCanadianTaxes {
  private var federal: Int64 = 0
  private var provincial: Int64 = 0

  /// Whether no tax is named.
  var isEmpty: Bool { federal == 0 && provincial == 0 }
  /// Whether a province's own tax is named.
  var hasProvincial: Bool { provincial != 0 }

  /// Adds a tax; `false` where the sum is too large, or taxes of one document have different signs.
  mutating func add(_ amount: Exact, to name: CanadianTaxName) -> Bool {
    let sum = name == .federal ? federal : provincial
    let (next, overflow) = sum.addingReportingOverflow(amount.millionths)
    guard !overflow else { return false }
    if name == .federal { federal = next } else { provincial = next }
    return (federal >= 0 && provincial >= 0) || (federal <= 0 && provincial <= 0)
  }

  /// The province's part of `tax`, which the document bears in the currency of a return; the rest is federal.
  ///
  /// In the document's own currency that is the amount that the platform names.
  func provincial(of tax: MinorUnits) -> MinorUnits {
    let (whole, overflow) = federal.addingReportingOverflow(provincial)
    guard !overflow, let part = Rounding.halfAwayFromZero.scale(tax.count, by: provincial, over: whole) else {
      return .zero
    }
    return MinorUnits(part)
  }
}
