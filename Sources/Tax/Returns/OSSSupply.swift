public import Commerce

/// One row of supplies: what was sold to consumers of one state at one rate from one place.
public struct OSSSupply: Hashable, Sendable {
  /// What sets rows apart.
  public struct Key: Hashable, Sendable {
    /// The member state of consumption; `EL` for Greece, `XI` for Northern Ireland.
    public var consumption: Territory
    /// The state from which goods left or where an establishment supplied; `nil` for the state of identification, and in
    /// the schemes that do not tell.
    public var origin: Territory?
    /// Goods or services.
    public var type: OSSSupplyType
    /// Standard or reduced.
    public var rateType: OSSRateType
    /// The rate.
    public var rate: TaxRate
  }

  /// What sets it apart.
  public var key: Key
  /// The trader's number in the state of origin; `nil` where that is the state of identification, or none is known.
  public var originNumber: String?
  /// Sum without tax, in minor units of the return's currency.
  public var net: MinorUnits
  /// Sum of the tax of every document, in minor units of the return's currency.
  public var tax: MinorUnits
  /// The documents it is made of.
  public var entries: [OSSEntry]

  /// Whether nothing of it is left to declare, as when every sale was refunded within the period.
  public var isZero: Bool { net == .zero && tax == .zero }
}

/// What is supplied, in the words of the Union's own forms.
public enum OSSSupplyType: String, Hashable, Sendable, CaseIterable {
  /// Goods and what goes with them, such as their shipping.
  case goods = "GOODS"
  /// Services.
  case services = "SERVICES"
}

/// The class of a rate, in the words of the Union's own forms.
public enum OSSRateType: String, Hashable, Sendable, CaseIterable {
  /// The standard rate.
  case standard = "STANDARD"
  /// Any other.
  case reduced = "REDUCED"
}

/// A correction of an earlier period: of one state, all of it in one sum of tax.
public struct OSSCorrection: Hashable, Sendable {
  /// What sets corrections apart.
  public struct Key: Hashable, Sendable {
    /// The member state of consumption.
    public var consumption: Territory
    /// The period of the sales that are corrected.
    public var period: ReturnPeriod
  }

  /// What sets it apart.
  public var key: Key
  /// The tax, in minor units of the return's currency; negative when there is less to pay.
  public var tax: MinorUnits
  /// The documents it is made of.
  public var entries: [OSSEntry]
}

/// What one document adds to a row or a correction.
public struct OSSEntry: Hashable, Sendable {
  /// The document.
  public var document: DeclaredLine.Document
  /// Sum without tax, in minor units of the document's currency.
  public var net: MinorUnits
  /// Sum of tax, in minor units of the document's currency.
  public var tax: MinorUnits
  /// The fixing that its currency was converted by; `nil` where nothing was converted.
  public var fixing: Fixing?
  /// What a person should know about it; `nil` for nothing.
  public var remark: OSSRemark?
}

/// What is worth knowing about a document of a return.
public enum OSSRemark: String, Hashable, Sendable, CaseIterable {
  /// A refund of a sale that is not in the ledger: it is taken for one of its own period.
  case saleUnknown = "sale_unknown"
  /// A refund that is dated before its sale: it is taken for one of its own period.
  case beforeSale = "before_sale"
}

/// What there is to pay to one state of consumption.
public struct OSSBalance: Hashable, Sendable {
  /// The state.
  public var consumption: Territory
  /// Tax of supplies from the state of identification.
  public var ownTax: MinorUnits
  /// Tax of supplies from other states.
  public var originTax: MinorUnits
  /// Corrections of earlier periods.
  public var corrections: MinorUnits
  /// The sum of the three; when it is negative the state pays back, and no other state's balance is reduced by it.
  public var balance: MinorUnits

  /// What is paid with the return: the balance, or nothing when it is negative.
  public var payable: MinorUnits { max(balance, .zero) }
}
