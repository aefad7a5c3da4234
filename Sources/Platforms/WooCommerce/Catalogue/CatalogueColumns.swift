/// The source columns of products: one record per article, which is a product or one of its variations.
enum ArticleColumn {
  static let all: [FlatRecords.Column] = [
    ("article", "", "what stock is kept of: the product's id, or product/variation"),
    ("product_id", "", "id of the product"), ("variation_id", "", "id of the variation; empty for a product itself"),
    ("type", "type", "simple, variable, variation, grouped, external, or what plugins add"),
    ("status", "status", "publish, draft, pending, private or trash"),
    ("sku", "sku", "stock-keeping unit; a variation without one shows that of its product"),
    ("sku_is_inherited", "", "1 when a variation shows its product's SKU, so that it says nothing of the article"),
    ("gtin", "global_unique_id", "EAN, UPC or ISBN"), ("name", "", "name of the product, without HTML's escapes"),
    ("description", "", "description of the product, as HTML"),
    (
      "categories", "",
      "names of the product's categories, as in `Kitchen, Sale`, without that of products that have none"
    ),
    ("option", "", "what sets a variation apart, such as `Size: M, Color: Red`; a missing attribute means any"),
    ("price", "price", "the active price as the merchant typed it: with or without tax by the shop's setting"),
    ("regular_price", "regular_price", "the price without a sale"),
    ("sale_price", "sale_price", "the price on sale; empty for none"),
    ("tax_status", "tax_status", "taxable, shipping or none"),
    ("tax_class", "tax_class", "empty for the standard class"),
    ("manage_stock", "manage_stock", "true, false or parent"),
    ("stock_quantity", "stock_quantity", "units in stock; empty where none are counted"),
    ("stock_status", "stock_status", "instock, outofstock or onbackorder"),
    ("weight", "weight", "weight in the shop's unit"),
    ("date_created_gmt", "date_created_gmt", "when it was made, in UTC"),
    ("date_modified_gmt", "date_modified_gmt", "when it last changed, in UTC"),
  ]
  static let names = all.map(\.name)
}

/// The source columns of stock: one record per article whose units the shop counts.
enum StockColumn {
  static let all: [FlatRecords.Column] = [
    ("article", "", "the product's id, or product/variation, as setting stock takes it"),
    ("place", "", "always empty: WooCommerce knows one place"), ("product_id", "", "id of the product"),
    ("variation_id", "", "id of the variation"), ("sku", "sku", "stock-keeping unit"),
    ("gtin", "global_unique_id", "EAN, UPC or ISBN"), ("name", "", "name of the product"),
    ("quantity", "stock_quantity", "units in stock; may have decimals and may be negative"),
    ("stock_status", "stock_status", "instock, outofstock or onbackorder"),
    ("backorders", "backorders", "no, notify or yes"),
    ("date_modified_gmt", "date_modified_gmt", "when the article last changed, in UTC; stock alone may not move it"),
  ]
  static let names = all.map(\.name)
}

/// The source columns of customers; guests have no account and are in orders only.
enum CustomerColumn {
  static let all: [FlatRecords.Column] = [
    ("id", "id", "id of the account"), ("email", "email", "e-mail address of the account"),
    ("role", "role", "customer, subscriber, administrator and the like: all of them may buy"),
    ("username", "username", "name of the account"), ("first_name", "first_name", "given name"),
    ("last_name", "last_name", "family name"), ("billing.first_name", "billing.first_name", "given name of who pays"),
    ("billing.last_name", "billing.last_name", "family name of who pays"),
    ("billing.company", "billing.company", "business"), ("billing.address_1", "billing.address_1", "street"),
    ("billing.city", "billing.city", "town"), ("billing.postcode", "billing.postcode", "postcode"),
    ("billing.state", "billing.state", "state or province"), ("billing.country", "billing.country", "country"),
    ("billing.email", "billing.email", "e-mail address of the last order"),
    ("billing.phone", "billing.phone", "telephone number"),
    ("shipping.country", "shipping.country", "country that goods go to; empty for the billing one"),
    ("vat_id", "", "VAT identification number from the meta key of a known plugin"),
    ("vat_id_key", "", "that key"), ("is_paying_customer", "is_paying_customer", "whether an order was paid"),
    ("date_created_gmt", "date_created_gmt", "when the account was made, in UTC"),
    ("date_modified_gmt", "date_modified_gmt", "when it last changed, in UTC"),
  ]
  static let names = all.map(\.name)
}
