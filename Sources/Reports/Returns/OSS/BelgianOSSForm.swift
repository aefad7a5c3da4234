import Commerce
import Pipeline
import Tax

/// The XML that the Belgian Intervat portal takes for the Union scheme.
///
/// The shape is that of a published sample, which has no goods from other states; a return that holds such is refused
/// rather than cut. A row that is negative is no correction of its own quarter, as some programs write it: the return
/// leaves it out with its reason.
struct BelgianOSSForm: OSSForm {
  let form = AuthorityForm(
    "be", "XML of Intervat, OSSConsignment.",
    unverified: "goods from other states, which the sample at hand does not have and the form refuses.")

  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText {
    try demand("BE", trader)
    let own = try number(trader, whole.scheme, withPrefix: false)
    var xml = XMLText()
    xml.open(
      "ns0:OSSConsignment",
      [
        ("xmlns:ns2", "urn:minfin.fgov.be:oss:common"), ("xmlns:ns1", "http://www.minfin.fgov.be/InputCommon"),
        ("xmlns:ns0", "http://www.minfin.fgov.be/OSSDeclaration"), ("OSSDeclarationNbr", "1"),
      ])
    xml.open("ns0:OSSDeclaration", [("SequenceNumber", "1")])
    xml.line { $0.wrapped("ns0:Trader_ID") { $0.element("ns2:VATNumber", own, [("issuedBy", "BE")]) } }
    xml.line { period(whole.period, "ns0:Period", &$0) }
    var rows = 0
    for (index, balance) in whole.balances.enumerated() {
      rows += try declare(balance.consumption, index + 1, whole, &xml)
    }
    xml.close()
    xml.close()
    return OSSText(text: xml.text, rows: rows)
  }

  /// The rows and corrections of one state; returns how many there are.
  private func declare(
    _ state: Territory, _ sequence: Int, _ whole: OSSReturn, _ xml: inout XMLText
  ) throws(RunFailure) -> Int {
    var rows = 0
    xml.open("ns0:OSSDeclarationInfo", [("SequenceNumber", String(sequence))])
    xml.line { $0.element("ns2:MemberStateOfConsumption", state.code) }
    for supply in whole.supplies where supply.key.consumption == state && !supply.isZero {
      if let origin = supply.key.origin {
        throw ReturnFailure.formCannotHold(
          "goods left from \(origin), and the shape of the Belgian form is known for goods from Belgium only",
          remedy: "enter the return in Intervat by hand, from --as json or the report \(whole.scheme.rawValue)")
      }
      rows += 1
      let percent = try rate(supply.key.rate)
      xml.open("ns2:OSSDeclarationRows", [("SequenceNumber", String(rows))])
      xml.line { $0.element("ns2:SupplyType", supply.key.type.rawValue) }
      xml.line { $0.element("ns2:VatRateType", percent, [("type", supply.key.rateType.rawValue)]) }
      xml.line { $0.element("ns2:VatAmount", OSSFigures.amount(supply.tax), [("currency", "EUR")]) }
      xml.line { $0.element("ns2:TaxableAmount", OSSFigures.amount(supply.net), [("currency", "EUR")]) }
      xml.close()
    }
    for correction in whole.corrections where correction.key.consumption == state && correction.tax != .zero {
      rows += 1
      xml.open("ns2:CorrectionsInfo")
      xml.line { period(correction.key.period, "ns2:Period", &$0) }
      xml.line {
        $0.element("ns2:TotalVATAmountCorrection", OSSFigures.amount(correction.tax), [("currency", "EUR")])
      }
      xml.close()
    }
    xml.close()
    return rows
  }

  private func period(_ period: ReturnPeriod, _ name: String, _ xml: inout XMLText) {
    xml.wrapped(name) { inner in
      inner.element("ns2:Year", String(period.year))
      inner.element("ns2:Quarter", String(period.firstMonth.quarter))
    }
  }
}
