/// The statement of supplies to businesses of other member states, by buyer.
import Commerce
import Pipeline
import Tax

struct ECSalesListReturn: FigureReturn {
  let name = "ec_sales_list"
  let summary = "What was supplied without tax to businesses of other member states, by their VAT numbers."
  let groupMeaning = "The buyer's VAT number; empty where it is missing."
  let state: Territory? = nil
  let lengths: [ReturnPeriod.Length] = [.month, .quarter]
  var forms: [AuthorityForm] {
    [
      AuthorityForm(
        "de", "The file of the German recapitulative statement (#v3.0): whole euros, D for triangulation.",
        unverified: "which way half a euro is rounded")
    ] + plainForms
  }

  func rules(
    _ state: Territory, _ period: ReturnPeriod, _ seller: FigureSeller
  ) throws(RunFailure) -> ECSalesList {
    var own: [Territory: String] = [:]
    for registration in seller.business?.vatRegistrations ?? [] where registration.period.contains(period.lastDay) {
      own[VATArea.standard.place(registration.country, on: period.lastDay).territory] = registration.number
    }
    return ECSalesList(
      state: state, currency: StateCurrencies.standard.currency(of: state, on: period.lastDay), ownIDs: own)
  }

  /// The 25th of the month that follows, as the German law has it (§ 18a UStG); other states have days of their own.
  func due(_ period: ReturnPeriod) -> CivilDate? {
    CivilMonth(ordinal: period.lastMonth.ordinal + 1).firstDay.addingDays(24)
  }

  func text(
    _ form: String, _ sheet: ReturnSheet<ECSalesList>, _ request: ReturnRequest
  ) throws(RunFailure) -> (text: String, rows: Int)? {
    guard form == "de" else { return nil }
    guard sheet.rules.currency == .euro else {
      throw ReturnFailure.formCannotHold(
        "the German file is in euros, and the statement of \(sheet.rules.state) is in \(sheet.rules.currency.code)",
        remedy: "choose --as csv or json")
    }
    do throws(GermanSalesList.Fault) {
      let file = try GermanSalesList(sheet.figures)
      return (file.text, file.rows.count)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ fault: GermanSalesList.Fault) -> RunFailure {
    switch fault {
    case .tooManyRows(let rows):
      ReturnFailure.formCannotHold(
        "the portal takes \(GermanSalesList.rowsMaximum) rows in a file, and there are \(rows)",
        remedy: "declare by month instead of by quarter, or send the rows of --as csv by a provider of ELMA5")
    case .buyerIDMissing(let amount):
      ReturnFailure.formCannotHold(
        "\(amount.description(exponent: 2)) EUR were supplied without tax to buyers whose VAT number is not known",
        remedy: "the report ec_sales_list names the documents; enter the numbers in the shop, or tax the supplies")
    }
  }
}
