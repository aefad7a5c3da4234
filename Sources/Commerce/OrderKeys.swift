public import Columns

/// The columns of the orders entity: the data dictionary of documents and their monetary lines.
///
/// A document is a sale, a refund or an adjustment. Document columns hold one value per document, line columns one per
/// monetary line. Definitions name them by their `name`; amounts are in the document's currency unless a column says
/// otherwise.
public enum OrderKeys {
  // MARK: Identity of the document

  /// The platform's own id; with the store and the kind it is the natural key of a document.
  public static let externalID = ColumnKey<TextRange>("external_id", .document)
  /// The number that people use, such as `#1001`.
  public static let reference = ColumnKey<TextRange>("reference", .document)
  /// Sale, refund or adjustment.
  public static let kind = ColumnKey<TransactionKind>("kind", .document)
  /// The `external_id` of the document that a refund refunds.
  public static let refunds = ColumnKey<TextRange>("refunds", .document)
  /// 1 when the split over lines is inferred from another document, as for refunds of which a source tells only the sum.
  public static let estimated = ColumnKey<Int32>("estimated", .document)

  // MARK: When

  /// The instant at which the document was made, as seconds since 1970-01-01T00:00:00Z.
  public static let placedAt = ColumnKey<Instant>("placed_at", .document)
  /// The local civil date of supply: it picks rates, periods and fixings.
  public static let taxDate = ColumnKey<CivilDate>("tax_date", .document)

  // MARK: State

  /// The status as the source words it.
  public static let sourceStatus = ColumnKey<TextRange>("source_status", .document)
  /// The canonical status.
  public static let status = ColumnKey<DocumentStatus>("status", .document)

  // MARK: Amounts of the document, as the platform states them

  /// The currency of every amount of the document.
  public static let currency = ColumnKey<Currency>("currency", .document)
  /// The platform's own total, tax included.
  public static let total = ColumnKey<Exact>("total", .document)
  /// The tax that the platform charged.
  public static let taxTotal = ColumnKey<Exact>("tax_total", .document)
  /// Whether line prices include tax.
  public static let priceBasis = ColumnKey<PriceBasis>("price_basis", .document)
  /// How the buyer paid, as the source words it.
  public static let paymentMethod = ColumnKey<TextRange>("payment_method", .document)
  /// What of the total gift cards and store credit have paid, where the source tells; on refunds what went back to them,
  /// negative.
  public static let giftCardAmount = ColumnKey<Exact>("gift_card_amount", .document)
  /// The sales channel, as the source words it.
  public static let channel = ColumnKey<TextRange>("channel", .document)

  /// 1 when the source says that a marketplace owes the tax of the sale in the seller's place.
  public static let marketplaceCollects = ColumnKey<Int32>("marketplace_collects", .document)

  /// Title of a tax as the platform prints it, such as `DE VAT 19%`; `slot` counts from 0.
  public static func taxTitle(_ slot: Int) -> ColumnKey<TextRange> { ColumnKey("tax_\(slot + 1)_title", .document) }
  /// Amount of the tax in the same slot.
  public static func taxAmount(_ slot: Int) -> ColumnKey<Exact> { ColumnKey("tax_\(slot + 1)_amount", .document) }
  /// Number of tax slots that a flat source can fill.
  public static let taxSlots = 5

  // MARK: Where the supply goes

  /// The destination country as the source spells it.
  public static let countrySource = ColumnKey<TextRange>("country_source", .document)
  /// The destination country; missing when the source names none or something that is no country.
  public static let country = ColumnKey<Country>("country", .document)
  /// The destination, where it is an area that several country codes share.
  public static let area = ColumnKey<SpecialArea>("area", .document)
  /// The destination's province or state code.
  public static let region = ColumnKey<TextRange>("region", .document)
  /// The destination's postcode.
  public static let postcode = ColumnKey<TextRange>("postcode", .document)
  /// The destination's town: it tells a special territory where there is no postcode, or one of several places.
  public static let city = ColumnKey<TextRange>("city", .document)

  /// The country that the goods are sent from, where the source states it; else the store's first warehouse.
  public static let dispatchCountry = ColumnKey<Country>("dispatch_country", .document)

  // MARK: The buyer

  /// The platform's id of the customer.
  public static let customerSourceID = ColumnKey<TextRange>("customer_source_id", .document)
  /// E-mail address.
  public static let email = ColumnKey<TextRange>("email", .document)
  /// Telephone number.
  public static let phone = ColumnKey<TextRange>("phone", .document)
  /// Name of the person.
  public static let name = ColumnKey<TextRange>("name", .document)
  /// Street and house number.
  public static let address = ColumnKey<TextRange>("address", .document)
  /// VAT identification number as the buyer gave it.
  public static let vatID = ColumnKey<TextRange>("vat_id", .document)
  /// Name of the buyer's business.
  public static let company = ColumnKey<TextRange>("company", .document)
  /// The ledger's number of the contact: what the document says of its buyer; missing when that tells nobody.
  public static let contact = ColumnKey<Int64>("contact", .document)
  /// 1 where a store still tells of a buyer who was erased; nothing that identifies may be kept of the document.
  public static let isErased = ColumnKey<Int32>("erased", .document)
  /// Match keys of a contact that no document had before, one column per kind of key, in the order of
  /// ``MatchKeyKind/allCases``.
  public static let newMatchKeys = MatchKeyKind.allCases.map { ColumnKey<Int64>("new_key_\($0.name)", .document) }

