public import Columns
public import Commerce

/// The columns that stages add about tax: what is known of the buyer's VAT id, and how each line is taxed.
public enum TaxKeys {
  /// What is known of the VAT id that the buyer gave; missing where none was given.
  public static let vatIDStatus = ColumnKey<VATIDStatus>("vat_id_status", .document)
  /// How the line is treated: taxed, zero-rated as an export, out of scope and so on.
  public static let treatment = ColumnKey<Treatment>("treatment", .line)
  /// The scheme under which the tax is declared.
  public static let scheme = ColumnKey<Scheme>("scheme", .line)
  /// The country whose tax it is; missing where there is none.
  public static let taxCountry = ColumnKey<Country>("tax_country", .line)
  /// The rate; missing where several unattributable rates apply.
  public static let rate = ColumnKey<TaxRate>("rate", .line)
  /// The class of rate of the product.
  public static let category = ColumnKey<RateCategory>("rate_category", .line)
  /// The territory whose tax it is, such as `FR`, `PT-20` or `US-TX`; missing where there is none.
  public static let territory = ColumnKey<Territory>("territory", .line)
  /// Who owes the tax.
  public static let liable = ColumnKey<LiableParty>("liable", .line)
  /// The kind of return that the line belongs to.
  public static let taxReturn = ColumnKey<TaxReturn>("tax_return", .line)
  /// Why the line is taxed as it is.
  public static let reason = ColumnKey<DecisionReason>("reason", .line)
  /// The territory that the goods leave, or where the seller of a service is.
  public static let dispatch = ColumnKey<Territory>("dispatch", .document)
}
