import Commerce
import Tax

/// How the documents of a pipeline are taxed: what the options of the `vat` stage and the business come to.
///
/// It never changes, and each document's decision refers to it: copying its tables would cost more than the decision.
final class DocumentTaxer: Sendable {
  let place: PlaceOfSupply
  /// Where goods are sent from.
  let dispatch: Country
  /// What product types are for tax.
  let products: ProductTypes
  /// Whether prices include tax; `nil` to infer it from each document.
  let declared: PriceBasis?
  /// Whether the tax is computed rather than taken from the platform.
  let isComputed: Bool
  /// Whether differences between platform and rules are findings.
  let isChecked: Bool
  /// What a line's tax may differ by, in the currency's units.
  let tolerance: Exact
  /// The largest residue that becomes a line, in the currency's units.
  let residueLimit: Exact
  /// For limits on consignments in another currency than the document's; `nil` when the definition names no file.
  let fixings: ECBFixings?

  init(
    place: PlaceOfSupply, dispatch: Country, products: ProductTypes, declared: PriceBasis?, isComputed: Bool,
    isChecked: Bool, tolerance: Exact, residueLimit: Exact, fixings: ECBFixings?
  ) {
    self.place = place
    self.dispatch = dispatch
    self.products = products
    self.declared = declared
    self.isComputed = isComputed
    self.isChecked = isChecked
    self.tolerance = tolerance
    self.residueLimit = residueLimit
    self.fixings = fixings
  }

  /// What a consignment is worth without tax and carriage.
  ///
  /// - Parameters:
  ///   - tax: what the platform charged, in minor units.
  ///   - total: the document's total in minor units, by which the price basis is told.
  func consignment(
    _ lines: borrowing DocumentLines, tax: Int64, total: Int64?, _ currency: Currency, _ exponent: Int,
    to arrival: Place, on date: CivilDate
  ) -> Consignment {
    var goods: Int64 = 0
    for index in 0..<lines.count where lines.kinds[index] != .shipping { goods &+= lines.amounts[index] }
    let basis =
      declared ?? PriceBasisInference.infer(lines: lines.sum, tax: tax, total: total ?? lines.sum, declared: nil).basis
    if basis == .gross, lines.sum != 0 {
      goods &-= Rounding.halfAwayFromZero.scale(tax, by: goods, over: lines.sum) ?? tax
    }
    guard let value = Exact(MinorUnits(goods), exponent: exponent)?.magnitude else { return Consignment() }
    var consignment = Consignment(euro: currency == .euro ? value : nil)
    if currency == arrival.limitCurrency { consignment.local = value }
    guard let fixings else { return consignment }
    consignment.euro = consignment.euro ?? fixings.convert(value, from: currency, to: .euro, on: date)
    if let limit = arrival.limitCurrency {
      consignment.local = consignment.local ?? fixings.convert(value, from: currency, to: limit, on: date)
    }
    return consignment
  }
}
