/// What each state's own return asks of sales, and the German one by its fields.
import Commerce
import Pipeline
import Tax

struct DomesticVATReturn: FigureReturn {
  let name = "domestic_vat"
  let summary = "For each state's own return: taxed sales by rate, and exports and other untaxed ones by class."
  let groupMeaning = "The class of supplies, with the rate of taxed ones."
  let state: Territory? = nil
  let lengths: [ReturnPeriod.Length] = [.month, .quarter, .year]
  var forms: [AuthorityForm] { plainForms }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> DomesticVATSummary {
    DomesticVATSummary(state: state, currency: StateCurrencies.standard.currency(of: state, on: period.lastDay))
  }
}

struct GermanVATReturnReport: FigureReturn {
  let name = "de_vat"
  let summary = "The fields of the German advance return that sales fill."
  let groupMeaning = "Always empty: there is one of each field."
  let state: Territory? = Territory("DE")
  let lengths: [ReturnPeriod.Length] = [.month, .quarter]
  let unverified =
    "what the fields 21, 35, 36, 42, 45, 48, 60, 69 and 87 are for; compare them with the form of the year"
  var forms: [AuthorityForm] { plainForms }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> GermanVATReturn { GermanVATReturn() }

  /// The tenth day after the period (§ 18(1) UStG), without a permanent extension.
  func due(_ period: ReturnPeriod) -> CivilDate? {
    CivilMonth(ordinal: period.lastMonth.ordinal + 1).firstDay.addingDays(9)
  }
}
