public import Commerce
public import Tax

/// A business's own account for the keys that its fields describe; what is left open is for any value.
public struct AccountMapping: Hashable, Sendable {
  /// What the account is used for.
  public var role: AccountRole
  /// How the sale stands towards the tax; `nil` for any way.
  public var supply: SupplyClass?
  /// Whose tax, a part of a state or all of it; `nil` for any.
  public var territory: Territory?
  /// At which rate; `nil` for any.
  public var rate: TaxRate?
  /// Whom the account is with, in small letters; empty for anybody.
  public var party: String
  /// The account's number or code.
  public var account: String
  /// Its name; `nil` for the one that the chart has for the number, or else the role's word.
  public var name: String?
  /// On which side of the books it stands; `nil` for where the chart has the number, or else where the role belongs.
  public var type: AccountType?
  /// Whether the accounting program works out its tax by itself; `nil` for what the chart says of the number.
  public var worksOutTax: Bool?

  /// A mapping.
  public init(
    _ role: AccountRole, supply: SupplyClass? = nil, territory: Territory? = nil, rate: TaxRate? = nil,
    party: String = "", account: String, name: String? = nil, type: AccountType? = nil, worksOutTax: Bool? = nil
  ) {
    self.role = role
    self.supply = supply
    self.territory = territory
    self.rate = rate
    self.party = party
    self.account = account
    self.name = name
    self.type = type
    self.worksOutTax = worksOutTax
  }

  var row: ChartRow {
    ChartRow(role: role, supply: supply, territory: territory, rate: rate, party: party, number: account)
  }

  /// The account that it names, with what is known of its number already.
  func account(besides known: Account?) -> Account {
    Account(
      number: account, name: name ?? known?.name ?? role.words, type: type ?? known?.type ?? role.usualType,
      worksOutTax: worksOutTax ?? known?.worksOutTax ?? false)
  }
}

/// Everything that is wrong with a business's own accounts.
public struct AccountMappingFaults: Error, Hashable, Sendable {
  /// What is wrong with one mapping.
  public struct Fault: Hashable, Sendable {
    /// The mapping.
    public var mapping: AccountMapping
    /// What is wrong with it.
    public var kind: Kind

    init(_ mapping: AccountMapping, _ kind: Kind) {
      self.mapping = mapping
      self.kind = kind
    }
  }

  /// What can be wrong with a mapping.
  public enum Kind: Hashable, Sendable {
    /// Another mapping is for the same keys.
    case keyTwice
    /// It names no account.
    case noAccount
    /// Another mapping gives the number another name or type.
    case otherNameOrType
  }

  /// The faults, in the order of the mappings.
  public let all: [Fault]
}

extension AccountMappingFaults.Fault {
  /// A sentence for a person: which mapping, what is wrong, what to do.
  public var sentence: String {
    let key = AccountKey(
      mapping.role, supply: mapping.supply, territory: mapping.territory, rate: mapping.rate, party: mapping.party)
    return switch kind {
    case .keyTwice: "\"\(key)\" is mapped twice; keep one of the two accounts"
    case .noAccount: "\"\(key)\" is mapped to an account without a number; give its number"
    case .otherNameOrType:
      "account \(mapping.account) of \"\(key)\" has another name or type in another mapping; give it one of each"
    }
  }
}

extension AccountRole {
  /// The role in words, for an account that nobody has named.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }

  /// On which side of the books an account of the role usually stands.
  var usualType: AccountType {
    switch self {
    case .clearing, .receivable, .bank, .reserve, .withheldTax, .reverseChargeInputTax, .inventory: .asset
    case .outputTax, .marketplaceTax, .giftCards, .tips, .duties, .reverseChargeTax, .suspense: .liability
    case .revenue, .shippingRevenue, .reduction, .exchangeGain, .unrealisedExchange, .compensation: .income
    case .paymentFees, .platformFees, .fulfilmentFees, .advertising, .reverseChargeFees, .costOfGoods,
      .exchangeLoss, .rounding, .badDebt, .bankCharges:
      .expense
    }
  }
}
