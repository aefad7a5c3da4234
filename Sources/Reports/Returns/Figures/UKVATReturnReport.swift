/// The return of the United Kingdom.
import Commerce
import Pipeline
import Tax

struct UKVATReturnReport: FigureReturn {
  let name = "uk_vat"
  let summary = "The nine boxes of the value added tax return of the United Kingdom."
  let groupMeaning = "Always empty: there is one of each box."
  let state: Territory? = Territory("GB")
  let lengths: [ReturnPeriod.Length] = [.quarter, .month, .year]
  let unverified =
    "that the middle of three traders has no entry in a box; everything else is as public programs send it"
  var forms: [AuthorityForm] {
    [
      AuthorityForm(
        "mtd", "The JSON of making tax digital; --given period_key=26A1 names the period as the service does.",
        unverified: unverified)
    ] + plainForms
  }
  let given = [
    (name: "box2", meaning: "VAT due on acquisitions in Northern Ireland"), (name: "box4", meaning: "VAT reclaimed"),
    (name: "box7", meaning: "purchases without VAT"), (name: "box9", meaning: "acquisitions without VAT"),
  ]

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> UKVATReturn {
    var given = UKVATReturn.Given()
    given.acquisitionTax = seller.given["box2"] ?? .zero
    given.reclaimed = seller.given["box4"] ?? .zero
    given.purchases = seller.given["box7"] ?? .zero
    given.acquisitions = seller.given["box9"] ?? .zero
    return UKVATReturn(given: given)
  }

  /// A month and seven days after the end of the period.
  func due(_ period: ReturnPeriod) -> CivilDate? { period.endOfFollowingMonth.addingDays(7) }

  func text(
    _ form: String, _ sheet: ReturnSheet<UKVATReturn>, _ request: ReturnRequest
  ) throws(RunFailure) -> (text: String, rows: Int)? {
    guard form == "mtd" else { return nil }
    guard let key = request.given["period_key"], !key.isEmpty else {
      throw ReturnFailure.formCannotHold(
        "the service names each period by a key of its own, and none was given",
        remedy: "look it up among the obligations of the service, and give it with --given period_key=26A1")
    }
    return (UKVATReturn.digitalText(sheet.figures, periodKey: key), 9)
  }
}
