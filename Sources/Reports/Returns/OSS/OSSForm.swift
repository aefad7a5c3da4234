import Commerce
import Pipeline
import Tax

/// A form that holds a return of a one-stop shop.
protocol OSSForm: Sendable {
  /// What it is.
  var form: AuthorityForm { get }

  /// Writes the return, whose trader is `trader`.
  ///
  /// - Throws: `E2003` or `E2004` when a number is missing or the form has no place for something.
  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText
}

/// A form as text.
struct OSSText {
  /// The text.
  var text: String
  /// Rows in it.
  var rows: Int
  /// What a person should know about it.
  var warnings: [String] = []
}

extension OSSForm {
  /// Refuses a trader that is identified in another state than that of the form.
  func demand(_ state: String, _ trader: OSSTrader) throws(RunFailure) {
    guard trader.state != Territory(state) else { return }
    throw ReturnFailure.formCannotHold(
      "form \"\(form.name)\" is for businesses that are identified in \(state), and this one is in \(trader.state)",
      remedy: "choose the form of \(trader.state), or --as json")
  }

  /// The number under which the trader is identified, with or without the letters of its state.
  func number(_ trader: OSSTrader, _ scheme: OSSScheme, withPrefix: Bool) throws(RunFailure) -> String {
    guard let number = trader.number else {
      throw ReturnFailure.notRegistered(
        "the business file has no number for \(scheme.rawValue) in \(trader.state)",
        remedy: "add \"number\" to the registration, or to that for VAT in the same country")
    }
    return withPrefix ? number : OSSFigures.bare(number, of: trader.state)
  }

  /// The trader's number in the state that the goods of a row left.
  func originNumber(_ supply: OSSSupply, _ origin: Territory) throws(RunFailure) -> String {
    guard let number = supply.originNumber else {
      throw ReturnFailure.notRegistered(
        "goods left from \(origin), and the business file has no VAT number there",
        remedy: "add the registration in \(origin) with its number to \"vat_registrations\"")
    }
    return number
  }

  /// The rate in percent with two decimals, the most that forms take.
  func rate(_ rate: TaxRate, decimal point: String = ".") throws(RunFailure) -> String {
    guard rate.thousandths % 10 == 0 else {
      throw ReturnFailure.formCannotHold(
        "a rate of \(rate) % needs more decimals than form \"\(form.name)\" has", remedy: "check the rate of the lines")
    }
    return OSSFigures.decimal(Int64(rate.thousandths / 10), point)
  }
}

/// Figures as forms write them.
enum OSSFigures {
  /// An amount in hundredths with two decimals behind `point`.
  static func decimal(_ hundredths: Int64, _ point: String = ".") -> String {
    let text = DecimalText.text(hundredths, scale: 2, atLeast: 2)
    return point == "." ? text : text.split(separator: ".").joined(separator: point)
  }

  /// An amount with two decimals behind `point`.
  static func amount(_ amount: MinorUnits, _ point: String = ".") -> String { decimal(amount.count, point) }

  /// A VAT number without blanks and without the letters of its state.
  static func bare(_ number: String, of state: Territory) -> String {
    let tight = String(number.filter { $0 != " " && $0 != "." && $0 != "-" })
    return tight.hasPrefix(state.code) ? String(tight.dropFirst(state.code.count)) : tight
  }
}
