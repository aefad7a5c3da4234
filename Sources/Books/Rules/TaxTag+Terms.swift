public import Commerce
public import Tax

/// The codes of taxes.
extension TaxTag {
  /// What ties a line of those terms to a return; `nil` where it belongs to none.
  ///
  /// A code says whose tax and which class of rate: `DE-S`, `UK-R`, `OSS-S` (`OSS-S-PL` where the goods left from a state
  /// that is not the seller's `home`), `IOSS-S`, `US-S` for sales taxes; and where the seller owes none, why: `IC-0` to a business of the Union, `EX-0` exported, `RC-0` owed by the buyer, `MF-0` (`US-MF` in
  /// the United States) owed by the marketplace, `OS-0` outside the tax area, `DE-E` exempt. Its territory is then where
  /// the goods go.
  public init?(_ terms: DeclaredLine.Terms, _ supply: SupplyClass, destination: Country?, home: Country) {
    guard let taxReturn = terms.taxReturn, taxReturn != .none, let treatment = terms.treatment, treatment != .pending
    else { return nil }
    let territory = terms.territory
    let away = destination.flatMap { TerritoryNames.territory($0.code) }
    let state = territory.map { VATArea.standard.returnState(of: $0) }
    let name = state.map { $0.code == "GB" ? "UK" : $0.code } ?? "XX"
    func letters() -> String { RateLetters.standard.letters(terms.rate, terms.category, in: territory) }
    switch supply {
    case .domestic, .local: self.init(code: "\(name)-\(letters())", territory: territory, rate: terms.rate)
    case .oss:
      let origin = terms.dispatch.flatMap { $0.country == home ? nil : $0.prefix }
      let from = origin.map { "-\($0)" } ?? ""
      self.init(code: "OSS-\(letters())\(from)", territory: territory, rate: terms.rate)
    case .ioss: self.init(code: "IOSS-\(letters())", territory: territory, rate: terms.rate)
    case .salesTax:
      self.init(code: "\(name)-\(terms.rate == .zero ? "Z" : "S")", territory: territory, rate: terms.rate)
    case .exempt: self.init(code: "\(name)-E", territory: territory, rate: .zero)
    case .marketplace:
      self.init(marketplaceOf: territory ?? away, rate: terms.rate)
    case .intraCommunity: self.init(code: "IC-0", territory: away, rate: .zero)
    case .export: self.init(code: "EX-0", territory: away, rate: .zero)
    case .reverseCharge: self.init(code: "RC-0", territory: territory, rate: .zero)
    case .untaxed: self.init(code: "OS-0", territory: territory, rate: .zero)
    }
  }
  /// Tax that a marketplace owes.
  init(marketplaceOf territory: Territory?, rate: TaxRate?) {
    let isAmerican = territory?.country.map { $0.code == "US" } ?? false
    self.init(code: isAmerican ? "US-MF" : "MF-0", territory: territory, rate: rate)
  }
}
