import Columns
import Commerce
import Tax

/// What the `vat` stage has worked out for one line; amounts in minor units.
struct TaxedLine {
  var net: Int64 = 0
  var tax: Int64 = 0
  var treatment = Treatment.pending
  var scheme = Scheme.none
  var territory: Territory?
  var rate: TaxRate?
  var category = RateCategory.standard
  var liable = LiableParty.none
  var taxReturn = TaxReturn.none
  /// The number of the decision's reason; ``Int32/missing`` where nothing was decided.
  var reason = Int32.missing

  var gross: Int64 { net &+ tax }
  /// The country of the territory.
  var country: Country? { territory?.country }

  /// A line that is not decided.
  init() {}

  /// A line as a decision has it, without amounts.
  init(_ decision: TaxDecision) {
    treatment = decision.treatment
    scheme = decision.scheme
    territory = decision.territory
    rate = decision.rate
    category = decision.category
    liable = decision.liable
    taxReturn = decision.taxReturn
    reason = decision.reason.number
  }
}