  /// The same of the kinds by which a pipeline joins nobody: people are found and remembered by them.
  public static let newSearchKeys = MatchKeyKind.allCases.map { ColumnKey<Int64>("search_key_\($0.name)", .document) }

  // MARK: A line

  /// What the line is for.
  public static let lineKind = ColumnKey<LineKind>("line_kind", .line)
  /// Stock-keeping unit.
  public static let sku = ColumnKey<TextRange>("sku", .line)
  /// What the line says.
  public static let title = ColumnKey<TextRange>("title", .line)
  /// What kind of product it is, in the source's own word.
  public static let productType = ColumnKey<TextRange>("product_type", .line)
  /// 0 when the source says that the line is not taxable, 1 when it is.
  public static let taxable = ColumnKey<Int32>("taxable", .line)
  /// 1 when the source says that a marketplace owes the tax of the line in the seller's place.
  public static let lineMarketplaceCollects = ColumnKey<Int32>("line_marketplace_collects", .line)
  /// Quantity; negative on refunds.
  public static let quantity = ColumnKey<Exact>("quantity", .line)
  /// On refunds, 1 when the source says that the goods came back into stock, 0 when it says that they did not.
  public static let restocked = ColumnKey<Int32>("restocked", .line)
  /// Price of one unit, as finely as the source states it.
  public static let unitPrice = ColumnKey<Exact>("unit_price", .line)
  /// Quantity × unit price, exact, before any rounding.
  public static let sourceAmount = ColumnKey<Exact>("source_amount", .line)

  /// The tax of the line as the source states it, in the sign of the line's amount.
  public static let sourceTax = ColumnKey<Exact>("source_tax", .line)
  /// The rate of that tax in percent, where the source states it.
  public static let sourceRate = ColumnKey<Exact>("source_rate", .line)

  // MARK: What the stages work out for a line

  /// Amount without tax, in minor units.
  public static let net = ColumnKey<MinorUnits>("net", .line)
  /// Tax, in minor units.
  public static let tax = ColumnKey<MinorUnits>("tax", .line)
  /// Amount without tax in the base currency, in its minor units.
  public static let baseNet = ColumnKey<MinorUnits>("base_net", .line)
  /// Tax in the base currency, in its minor units.
  public static let baseTax = ColumnKey<MinorUnits>("base_tax", .line)
  /// Units of the document's currency for one euro, as published, times ten to the power of ``fixingScale``.
  public static let fixingUnits = ColumnKey<Int64>("fixing_units", .document)
  /// Decimals of ``fixingUnits``.
  public static let fixingScale = ColumnKey<Int32>("fixing_scale", .document)
  /// The day on which the fixing was published.
  public static let fixingDate = ColumnKey<CivilDate>("fixing_date", .document)
}

/// Whether prices include tax.
public enum PriceBasis: Int32, ColumnValue, CaseIterable {
  /// Line amounts are before tax.
  case net = 1
  /// Line amounts contain the tax.
  case gross = 2
  /// The document's own figures leave it open.
  case undetermined = 3

  /// The basis of a stored number.
  @inlinable public init(stored: Int32) { self = PriceBasis(rawValue: stored) ?? .undetermined }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .net: "net"
    case .gross: "gross"
    case .undetermined: "undetermined"
    }
  }
}

/// What makes a contact one of a customer's, the strongest first.
public enum MatchRule: Int32, ColumnValue, CaseIterable, Comparable {
  /// The platform's own customer id within its store.
  case sourceID = 1
  /// The VAT identification number of a business.
  case vatID = 2
  /// The e-mail address.
  case email = 3
  /// The telephone number.
  case phone = 4
  /// Name and address together.
  case nameAndAddress = 5
  /// A person's decision.
  case merged = 6
  /// Nothing: the customer has no other contact, or this is its first.
  case created = 7

  /// Whether `left` is stronger than `right`.
  public static func < (left: MatchRule, right: MatchRule) -> Bool { left.rawValue < right.rawValue }

  /// The rule of a stored number.
  @inlinable public init(stored: Int32) { self = MatchRule(rawValue: stored) ?? .created }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .sourceID: "source_id"
    case .vatID: "vat_id"
    case .email: "email"
    case .phone: "phone"
    case .nameAndAddress: "name_and_address"
    case .merged: "merged"
    case .created: "created"
    }
  }
}

/// The kinds of key that the ledger keeps of a contact; the stored number is the kind's.
public enum MatchKeyKind: Int32, Sendable, CaseIterable {
  /// The platform's customer id within its store.
  case sourceID = 1
  /// The normalised e-mail address.
  case email = 2
  /// The normalised telephone number.
  case phone = 3
  /// The normalised name, street and postcode together.
  case nameAndAddress = 4
  /// The normalised VAT identification number.
  case vatID = 5
  /// The normalised name alone: it joins nobody, and keeps apart those who share a mailbox or a telephone.
  case name = 6
  /// All that a store says of a buyer, byte for byte: the same again is the same contact.
  case contact = 7

  /// The rule by which two contacts that share such a key may be one customer; `nil` where they may not for that alone.
  public var rule: MatchRule? {
    switch self {
    case .sourceID: .sourceID
    case .email: .email
    case .phone: .phone
    case .nameAndAddress: .nameAndAddress
    case .vatID: .vatID
    case .name, .contact: nil
    }
  }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .name: "name"
    case .contact: "contact"
    default: rule?.name ?? ""
    }
  }
}
