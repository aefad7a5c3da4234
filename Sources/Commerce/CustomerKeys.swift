public import Columns

/// The columns of the customers entity: a document is an account, and it has one line.
///
/// What orders say of their buyer bears the same names here, so that both are matched alike.
public enum CustomerKeys {
  /// The platform's id of the account; with the store it is the natural key.
  public static let externalID = OrderKeys.externalID
  /// Words that the seller has put on the account, as the source separates them.
  public static let tags = ColumnKey<TextRange>("tags", .document)
  /// 1 when the seller has marked the account as exempt from tax, 0 when not.
  public static let taxExempt = ColumnKey<Int32>("tax_exempt", .document)
  /// Whether the person has agreed to advertising by e-mail, as the source words it.
  public static let marketingConsent = ColumnKey<TextRange>("marketing_consent", .document)
  /// When that was last changed.
  public static let marketingConsentAt = ColumnKey<Instant>("marketing_consent_at", .document)
  /// Whether the person has agreed to advertising by text message, as the source words it.
  public static let smsConsent = ColumnKey<TextRange>("sms_consent", .document)
  /// When that was last changed.
  public static let smsConsentAt = ColumnKey<Instant>("sms_consent_at", .document)
  /// When the account was made.
  public static let createdAt = ColumnKey<Instant>("created_at", .document)
  /// When it last changed, as the platform tells.
  public static let updatedAt = ColumnKey<Instant>("updated_at", .document)

  /// The fields, in the order in which people read them.
  public static let fields: [EntityField] = [
    EntityField(.id(externalID), .filled, sensitivity: .personal),
    EntityField(.text(OrderKeys.name), sensitivity: .contact),
    EntityField(.text(OrderKeys.company), sensitivity: .contact),
    EntityField(.text(OrderKeys.email), sensitivity: .contact),
    EntityField(.text(OrderKeys.phone), sensitivity: .contact),
    EntityField(.text(OrderKeys.address), sensitivity: .contact),
    EntityField(.text(OrderKeys.city), sensitivity: .contact),
    EntityField(.text(OrderKeys.postcode), sensitivity: .contact),
    EntityField(.text(OrderKeys.region)), EntityField(.countrySource), EntityField(.country),
    EntityField(.text(OrderKeys.vatID), sensitivity: .personal),
    EntityField(.text(tags), sensitivity: .contact, sealedSince: 23),
    EntityField(.flag(taxExempt)), EntityField(.text(marketingConsent)),
    EntityField(.instant(marketingConsentAt, day: nil)), EntityField(.instant(createdAt, day: nil)),
    EntityField(.instant(updatedAt, day: nil), isContent: false), EntityField(.contact, isContent: false),
    EntityField(.text(smsConsent), schemaStep: 15), EntityField(.instant(smsConsentAt, day: nil), schemaStep: 15),
  ]
}
