public import Columns

/// The columns of the payouts entity: a document is a payout or settlement, a line is one amount that it settles.
///
/// What a line brings is its amount less its fee: the net. The nets add up to the total of the payout.
public enum PayoutKeys {
  // MARK: The payout

  /// The platform's id of the payout; with the store it is the natural key.
  public static let externalID = OrderKeys.externalID
  /// The status as the source words it.
  public static let sourceStatus = OrderKeys.sourceStatus
  /// How far the money has come.
  public static let status = ColumnKey<PayoutStatus>("status", .document)
  /// When the money was sent, where the source tells the time.
  public static let paidAt = ColumnKey<Instant>("paid_at", .document)
  /// The day on which the money was sent.
  public static let paidOn = ColumnKey<CivilDate>("paid_on", .document)
  /// When the first of its amounts could be posted.
  public static let periodStart = ColumnKey<Instant>("period_start", .document)
  /// When the last of its amounts could be posted.
  public static let periodEnd = ColumnKey<Instant>("period_end", .document)
  /// The currency of its amounts.
  public static let currency = OrderKeys.currency
  /// What the payout comes to, as the platform states it; negative when the seller owes.
  public static let total = OrderKeys.total
  /// What was carried over from the payout before it, where the platform keeps that apart from the lines.
  public static let openingBalance = ColumnKey<Exact>("opening_balance", .document)
  /// What the bank got, where the platform has exchanged the money.
  public static let bankTotal = ColumnKey<Exact>("bank_total", .document)
  /// The currency of that.
  public static let bankCurrency = ColumnKey<Currency>("bank_currency", .document)
  /// What the bank statement says of it.
  public static let bankReference = ColumnKey<TextRange>("bank_reference", .document)

  // MARK: An amount

  /// What the amount is for, as the source words it.
  public static let lineKindSource = ColumnKey<TextRange>("line_kind_source", .line)
  /// What the amount is for.
  public static let lineKind = ColumnKey<PayoutLineKind>("line_kind", .line)
  /// What else the source says of it.
  public static let description = ColumnKey<TextRange>("description", .line)
  /// The platform's id of the transaction.
  public static let transactionID = ColumnKey<TextRange>("transaction_id", .line)
  /// The platform's id of the order.
  public static let orderID = ColumnKey<TextRange>("order_id", .line)
  /// The number of the order that people use, such as `#1001`.
  public static let orderReference = ColumnKey<TextRange>("order_reference", .line)
  /// Stock-keeping unit.
  public static let sku = OrderKeys.sku
  /// Number of units; some sources repeat it on every amount of the same units.
  public static let quantity = OrderKeys.quantity
  /// The marketplace, as the source words it.
  public static let marketplace = ColumnKey<TextRange>("marketplace", .line)
  /// When the amount was posted, where the source tells the time.
  public static let postedAt = ColumnKey<Instant>("posted_at", .line)
  /// The day on which the amount was posted.
  public static let postedOn = ColumnKey<CivilDate>("posted_on", .line)
  /// The currency of the amount where it is not the payout's.
  public static let lineCurrency = ColumnKey<Currency>("line_currency", .line)
  /// What the buyer paid or got back, or another amount before fees.
  public static let amount = ColumnKey<Exact>("amount", .line)
  /// What the platform kept of it; positive for a fee.
  public static let fee = ColumnKey<Exact>("fee", .line)
  /// Amount less fee, worked out where the source does not state it.
  public static let net = ColumnKey<Exact>("net", .line)

  /// The fields, in the order in which people read them.
  public static let fields: [EntityField] = [
    EntityField(.id(externalID), .filled), EntityField(.text(sourceStatus)),
    EntityField(.word(status.codes, PayoutStatus.words)), EntityField(.instant(paidAt, day: paidOn)),
    EntityField(.day(paidOn)), EntityField(.instant(periodStart, day: nil)),
    EntityField(.instant(periodEnd, day: nil)), EntityField(.currency(currency), .filled),
    EntityField(.number(total)), EntityField(.number(openingBalance)), EntityField(.number(bankTotal)),
    EntityField(.currency(bankCurrency)), EntityField(.id(bankReference)), EntityField(.text(lineKindSource)),
    EntityField(.word(lineKind.codes, PayoutLineKind.words), .mapped), EntityField(.text(description)),
    EntityField(.id(transactionID)), EntityField(.id(orderID)), EntityField(.text(orderReference)),
    EntityField(.text(sku)), EntityField(.number(quantity)), EntityField(.text(marketplace)),
    EntityField(.instant(postedAt, day: postedOn)), EntityField(.day(postedOn)),
    EntityField(.currency(lineCurrency)), EntityField(.number(amount), .mapped), EntityField(.number(fee)),
    EntityField(.number(net)),
  ]
}

/// How far the money of a payout has come, in the words that every platform's own statuses are mapped to.
public enum PayoutStatus: Int32, ColumnValue, CaseIterable {
  /// Sales are still added to it.
  case open = 1
  /// Its sum is known; nothing was sent.
  case scheduled = 2
  /// On its way to the bank.
  case inTransit = 3
  /// At the bank.
  case paid = 4
  /// The bank has refused it.
  case failed = 5
  /// Called off.
  case cancelled = 6

  /// The status of a stored number.
  @inlinable public init(stored: Int32) { self = PayoutStatus(rawValue: stored) ?? .open }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .open: "open"
    case .scheduled: "scheduled"
    case .inTransit: "in_transit"
    case .paid: "paid"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }

  /// All words with their codes.
  public static let words = allCases.map { (code: $0.rawValue, name: $0.name) }
}

/// What an amount of a payout is for; it decides which account it clears.
public enum PayoutLineKind: Int32, ColumnValue, CaseIterable {
  /// What buyers paid, tax included where it is not apart.
  case sale = 1
  /// What buyers got back.
  case refund = 2
  /// What the platform charges.
  case fee = 3
  /// Money that the platform holds back or lets go.
  case reserve = 4
  /// A correction or compensation by the platform.
  case adjustment = 5
  /// Tax that the platform withholds or hands over.
  case tax = 6
  /// A payment that a buyer's bank has fetched back, or its return.
  case chargeback = 7
  /// The transfer itself, where the source lists it among its amounts; it is no part of the sum.
  case payout = 8
  /// Anything else.
  case other = 9
  /// A transfer that came back or was called off, so that its sum is paid out anew.
  case payoutReturn = 10

  /// The kind of a stored number.
  @inlinable public init(stored: Int32) { self = PayoutLineKind(rawValue: stored) ?? .other }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .sale: "sale"
    case .refund: "refund"
    case .fee: "fee"
    case .reserve: "reserve"
    case .adjustment: "adjustment"
    case .tax: "tax"
    case .chargeback: "chargeback"
    case .payout: "payout"
    case .other: "other"
    case .payoutReturn: "payout_return"
    }
  }

  /// All words with their codes.
  public static let words = allCases.map { (code: $0.rawValue, name: $0.name) }
}
