/// How a sale stands towards the tax, as far as it decides the account.
public enum SupplyClass: String, Hashable, Sendable, CaseIterable {
  /// Taxed where the seller is established.
  case domestic
  /// Taxed in another state of the European Union and declared in the one-stop shop.
  case oss
  /// Imported consignments declared in the import one-stop shop.
  case ioss
  /// Taxed abroad and declared there by a registration.
  case local
  /// Sales tax of a state of the United States, a province of Canada, or another tax on sales alone.
  case salesTax = "sales_tax"
  /// Goods to a business in another state of the European Union.
  case intraCommunity = "intra_community"
  /// Services to a business abroad, which owes the tax.
  case reverseCharge = "reverse_charge"
  /// Goods that leave the tax area.
  case export
  /// A marketplace accounts for the tax.
  case marketplace
  /// Exempt from the tax.
  case exempt
  /// No tax is due to anybody here.
  case untaxed
}
