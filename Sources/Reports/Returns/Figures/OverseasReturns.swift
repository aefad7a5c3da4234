/// The returns of the United States, Canada and Australia.
import Commerce
import Pipeline
import Tax

struct USSalesTaxReturn: FigureReturn {
  let name = "us_sales_tax"
  let summary = "Sales tax of the United States by state: sales by class, tax collected by level, tax due to the state."
  let groupMeaning = "The state, such as US-TX; behind a bar the name of a tax line."
  let state: Territory? = Territory("US")
  let lengths: [ReturnPeriod.Length] = [.month, .quarter, .year]
  let unverified =
    "how each state wants its figures: there is one neutral form for all; compare them with the state's"
  var forms: [AuthorityForm] { plainForms }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> USSalesTax { USSalesTax() }
}

struct CanadianGSTReport: FigureReturn {
  let name = "ca_gst"
  let summary = "The lines of the Canadian GST/HST return (GST34)."
  let groupMeaning = "Always empty: there is one of each line."
  let state: Territory? = Territory("CA")
  let lengths: [ReturnPeriod.Length] = [.quarter, .month, .year]
  let unverified =
    "the lines 101 to 109 of the form GST34; compare them with the form of the year"
  var forms: [AuthorityForm] { plainForms }
  let given = [
    (name: "104", meaning: "adjustments that add to the tax"), (name: "106", meaning: "input tax credits"),
    (name: "107", meaning: "adjustments that add to the credits"),
  ]

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> CanadianGSTReturn {
    var given = CanadianGSTReturn.Given()
    given.adjustments = seller.given["104"] ?? .zero
    given.credits = seller.given["106"] ?? .zero
    given.creditAdjustments = seller.given["107"] ?? .zero
    return CanadianGSTReturn(given: given)
  }
}

struct CanadianProvincialReport: FigureReturn {
  let name = "ca_provincial"
  let summary = "Sales and tax for the returns of Québec, British Columbia, Saskatchewan and Manitoba."
  let groupMeaning = "The province, such as CA-QC."
  let state: Territory? = Territory("CA")
  let lengths: [ReturnPeriod.Length] = [.month, .quarter, .year]
  let unverified =
    "how each province wants its figures; compare them with its form"
  var forms: [AuthorityForm] { plainForms }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> CanadianProvincialTax { CanadianProvincialTax() }
}

struct AustralianBASReport: FigureReturn {
  let name = "au_bas"
  let summary = "The labels of the Australian business activity statement that sales fill."
  let groupMeaning = "Always empty: there is one of each label."
  let state: Territory? = Territory("AU")
  let lengths: [ReturnPeriod.Length] = [.quarter, .month, .year]
  let unverified =
    "the labels G1, G2, G3 and 1A of the statement; compare them with the form of the year"
  var forms: [AuthorityForm] { plainForms }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> AustralianBAS { AustralianBAS() }
}
