import Commerce
import Pipeline
import Tax

/// The CSV that the German Bundeszentralamt für Steuern takes for the Union scheme ("Mein BOP"), version 2.0.
///
/// UTF-8, commas, decimal points, no header, no zero amounts, at most 6,000 records: 1 names each state of consumption, 2 and 3
/// are services and goods from Germany, 4 services of establishments and 5 goods from other states, 6 corrections. Records
/// 1 to 5 are as vendidero/one-stop-shop-woocommerce writes them (CSVExporterBOP.php); the order of the fields of record
/// 6 (state, year, quarter, amount) is that of samples in use and not checked against the office's own description.
struct GermanOSSForm: OSSForm {
  let form = AuthorityForm(
    "de", "CSV of the Bundeszentralamt für Steuern, version 2.0.",
    unverified: "the order of the fields of record 6, corrections.")
  /// Records of one file.
  static let recordMaximum = 6_000

  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText {
    try demand("DE", trader)
    let supplies = whole.supplies.filter { $0.net != .zero && $0.tax != .zero }
    let corrections = whole.corrections.filter { $0.tax != .zero }
    let states = Set(supplies.map(\.key.consumption) + corrections.map(\.key.consumption)).sorted()
    var records: [(number: Int, text: String)] = states.map { (1, "1,\($0)") }
    for supply in supplies { records.append(try record(supply)) }
    for correction in corrections {
      let period = correction.key.period
      records.append(
        (
          6,
          "6,\(correction.key.consumption),\(period.year),\(period.firstMonth.quarter),\(OSSFigures.amount(correction.tax))"
        ))
    }
    guard records.count <= Self.recordMaximum else {
      throw ReturnFailure.formCannotHold(
        "the return has \(records.count) records, and a file of the Bundeszentralamt holds \(Self.recordMaximum)",
        remedy:
          "write it once per store with --store, and add the files up in the portal: it takes several for one return")
    }
    // Records of one kind stand together, in the order of the return.
    let sorted = records.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
    var warnings: [String] = []
    let withoutTax = whole.supplies.filter { !$0.isZero && ($0.net == .zero || $0.tax == .zero) }.count
    if withoutTax > 0 { warnings.append("rows with a zero amount, which the form does not take: \(withoutTax)") }
    if whole.isNil { warnings.append("declare a nil return in the portal itself: the file has no record") }
    return OSSText(
      text: (["#v2.0"] + sorted.map(\.element.text)).map { $0 + "\n" }.joined(), rows: records.count,
      warnings: warnings)
  }

  private func record(_ supply: OSSSupply) throws(RunFailure) -> (number: Int, text: String) {
    let key = supply.key
    let figures =
      "\(key.rateType.rawValue),\(try rate(key.rate)),\(OSSFigures.amount(supply.net)),\(OSSFigures.amount(supply.tax))"
    switch (key.origin, key.type) {
    case (nil, .services): return (2, "2,\(key.consumption),\(figures)")
    case (nil, .goods): return (3, "3,\(key.consumption),\(figures)")
    case (let origin?, .services):
      return (4, "4,\(key.consumption),\(origin),\(try originNumber(supply, origin)),,\(figures)")
    case (let origin?, .goods):
      // 1: sales of its own; 2 is for marketplaces that are deemed suppliers.
      return (5, "5,\(key.consumption),1,\(origin),\(try originNumber(supply, origin)),,\(figures)")
    }
  }
}
