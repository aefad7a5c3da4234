public import Commerce

/// How a case is decided, with its amounts.
public struct DecidedCase: Hashable, Sendable {
  /// The decision.
  public var decision: TaxDecision
  /// The scheme; a refund of a sale that an earlier return declared has one of its own.
  public var scheme: Scheme
  /// Amount without tax, in minor units.
  public var net: MinorUnits
  /// Tax, in minor units.
  public var tax: MinorUnits
  /// The returns that it belongs to, each with its box, separated by semicolons.
  public var reports: String

  /// Amount with tax.
  public var gross: MinorUnits { MinorUnits(net.count &+ tax.count) }

  /// The territory as tables of cases write it: a state of a federation by its own code, any other by its country's.
  public var taxCountry: String {
    guard let territory = decision.territory else { return "" }
    return territory.isSubdivision ? territory.code : territory.prefix.code
  }

  /// Why, with the law.
  public var reason: String {
    let reason = decision.reason
    return reason.legalBasis.isEmpty ? reason.sentence : "\(reason.sentence) (\(reason.legalBasis))"
  }
}

extension SupplyCase {
  /// Decides the case.
  ///
  /// - Parameters:
  ///   - rates: the dated rates.
  ///   - fixings: for limits in a currency that the price is not in; without them a value near a limit is a doubt.
  ///   - day: the day on which a refund is declared; without it, in the period of its sale.
  /// - Returns: `nil` when an amount is too large.
  public func decided(
    by rates: RateTable = .standard, fixings: ECBFixings? = nil, declaredOn day: CivilDate? = nil
  ) -> DecidedCase? {
    let place = PlaceOfSupply(seller: seller, rates: rates)
    var facts = facts
    guard let exponent = currency.exponent, let arrival = facts.arrival else { return nil }
    complete(&facts.consignment, at: arrival, place, fixings)
    let decision = place.decide(facts)
    guard let amounts = CaseAmounts(amount.rounded(to: exponent), basis, decision, place, facts.date) else {
      return nil
    }
    var decided = DecidedCase(
      decision: decision, scheme: decision.scheme, net: amounts.net, tax: amounts.tax, reports: "")
    if amount < .zero, let day, CivilQuarter(day) != CivilQuarter(facts.date), decision.scheme == .ossUnion {
      decided.scheme = .ossUnionCorrection
    }
    decided.reports = CaseReports(self, facts, decided, place, amounts).text
    return decided
  }

  /// Fills in what the price tells of the consignment's value.
  private func complete(
    _ consignment: inout Consignment, at arrival: Place, _ place: PlaceOfSupply, _ fixings: ECBFixings?
  ) {
    let rate = basis == .gross ? place.rate(arrival, facts.category, on: facts.date) ?? .zero : .zero
    let net = MinorUnits(amount.millionths).withoutTax(at: rate).map { Exact(millionths: $0.count).magnitude }
    let limit = arrival.limitCurrency
    if currency == .euro { consignment.euro = consignment.euro ?? net }
    if currency == limit { consignment.local = net }
    guard let fixings else { return }
    if consignment.euro == nil, let net {
      consignment.euro = fixings.convert(net, from: currency, to: .euro, on: facts.date)
    }
    if consignment.local == nil, let limit, let euro = consignment.euro {
      consignment.local = fixings.convert(euro, from: .euro, to: limit, on: facts.date)
    }
  }
}

extension Place {
  /// The currency in which the state sets a limit on consignments; `nil` for one that sets none.
  public var limitCurrency: Currency? {
    switch state {
    case .unitedKingdom: .poundSterling
    case .norway: .norwegianKrone
    case .australia: .australianDollar
    default: nil
    }
  }
}

extension Currency {
  fileprivate static let poundSterling = Currency("GBP")
  fileprivate static let norwegianKrone = Currency("NOK")
  fileprivate static let australianDollar = Currency("AUD")
}

extension MinorUnits {
  /// The amount less the tax that it contains; `nil` when out of range.
  fileprivate func withoutTax(at rate: TaxRate) -> MinorUnits? {
    rate.taxContained(in: self).map { MinorUnits(count - $0.count) }
  }
}

extension ECBFixings {
  /// An exact amount converted at the transaction's date, in millionths; `nil` when there is no fixing.
  public func convert(_ amount: Exact, from source: Currency, to target: Currency, on date: CivilDate) -> Exact? {
    guard let from = try? fixing(source, on: date), let to = try? fixing(target, on: date),
      let rate = ExchangeRate(from: from, sourceExponent: Exact.decimals, to: to, targetExponent: Exact.decimals)
    else { return nil }
    return rate.convert(MinorUnits(amount.millionths)).map { Exact(millionths: $0.count) }
  }
}
