/// The tables of products, customers, stock and payouts: which names of Shopify's payloads become columns.
enum ShopifyTables {
  /// Products; a line is a variant.
  static let products = FlatTable(
    [
      "id", "title", "body_html", "vendor", "product_type", "created_at", "handle", "updated_at", "published_at",
      "template_suffix", "published_scope", "tags", "status", "admin_graphql_api_id",
    ],
    unneeded: ["options", "images", "image", "category"],
    lines: (
      "variants", "variant",
      [
        "id", "title", "price", "sku", "position", "inventory_policy", "compare_at_price", "fulfillment_service",
        "inventory_management", "option1", "option2", "option3", "created_at", "updated_at", "taxable", "barcode",
        "grams", "image_id", "weight", "weight_unit", "inventory_item_id", "inventory_quantity", "requires_shipping",
        "tax_code", "admin_graphql_api_id",
      ], ["product_id", "old_inventory_quantity", "presentment_prices"]
    ))

  /// Customers.
  static let customers = FlatTable(
    [
      "id", "email", "phone", "first_name", "last_name", "state", "verified_email", "tax_exempt", "tax_exemptions",
      "orders_count", "total_spent", "currency", "last_order_id", "last_order_name", "tags", "note", "created_at",
      "updated_at", "admin_graphql_api_id",
    ],
    unneeded: [
      "multipass_identifier", "addresses", "accepts_marketing", "accepts_marketing_updated_at",
      "marketing_opt_in_level", "metafield",
    ],
    nested: [
      (
        "default_address",
        [
          "name", "first_name", "last_name", "company", "address1", "address2", "city", "province", "province_code",
          "zip", "country", "country_code", "phone",
        ], ["id", "customer_id", "country_name", "default"]
      ), ("email_marketing_consent", ["state", "consent_updated_at"], ["opt_in_level"]),
      ("sms_marketing_consent", ["state", "consent_updated_at"], ["opt_in_level", "consent_collected_from"]),
    ])

  /// Stock levels; a record is the stock of one article at one place.
  static let inventory = FlatTable(
    ["inventory_item_id", "location_id", "available", "updated_at"], unneeded: ["admin_graphql_api_id"],
    further: ["location.name", "location.country_code", "item.sku", "item.cost", "item.tracked"])

  /// What is looked up of articles: SKU, cost and whether stock is counted.
  static let items = FlatTable(
    ["id", "sku", "cost", "tracked"],
    unneeded: [
      "created_at", "updated_at", "requires_shipping", "country_code_of_origin", "province_code_of_origin",
      "harmonized_system_code", "country_harmonized_system_codes", "admin_graphql_api_id",
    ])

  /// What is looked up of places.
  static let locations = FlatTable(
    ["id", "name", "country_code", "active"],
    unneeded: [
      "address1", "address2", "city", "zip", "province", "country", "phone", "created_at", "updated_at", "country_name",
      "province_code", "legacy", "admin_graphql_api_id", "localized_country_name", "localized_province_name",
    ])

  /// What a payout says of itself.
  static let payoutFields = ["id", "status", "date", "currency", "amount"]
  /// The parts of a payout's sum.
  static let summaryFields = [
    "adjustments_fee_amount", "adjustments_gross_amount", "charges_fee_amount", "charges_gross_amount",
    "refunds_fee_amount", "refunds_gross_amount", "reserved_funds_fee_amount", "reserved_funds_gross_amount",
    "retried_payouts_fee_amount", "retried_payouts_gross_amount",
  ]
  /// The transactions that a payout settles. `type` is open: new ones come without notice.
  static let transactionFields = [
    "id", "type", "test", "payout_id", "payout_status", "currency", "amount", "fee", "net", "source_id", "source_type",
    "source_order_id", "source_order_transaction_id", "processed_at",
  ]

  /// Payouts; a line is a transaction.
  static let payouts = FlatTable(
    payoutFields, nested: [("summary", summaryFields, [])],
    lines: ("transactions", "transaction", transactionFields, ["adjustment_order_transactions", "adjustment_reason"]))
}
