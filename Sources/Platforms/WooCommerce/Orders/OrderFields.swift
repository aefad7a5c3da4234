import Formats

/// The keys of orders and refunds that are read, and those that are known and not needed.
enum OrderFields {
  /// Members of an order.
  enum Order: Int, CaseIterable {
    case id, status, currency, version, pricesIncludeTax, created, createdUTC, modifiedUTC, discountTotal, discountTax
    case total, totalTax, customerID, billing, shipping, paymentMethod, paymentTitle, transactionID, createdVia
    case customerNote, completedUTC, paidUTC, number, meta, lines, taxLines, shippingLines, feeLines, couponLines
    case refunds
  }

  /// Members of a refund.
  enum Refund: Int, CaseIterable {
    case id, created, createdUTC, amount, reason, lines, taxLines, shippingLines, feeLines
  }

  /// Members of a line of any kind.
  enum Line: Int, CaseIterable {
    case id, name, methodTitle, methodID, productID, variationID, quantity, taxClass, subtotal, total, totalTax, taxes
    case sku, gtin, meta
  }

  /// Members of an address.
  enum Address: Int, CaseIterable {
    case firstName, lastName, company, address1, address2, city, state, postcode, country, email, phone
  }

  /// Members of a tax line.
  enum TaxLine: Int, CaseIterable { case rateCode, rateID, label, compound, taxTotal, shippingTaxTotal, percent }

  static let order = ObjectKeys(
    "",
    read: [
      "id", "status", "currency", "version", "prices_include_tax", "date_created", "date_created_gmt",
      "date_modified_gmt", "discount_total", "discount_tax", "total", "total_tax", "customer_id", "billing", "shipping",
      "payment_method", "payment_method_title", "transaction_id", "created_via", "customer_note", "date_completed_gmt",
      "date_paid_gmt", "number", "meta_data", "line_items", "tax_lines", "shipping_lines", "fee_lines", "coupon_lines",
      "refunds",
    ],
    known: [
      "parent_id", "date_modified", "shipping_total", "shipping_tax", "cart_tax", "order_key", "customer_ip_address",
      "customer_user_agent", "date_completed", "date_paid", "cart_hash", "payment_url", "is_editable", "needs_payment",
      "needs_processing", "currency_symbol", "_links", "set_paid", "manual_update",
    ])

  static let refund = ObjectKeys(
    "refunds[]",
    read: [
      "id", "date_created", "date_created_gmt", "amount", "reason", "line_items", "tax_lines", "shipping_lines",
      "fee_lines",
    ],
    known: ["parent_id", "refunded_by", "refunded_payment", "meta_data", "_links", "api_refund", "api_restock"])

  /// Lines of goods, carriage and fees share their names; each kind is reported by its own path.
  static func lines(_ path: String) -> ObjectKeys {
    ObjectKeys(
      path,
      read: [
        "id", "name", "method_title", "method_id", "product_id", "variation_id", "quantity", "tax_class", "subtotal",
        "total", "total_tax", "taxes", "sku", "global_unique_id", "meta_data",
      ],
      known: [
        "subtotal_tax", "price", "image", "parent_name", "instance_id", "tax_status", "amount", "bundled_by",
        "bundled_items", "refund_total",
      ])
  }

  static let lineItems = lines("line_items")
  static let shippingLines = lines("shipping_lines")
  static let feeLines = lines("fee_lines")

  static let billing = address("billing")
  static let shipping = address("shipping")

  private static func address(_ path: String) -> ObjectKeys {
    ObjectKeys(
      path,
      read: [
        "first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country", "email",
        "phone",
      ])
  }

  static let taxLine = ObjectKeys(
    "tax_lines",
    read: ["rate_code", "rate_id", "label", "compound", "tax_total", "shipping_tax_total", "rate_percent"],
    known: ["id", "meta_data"])

  /// A tax of a line, by the id of its rate.
  static let lineTax = ObjectKeys("taxes", read: ["id", "total"], known: ["subtotal"])

  static let coupon = ObjectKeys(
    "coupon_lines", read: ["code"],
    known: ["id", "discount", "discount_tax", "meta_data", "discount_type", "nominal_amount", "free_shipping"])

  static let meta = ObjectKeys("meta_data", read: ["key", "value"], known: ["id", "display_key", "display_value"])

  /// The summary of a refund within its order.
  static let refundSummary = ObjectKeys("refunds", read: ["id"], known: ["reason", "total", "total_tax", "refund"])
}

extension [JSONElement?] {
  /// The member of a case.
  subscript(field: some RawRepresentable<Int>) -> JSONElement? { self[field.rawValue] }
}
