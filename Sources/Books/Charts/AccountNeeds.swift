public import Commerce
public import Tax

/// Which accounts a business can come to need, so that what a chart lacks is found before anything is posted.
///
/// Sales to places where the seller is neither established nor registered, and payment methods that nobody has named, can
/// still bring others; a chart whose rows leave the place or the party open has those too.
public struct AccountNeeds: Sendable {
  /// Where it is established and registered, and in which schemes it takes part.
  public var seller: SellerProfile
  /// The platforms of its stores, such as `shopify`.
  public var platforms: Set<String>
  /// How its buyers pay, as the platforms name it.
  public var paymentMethods: Set<String>
  /// The rules by which it posts.
  public var rules: DocumentRules

  /// The needs of a business.
  public init(
    of seller: SellerProfile, platforms: Set<String>, paymentMethods: Set<String> = [], rules: DocumentRules? = nil
  ) {
    self.seller = seller
    self.platforms = platforms
    self.paymentMethods = paymentMethods
    self.rules = rules ?? DocumentRules(home: seller.country)
  }

  /// The keys of the accounts, without repetition, by what they are for.
  ///
  /// - Parameter date: the day whose rates, registrations and schemes count.
  public func keys(on date: CivilDate) -> [AccountKey] {
    var seen: Set<AccountKey> = []
    return (money + sales(on: date) + own + purchases).filter { seen.insert($0).inserted }
  }

  // MARK: Who holds money

  private var marketplaces: [String] { platforms.intersection(rules.marketplaces).sorted() }

  private var money: [AccountKey] {
    let holders = platforms.sorted().map { AccountKey(.clearing, party: $0) }
    let methods = paymentMethods.sorted().map(rules.payments.account)
    let reserves = marketplaces.map { AccountKey(.reserve, party: $0) }
    return [AccountKey(.bank), AccountKey(.receivable)] + holders + methods + reserves
  }

  // MARK: Sales

  private func sales(on date: CivilDate) -> [AccountKey] {
    supplies(on: date).flatMap { supply, territory, rate in
      let roles: [AccountRole] =
        supply.isTaxedBySeller
        ? [.revenue, .shippingRevenue, .reduction, .outputTax] : [.revenue, .shippingRevenue, .reduction]
      return roles.map { AccountKey($0, supply: supply, territory: territory, rate: rate) }
    }
  }

  private func supplies(on date: CivilDate) -> [(SupplyClass, Territory?, TaxRate?)] {
    let area = VATArea.standard
    let home = area.place(seller.country, on: date)
    var supplies = taxed(.domestic, home.territory, on: date)
    for registration in seller.registrations where registration.days.contains(date) {
      if area.returnState(of: registration.territory) != home.state {
        supplies += taxed(.local, registration.territory, on: date)
      } else if registration.territory.prefix != registration.territory {
        supplies += taxed(.domestic, registration.territory, on: date)
      }
    }
    let members = Set(RateTable.standard.rows.map(\.territory)).filter { area.isMember($0, on: date) }.sorted()
    let shops: [(SupplyClass, DayRange?)] = [
      (.oss, seller.unionOSS), (.oss, seller.nonUnionOSS), (.ioss, seller.importOSS),
    ]
    for (supply, days) in shops where days?.contains(date) == true {
      supplies += members.flatMap { taxed(supply, $0, on: date) }
    }
    let isInUnion =
      home.isInEU || seller.registrations.contains { $0.days.contains(date) && area.isMember($0.territory, on: date) }
    if isInUnion { supplies += [(.intraCommunity, nil, nil), (.reverseCharge, nil, nil)] }
    supplies += [(.export, nil, nil), (.exempt, home.territory, nil), (.untaxed, nil, nil)]
    if !marketplaces.isEmpty { supplies += ["US", "GB"].map { (.marketplace, Territory($0), nil) } }
    return supplies
  }

  /// What is taxed in `territory`, at each of its rates; a sales tax of a state or province is one of its own.
  private func taxed(
    _ supply: SupplyClass, _ territory: Territory, on date: CivilDate
  ) -> [(SupplyClass, Territory?, TaxRate?)] {
    let isSalesTax = ["US", "CA"].contains(VATArea.standard.returnState(of: territory).code)
    guard !isSalesTax else { return [(.salesTax, territory, nil)] }
    let rates = RateTable.standard.holding(in: territory, on: date).filter { $0.row.category != .exempt }
    return Set(rates.map(\.row.rate)).sorted(by: >).map { (supply, territory, $0) }
  }

  // MARK: What else is posted

  private var own: [AccountKey] {
    [.giftCards, .tips, .duties, .rounding, .badDebt, .bankCharges, .compensation, .costOfGoods, .inventory]
      .map { AccountKey($0) }
      + [.exchangeGain, .exchangeLoss, .unrealisedExchange, .suspense].map { AccountKey($0) }
  }

  private var purchases: [AccountKey] {
    let charges: [AccountRole] = [.paymentFees, .reverseChargeFees, .reverseChargeTax, .reverseChargeInputTax]
    let marketplaces: [AccountRole] = [
      .platformFees, .fulfilmentFees, .advertising, .marketplaceTax, .withheldTax,
    ]
    return (charges + (self.marketplaces.isEmpty ? [] : marketplaces)).map { AccountKey($0) }
  }
}

extension SupplyClass {
  /// Whether the seller owes tax on it.
  var isTaxedBySeller: Bool {
    switch self {
    case .domestic, .oss, .ioss, .local, .salesTax: true
    case .intraCommunity, .reverseCharge, .export, .marketplace, .exempt, .untaxed: false
    }
  }
}
