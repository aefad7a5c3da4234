public import Columns
public import Commerce

/// The columns that the `vat` stage adds to the lines of a document.
public enum TaxKeys {
  /// How the line is treated: taxed, zero-rated as an export, out of scope and so on.
  public static let treatment = ColumnKey<Treatment>("treatment", .line)
  /// The scheme under which the tax is declared.
  public static let scheme = ColumnKey<Scheme>("scheme", .line)
  /// The country whose tax it is; missing where there is none.
  public static let taxCountry = ColumnKey<Country>("tax_country", .line)
  /// The rate; missing where several unattributable rates apply.
  public static let rate = ColumnKey<TaxRate>("rate", .line)
}
