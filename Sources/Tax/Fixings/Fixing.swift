public import Commerce

/// A reference rate of a currency: units of it for one euro, exact as published.
public struct Fixing: Hashable, Sendable, BitwiseCopyable {
  /// Units of the currency for one euro, times ten to the power of ``scale``.
  public var units: Int64
  /// Decimals of ``units``.
  public var scale: Int32
  /// The day of publication; for a fixed conversion rate, the day from which it holds; for the euro itself, the day asked.
  public var date: CivilDate

  /// The rate `units` × 10⁻ˢᶜᵃˡᵉ of `date`.
  public init(units: Int64, scale: Int32, date: CivilDate) {
    self.units = units
    self.scale = scale
    self.date = date
  }
}

extension Fixing: CustomStringConvertible {
  /// The rate as decimal text without trailing zeros.
  public var description: String { DecimalText.text(units, scale: Int(scale), atLeast: 0) }
}

/// Why there is no fixing.
public enum NoFixing: Error, Hashable, Sendable {
  /// The date lies before the first publication at hand.
  case beforeFirstPublication(CivilDate)
  /// The nearest publication at hand is so far away that there must have been others between.
  case publicationTooFar(CivilDate)
  /// The currency was not among those published that day.
  case notPublished(Currency, CivilDate)
  /// The currency was never published.
  case neverPublished(Currency)
  /// An amount has no minor unit, as in gold.
  case noMoney(Currency)
  /// The result does not fit 64 bits.
  case tooLarge

  /// A stable code.
  public var code: String {
    switch self {
    case .beforeFirstPublication: "before_first_publication"
    case .publicationTooFar: "publication_too_far"
    case .notPublished: "not_published"
    case .neverPublished: "never_published"
    case .noMoney: "no_money"
    case .tooLarge: "too_large"
    }
  }

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .beforeFirstPublication(let first): "the fixings at hand begin on \(first)"
    case .publicationTooFar(let nearest):
      "the nearest fixings at hand are of \(nearest); a newer file is needed, or one without a gap"
    case .notPublished(let currency, let date): "no fixing of \(currency) was published on \(date)"
    case .neverPublished(let currency): "\(currency) is not among the currencies of the fixings"
    case .noMoney(let currency): "\(currency) has no minor unit, so no amount of it is money"
    case .tooLarge: "the converted amount does not fit 64 bits"
    }
  }
}
