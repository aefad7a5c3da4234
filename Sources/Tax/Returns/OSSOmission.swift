public import Commerce

/// Why a line of a one-stop shop is in no row of a return.
public enum OSSOmission: Hashable, Sendable {
  /// It is no supply, or its tax is not decided.
  case undeclared(Omission)
  /// A refund of a sale of before 2021-07-01, whose own return has to be amended (Implementing Regulation 282/2011, art. 61).
  case beforeReform
  /// A refund more than three years after the sale's return was due: it goes to the state of consumption itself.
  case pastThreeYears
  /// The row as a whole is negative, which no form takes: the refunds belong to an earlier period that is not known.
  case negativeRow
  /// There is no fixing of its currency for the end of the period.
  case noFixing
  /// The amounts of a row do not fit 64 bits.
  case tooLarge
  /// The trader was not in the scheme in the period.
  case notRegistered
  /// No rate is decided.
  case noRate
  /// It is taxed at zero or exempt, so there is nothing to declare in the scheme.
  case zeroRate
  /// The state of consumption is not known or not a member state.
  case outsideUnion
  /// The place from which goods left is not known or not a member state.
  case dispatchUnknown

  /// The word that reports use.
  public var code: String {
    switch self {
    case .undeclared(let omission): omission.rawValue
    case .beforeReform: "before_2021_07"
    case .pastThreeYears: "past_three_years"
    case .negativeRow: "negative_row"
    case .noFixing: "no_fixing"
    case .tooLarge: "too_large"
    case .notRegistered: "not_registered"
    case .noRate: "no_rate"
    case .zeroRate: "zero_rate"
    case .outsideUnion: "outside_union"
    case .dispatchUnknown: "dispatch_unknown"
    }
  }

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .undeclared(.cancelled): "the document was called off"
    case .undeclared(.unpaid): "the document is not paid yet"
    case .undeclared(.statusUnknown): "the pipeline does not say where the document stands"
    case .undeclared(.noSupply): "the line is no supply"
    case .undeclared(.taxPending): "the place of supply or the buyer's VAT number is open"
    case .undeclared(.notAssessed): "no stage decided the tax"
    case .beforeReform: "the sale is of before 2021-07-01: amend the return that declared it"
    case .pastThreeYears: "the sale's return was due more than three years ago: turn to the state of consumption"
    case .negativeRow: "the row is negative: find the period of the refunded sales and correct that"
    case .noFixing: "there is no fixing of the currency for the end of the period"
    case .tooLarge: "the amounts do not fit 64 bits"
    case .notRegistered: "the business file has no registration for the scheme in the period"
    case .noRate: "no rate is decided"
    case .zeroRate: "the line bears no tax, which the scheme does not declare"
    case .outsideUnion: "the state of consumption is not known or not a member state"
    case .dispatchUnknown: "the state of dispatch is not known or not a member state"
    }
  }
}

/// What of a document is in no row, and why.
public struct OSSLeftOut: Hashable, Sendable {
  /// The document.
  public var document: DeclaredLine.Document
  /// Why.
  public var reason: OSSOmission
  /// The state of consumption; `nil` when it is not known.
  public var consumption: Territory?
  /// The period of the sale, on refunds of earlier ones; else `nil`.
  public var period: ReturnPeriod?
  /// Sum without tax, in minor units of the document's currency.
  public var net: MinorUnits
  /// Sum of tax, in minor units of the document's currency.
  public var tax: MinorUnits
}
