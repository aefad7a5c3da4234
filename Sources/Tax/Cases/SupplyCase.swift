public import Commerce

/// A supply described in words, as an adviser writes a row of a table, with the seller it is by.
///
/// Its columns are those of ``columns``; a word that is none of a column's is a ``Fault``, never a default.
public struct SupplyCase: Sendable {
  /// A column of a case.
  public enum Column: Int, CaseIterable, Sendable {
    /// Country of establishment.
    case sellerCountry
    /// Registrations and schemes joined by `+`, such as `DE+PL+OSS`; empty or `none` for none.
    case sellerRegistrations
    /// `y` when the seller is above the EUR 10,000 of art. 59c.
    case overThreshold
    /// Where the goods leave; empty for services.
    case dispatchCountry
    /// Where the buyer is, such as `FR`, `US-TX` or `CA-ON`.
    case buyerCountry
    /// The buyer's postcode; may be empty.
    case buyerPostcode
    /// `B2C`, `B2B`, `own_transfer` or `unknown`.
    case buyerType
    /// What is known of the buyer's number.
    case buyerVATIDStatus
    /// What is supplied.
    case supply
    /// The class of rate.
    case rateCategory
    /// The local civil date of supply.
    case date
    /// The price.
    case amount
    /// `gross` or `net`.
    case priceBasis
    /// Its currency.
    case currency
    /// Value of the consignment in euro; may be empty.
    case intrinsicValue
    /// `own_shop` or `marketplace`.
    case salesChannel

    /// Its name in a table.
    public var name: String {
      switch self {
      case .sellerCountry: "seller_country"
      case .sellerRegistrations: "seller_registrations"
      case .overThreshold: "over_10k_threshold"
      case .dispatchCountry: "dispatch_country"
      case .buyerCountry: "buyer_country"
      case .buyerPostcode: "buyer_postcode"
      case .buyerType: "buyer_type"
      case .buyerVATIDStatus: "buyer_vat_id_status"
      case .supply: "supply"
      case .rateCategory: "rate_category"
      case .date: "date"
      case .amount: "amount"
      case .priceBasis: "price_basis"
      case .currency: "currency"
      case .intrinsicValue: "intrinsic_value_eur"
      case .salesChannel: "sales_channel"
      }
    }

    /// Whether a table can do without it.
    public var isOptional: Bool {
      switch self {
      case .overThreshold, .dispatchCountry, .buyerPostcode, .buyerVATIDStatus, .rateCategory, .intrinsicValue,
        .salesChannel, .sellerRegistrations:
        true
      default: false
      }
    }
  }

  /// Why a row is no case.
  public struct Fault: Error, Hashable, Sendable {
    /// The column.
    public let column: Column
    /// What is wrong, for a person.
    public let sentence: String
  }

  /// Who sells.
  public let seller: SellerProfile
  /// What is sold to whom; its consignment is worked out by ``decided(by:fixings:declaredOn:)``.
  public let facts: SupplyFacts
  /// The price; negative for a refund.
  public let amount: Exact
  /// Whether it includes tax.
  public let basis: PriceBasis
  /// Its currency.
  public let currency: Currency

  /// Reads a case.
  ///
  /// - Parameter cells: the text of every column, in the order of ``Column``; empty where the table lacks it.
  public init(_ cells: [String]) throws(Fault) {
    let reader = CaseReader(cells)
    let date = try reader.date()
    let supply = try reader.supply()
    seller = try SellerProfile(reader, on: date)
    let isGoods = !supply.isService
    let home = VATArea.standard.place(seller.country, on: date, isGoods: isGoods)
    let dispatch = try reader.place(.dispatchCountry, on: date, isGoods: isGoods) ?? home
    guard let arrival = try reader.place(.buyerCountry, .buyerPostcode, on: date, isGoods: isGoods) else {
      throw reader.fault(.buyerCountry, "is empty")
    }
    currency = try reader.currency()
    amount = try reader.number(.amount) ?? .zero
    basis = try reader.word(.priceBasis, ["gross": PriceBasis.gross, "net": .net])
    let number = try reader.vatID(arrival)
    facts = SupplyFacts(
      dispatch: dispatch, arrival: arrival, buyer: try reader.buyer(), vatID: number.status, vatIDState: number.state,
      hasResaleCertificate: number.isResale, supply: supply, category: try reader.category(arrival), date: date,
      channel: try reader.channel(), consignment: Consignment(euro: try reader.number(.intrinsicValue)))
  }
}
