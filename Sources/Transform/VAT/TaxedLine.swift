import Commerce
import Tax

/// What the `vat` stage has worked out for one line; amounts in minor units.
struct TaxedLine {
  var net: Int64 = 0
  var tax: Int64 = 0
  var treatment = Treatment.pending
  var scheme = Scheme.none
  var country: Country?
  var rate: TaxRate?

  var gross: Int64 { net &+ tax }

  /// A line as a decision has it, without amounts.
  init(_ decision: TaxDecision) {
    treatment = decision.treatment
    scheme = decision.scheme
    country = decision.territory?.country
    rate = decision.rate
  }
}
