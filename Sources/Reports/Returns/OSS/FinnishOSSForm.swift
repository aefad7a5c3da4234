import Commerce
import Pipeline
import Tax

/// The CSV that the Finnish tax administration takes for the Union scheme (vero.fi, "Instructions for uploading files").
///
/// Thirteen columns with semicolons and decimal commas: A row, B own VAT number, C 1 for sales and 2 for corrections, D state
/// of consumption, E 1 for goods and 2 for services, F 1 for the standard rate and 2 for a reduced one, G rate, H base, I
/// tax, J number of the place of dispatch. K to M are for corrections; their meaning (year, quarter, tax) is not checked.
struct FinnishOSSForm: OSSForm {
  let form = AuthorityForm(
    "fi", "CSV of the Finnish tax administration (Vero).",
    unverified: "columns K to M, the year, quarter and tax of corrections.")

  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText {
    try demand("FI", trader)
    let own = try number(trader, whole.scheme, withPrefix: true)
    var rows: [[String]] = []
    for supply in whole.supplies where !supply.isZero {
      let key = supply.key
      rows.append([
        own, "1", key.consumption.code, key.type == .goods ? "1" : "2", key.rateType == .standard ? "1" : "2",
        try rate(key.rate, decimal: ","), OSSFigures.amount(supply.net, ","), OSSFigures.amount(supply.tax, ","),
        try key.origin.map { origin throws(RunFailure) in try originNumber(supply, origin) } ?? "", "", "", "",
      ])
    }
    for correction in whole.corrections where correction.tax != .zero {
      let period = correction.key.period
      rows.append([
        own, "2", correction.key.consumption.code, "", "", "", "", "", "", String(period.year),
        String(period.firstMonth.quarter), OSSFigures.amount(correction.tax, ","),
      ])
    }
    let lines = rows.enumerated().map { index, row in ([String(index + 1)] + row).joined(separator: ";") + "\n" }
    return OSSText(text: lines.joined(), rows: rows.count)
  }
}
