public import Commerce

/// Which of the published fixings counts for an amount.
public enum FixingRule: String, Hashable, Sendable, CaseIterable {
  /// The one published last on or before the date of a transaction.
  case transaction = "TRANSACTION_DATE"
  /// The one published on the last day of a quarter, or next after it: returns of the Union and non-Union schemes.
  case ossPeriodEnd = "OSS_PERIOD_END"
  /// The one published on the last day of a month, or next after it: returns of the import scheme.
  case iossPeriodEnd = "IOSS_PERIOD_END"

  /// The rule of that name, long or short (`transaction`, `oss`, `ioss`), in whatever case.
  public init?(name: String) {
    let name = name.uppercased()
    guard let rule = Self.allCases.first(where: { $0.rawValue == name || $0.rawValue.hasPrefix(name + "_") }) else {
      return nil
    }
    self = rule
  }

  /// The rule in words, with its source.
  public var sentence: String {
    switch self {
    case .transaction: "published last on or before the date (Directive 2006/112/EC, art. 91(2))"
    case .ossPeriodEnd:
      "published on the last day of the quarter, or next after it (Directive 2006/112/EC, title XII, chapter 6)"
    case .iossPeriodEnd:
      "published on the last day of the month, or next after it (Directive 2006/112/EC, title XII, chapter 6)"
    }
  }

  /// Whether a return of the rule's kind can end on `date`; a transaction can be on any day.
  public func accepts(_ date: CivilDate) -> Bool {
    switch self {
    case .transaction: return true
    case .ossPeriodEnd:
      let next = date.addingDays(1).components
      return next.day == 1 && next.month % 3 == 1
    case .iossPeriodEnd: return date.addingDays(1).components.day == 1
    }
  }
}

extension ECBFixings {
  /// The fixing of `currency` that `rule` picks for `date`; the euro's own is one, published every day.
  ///
  /// Only what was published counts, and the business's own rates where nothing was: the conversion rate of a currency that the euro has replaced is asked for by
  /// ``conversionRate(_:on:)``.
  public func fixing(_ currency: Currency, by rule: FixingRule, for date: CivilDate) throws(NoFixing) -> Fixing {
    if currency == .euro { return Fixing(units: 1, scale: 0, date: date) }
    do throws(NoFixing) {
      return switch rule {
      case .transaction: try published(currency, on: date)
      case .ossPeriodEnd, .iossPeriodEnd: try nextPublishedDay(currency, onOrAfter: date)
      }
    } catch {
      guard let own = own?.fixing(currency, on: date) else { throw error }
      return own
    }
  }

  /// The irrevocable conversion rate of a currency that the euro has replaced by `date`, dated by the day of that.
  public func conversionRate(_ currency: Currency, on date: CivilDate) -> Fixing? {
    conversionRates.rate(currency, on: date)
  }
}

extension ExchangeRate {
  /// An exact amount in another currency with `exponent` decimals, rounded once; `nil` when it does not fit 64 bits.
  public static func convert(_ amount: Exact, from: Fixing, to: Fixing, exponent: Int) -> MinorUnits? {
    ExchangeRate(from: from, sourceExponent: Exact.decimals, to: to, targetExponent: exponent)?
      .convert(MinorUnits(amount.millionths))
  }
}
