/// The names in Shopify's order payloads: those that are read, and those that are known and not needed.
import Formats

/// An order.
enum OrderField: Int, PayloadField {
  case id, adminGraphqlApiId, name, createdAt, processedAt, updatedAt, cancelledAt, cancelReason, closedAt
  case financialStatus, fulfillmentStatus, test, currency, presentmentCurrency, taxesIncluded, taxExempt, estimatedTaxes
  case totalPrice, totalPriceSet, currentTotalPrice, currentTotalPriceSet, subtotalPrice, totalDiscounts
  case totalTax, totalTaxSet, currentTotalTax, currentTotalTaxSet, totalOutstanding
  case totalTipReceived, totalTipReceivedSet
  case originalTotalDutiesSet, originalTotalAdditionalFeesSet, totalCashRoundingPaymentAdjustmentSet
  case taxLines, paymentGatewayNames, paymentTerms, sourceName, appId, locationId, userId, deviceId
  case merchantOfRecordAppId, tags, note, noteAttributes, poNumber, company, discountCodes, discountApplications
  case customer, email, contactEmail, phone, customerLocale, shippingAddress, billingAddress
  case lineItems, shippingLines, refunds, transactions
  case purchasingCompany, localizationExtensions

  static let keys = compile(unneeded: [
    "browser_ip", "buyer_accepts_marketing", "cart_token", "checkout_id", "checkout_token", "client_details",
    "confirmation_number", "confirmed", "current_subtotal_price", "current_subtotal_price_set",
    "current_total_additional_fees_set", "current_total_discounts", "current_total_discounts_set",
    "current_total_duties_set", "device", "fulfillments", "landing_site", "landing_site_ref", "number", "order_number",
    "order_status_url", "reference", "referring_site", "source_identifier", "source_url", "subtotal_price_set", "token",
    "total_discounts_set", "total_line_items_price", "total_line_items_price_set", "total_shipping_price_set",
    "total_weight",
    // Of versions up to 2023-07, and the one from 2025-01 that says what `taxes_included` and duties make plain.
    "gateway", "payment_details", "processing_method", "total_price_usd", "checkout", "cart", "duties_included",
    "merchant_business_entity_id", "total_cash_rounding_refund_adjustment_set",
  ])
}

/// A line item.
enum LineField: Int, PayloadField {
  case id, sku, title, name, variantTitle, vendor, productId, variantId, productExists, quantity, currentQuantity
  case price, priceSet, taxable, requiresShipping, giftCard, fulfillmentStatus, grams, properties
  case taxLines, duties, discountAllocations

  static let keys = compile(unneeded: [
    "admin_graphql_api_id", "fulfillable_quantity", "fulfillment_service", "total_discount", "total_discount_set",
    "variant_inventory_management", "pre_tax_price", "pre_tax_price_set", "attributed_staffs", "origin_location",
    "destination_location", "tax_code", "sales_line_item_group_id",
  ])
}

/// A line of carriage.
enum ShippingField: Int, PayloadField {
  case id, title, code, price, priceSet, discountedPrice, discountedPriceSet, taxLines, discountAllocations, isRemoved
  case source, carrierIdentifier

  static let keys = compile(unneeded: [
    "phone", "requested_fulfillment_service_id", "delivery_category", "current_discounted_price_set",
  ])
}

/// A tax of an order, of a line or of carriage.
enum TaxField: Int, PayloadField {
  case title, price, priceSet, rate, channelLiable

  static let keys = compile()
}

/// The part of a discount that falls on a line.
enum AllocationField: Int, PayloadField {
  case amount, amountSet, discountApplicationIndex

  static let keys = compile()
}

/// A discount of an order.
enum ApplicationField: Int, PayloadField {
  case type, title, code, description

  static let keys = compile(unneeded: [
    "target_type", "value", "value_type", "allocation_method", "target_selection",
  ])
}

/// A code that the buyer typed.
enum CodeField: Int, PayloadField {
  case code

  static let keys = compile(unneeded: ["amount", "type"])
}

/// A refund.
enum RefundField: Int, PayloadField {
  case id, adminGraphqlApiId, createdAt, processedAt, note, refundLineItems, orderAdjustments, transactions
  case totalDutiesSet, totalAdditionalFeesSet, `return`, refundShippingLines, userId

  static let keys = compile(unneeded: ["order_id", "restock", "duties", "additional_fees"])
}

/// Goods of a refund.
enum RefundLineField: Int, PayloadField {
  case id, lineItemId, locationId, quantity, restockType, subtotal, subtotalSet, totalTax, totalTaxSet, lineItem

  static let keys = compile()
}

/// An amount of a refund that belongs to no goods.
enum AdjustmentField: Int, PayloadField {
  case id, amount, amountSet, taxAmount, taxAmountSet, kind, reason

  static let keys = compile(unneeded: ["order_id", "refund_id"])
}

/// The return that a refund belongs to.
enum ReturnField: Int, PayloadField {
  case id

  static let keys = compile(unneeded: ["admin_graphql_api_id"])
}

/// A payment.
enum TransactionField: Int, PayloadField {
  case kind, status, amount, currency, test, gateway

  static let keys = compile(unneeded: [
    "id", "order_id", "message", "created_at", "processed_at", "authorization", "location_id", "user_id",
    "parent_id", "device_id", "error_code", "source_name", "payment_details", "receipt", "currency_exchange_adjustment",
    "payment_id", "total_unsettled_set", "manual_payment_gateway", "admin_graphql_api_id",
    "extended_authorization_attributes", "payments_refund_attributes", "amount_rounding",
    "authorization_expires_at",
  ])
}

/// An address.
enum AddressField: Int, PayloadField {
  case firstName, lastName, name, company, address1, address2, city, provinceCode, zip, countryCode, phone

  static let keys = compile(unneeded: ["province", "country", "latitude", "longitude"])
}

/// The customer of an order.
enum OrderCustomerField: Int, PayloadField {
  case id, email, phone, taxExemptions

  static let keys = compile(unneeded: [
    "created_at", "updated_at", "first_name", "last_name", "state", "note", "verified_email", "multipass_identifier",
    "tax_exempt", "tags", "currency", "email_marketing_consent", "sms_marketing_consent", "admin_graphql_api_id",
    "default_address", "accepts_marketing", "accepts_marketing_updated_at", "marketing_opt_in_level", "orders_count",
    "total_spent", "last_order_id", "last_order_name", "addresses",
  ])
}

/// A company that buys.
enum CompanyField: Int, PayloadField {
  case id, locationId, taxRegistrationId

  static let keys = compile()
}

/// Terms of payment.
enum TermsField: Int, PayloadField {
  case paymentTermsName, dueInDays

  static let keys = compile(unneeded: [
    "id", "amount", "currency", "payment_terms_type", "payment_schedules", "created_at", "updated_at",
  ])
}

/// A detail with a name, such as those of the cart; local tax ids have a title.
enum DetailField: Int, PayloadField {
  case name, title, value

  static let keys = compile(unneeded: ["country_code", "purpose", "key"])
}

/// Duty on a line.
enum DutyField: Int, PayloadField {
  case shopMoney, presentmentMoney, taxLines

  static let keys = compile(unneeded: [
    "id", "harmonized_system_code", "country_code_of_origin", "admin_graphql_api_id",
  ])
}
