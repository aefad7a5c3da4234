import Commerce
import Formats
import Pipeline
import Tax

/// The JSON of a core return of HM Revenue and Customs, for businesses that are identified in Northern Ireland.
///
/// As the schema of hmrc/one-stop-shop-returns-stub has it: goods only, amounts in pounds sterling and greater than nothing, a
/// balance per state of which negative ones reduce no other, and a total that is not negative.
struct BritishOSSForm: OSSForm {
  let form = AuthorityForm(
    "hmrc", "JSON of HM Revenue and Customs, core return.",
    unverified: "whether the grand totals are of tax, as they are written here, or of values.")

  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText {
    try demand("XI", trader)
    let own = try number(trader, whole.scheme, withPrefix: false)
    let isImport = whole.scheme == .importScheme
    guard whole.supplies.allSatisfy({ $0.key.type == .goods }) else {
      throw ReturnFailure.formCannotHold(
        "the return holds services, and the one-stop shop of Northern Ireland is for goods",
        remedy: "look where the services are declared: shopledger report \(whole.scheme.rawValue)")
    }
    var states: [State] = []
    for balance in whole.balances {
      let supplies = whole.supplies.filter { $0.key.consumption == balance.consumption }
      let declared = supplies.filter { $0.net > .zero && $0.tax > .zero }
      states.append(
        State(
          balance: balance, own: try rows(declared.filter { $0.key.origin == nil }),
          origins: try origins(declared),
          corrections: whole.corrections.filter {
            $0.key.consumption == balance.consumption && $0.tax != .zero
          }))
    }
    var warnings: [String] = []
    let withoutTax = whole.supplies.filter { !$0.isZero && ($0.net == .zero || $0.tax == .zero) }.count
    if withoutTax > 0 { warnings.append("rows with a zero amount, which the form does not take: \(withoutTax)") }
    let reference = "XI/\(isImport ? "" : "XI")\(own)/\(Self.period(whole.period))"
    var json = JSONWriter(.indented)
    json.object { object in
      object.member("vatReturnReferenceNumber", reference)
      object.member("version", request.madeAt.description)
      object.key("traderId")
      object.object { id in
        id.member(isImport ? "IOSSNumber" : "vatNumber", own)
        id.member("issuedBy", "XI")
      }
      object.member("changeDate", request.madeAt.description)
      object.key("period")
      object.object { Self.write(whole.period, &$0) }
      object.member("startDate", whole.period.firstDay.description)
      object.member("endDate", whole.period.lastDay.description)
      object.member("submissionDateTime", request.madeAt.description)
      object.amount("totalAmountVatDueGBP", whole.payable)
      object.list("msconSupplies", states) { $0.write(to: &$1) }
    }
    json.endLine()
    return OSSText(
      text: String(decoding: json.takeBytes(), as: UTF8.self), rows: whole.supplies.count + whole.corrections.count,
      warnings: warnings)
  }

  /// A row of supplies, its rate in hundredths of a percent.
  fileprivate struct Row {
    let supply: OSSSupply
    let percent: Int64
  }

  /// Rows that left one other state.
  fileprivate struct Origin {
    let state: Territory
    let number: String
    let rows: [Row]
  }

  /// What is declared for one state of consumption.
  fileprivate struct State {
    let balance: OSSBalance
    let own: [Row]
    let origins: [Origin]
    let corrections: [OSSCorrection]
  }

  private func rows(_ supplies: [OSSSupply]) throws(RunFailure) -> [Row] {
    var rows: [Row] = []
    for supply in supplies {
      _ = try rate(supply.key.rate)
      rows.append(Row(supply: supply, percent: Int64(supply.key.rate.thousandths / 10)))
    }
    return rows
  }

  private func origins(_ supplies: [OSSSupply]) throws(RunFailure) -> [Origin] {
    var origins: [Origin] = []
    for state in Set(supplies.compactMap(\.key.origin)).sorted() {
      let own = supplies.filter { $0.key.origin == state }
      guard let first = own.first else { continue }
      let number = OSSFigures.bare(try originNumber(first, state), of: state)
      origins.append(Origin(state: state, number: number, rows: try rows(own)))
    }
    return origins
  }

  /// The period as references hold it, such as `Q4.2021`.
  private static func period(_ period: ReturnPeriod) -> String {
    period.length == .quarter
      ? "Q\(period.firstMonth.quarter).\(period.year)" : "M\(twoDigits(period.firstMonth.month)).\(period.year)"
  }

  fileprivate static func write(_ period: ReturnPeriod, _ json: inout JSONWriter) {
    json.member("year", Int64(period.year))
    if period.length == .quarter {
      json.member("quarter", Int64(period.firstMonth.quarter))
    } else {
      json.member("month", twoDigits(period.firstMonth.month))
    }
  }

  private static func twoDigits(_ month: Int) -> String { month < 10 ? "0\(month)" : String(month) }
}

extension BritishOSSForm.State {
  func write(to json: inout JSONWriter) {
    json.member("msconCountryCode", balance.consumption.code)
    json.amount("balanceOfVatDueGBP", balance.balance)
    json.amount("grandTotalMsidGoodsGBP", balance.ownTax)
    json.amount("grandTotalMsestGoodsGBP", balance.originTax)
    json.amount("correctionsTotalGBP", balance.corrections)
    json.list("msidSupplies", own) { $0.write(to: &$1) }
    json.list("msestSupplies", origins) { origin, json in
      json.member("countryCode", origin.state.code)
      json.key("euTraderId")
      json.object { id in
        id.member("vatIdNumber", origin.number)
        id.member("issuedBy", origin.state.code)
      }
      json.list("supplies", origin.rows) { $0.write(to: &$1) }
    }
    json.list("corrections", corrections) { correction, json in
      json.key("period")
      json.object { BritishOSSForm.write(correction.key.period, &$0) }
      json.amount("totalVatAmountCorrectionGBP", correction.tax)
    }
  }
}

extension BritishOSSForm.Row {
  func write(to json: inout JSONWriter) {
    json.member("supplyType", supply.key.type.rawValue)
    json.key("vatRate")
    json.decimal(percent, exponent: 2)
    json.member("vatRateType", supply.key.rateType.rawValue)
    json.amount("taxableAmountGBP", supply.net)
    json.amount("vatAmountGBP", supply.tax)
  }
}

extension JSONWriter {
  /// Writes a member that is an amount in pence, as a number of pounds.
  fileprivate mutating func amount(_ name: String, _ amount: MinorUnits) {
    key(name)
    decimal(amount.count, exponent: 2)
  }
}
