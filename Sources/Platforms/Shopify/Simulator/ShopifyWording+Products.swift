/// How a simulated Shopify words products, stock, places and the shop itself.
import Commerce
import Simulation

extension ShopifyWording {
  func product(_ product: ShopProduct) -> WireValue {
    let id = Kind.product.id(product.id)
    let variants = product.variants.enumerated().map { variant($1, of: product, position: $0 + 1) }
    let values = product.variants.map { $0.option.isEmpty ? "Default Title" : $0.option }
    return [
      "id": .int(id), "title": .text(product.title), "body_html": .text(product.text), "vendor": .text(product.vendor),
      "product_type": .text(product.kind), "created_at": stamp(product.createdAt),
      "handle": .text(Self.handle(product)),
      "updated_at": stamp(product.updatedAt),
      "published_at": product.status == .active ? stamp(product.createdAt) : nil, "template_suffix": nil,
      "published_scope": "web", "tags": "", "status": .text(product.status.rawValue),
      "admin_graphql_api_id": Self.gid("Product", id), "variants": .list(variants),
      "options": [
        [
          "id": .int(Kind.option.id(product.id)), "product_id": .int(id),
          "name": .text(values == ["Default Title"] ? "Title" : "Option"), "position": .int(1),
          "values": .list(values.map { .text($0) }),
        ]
      ],
      "images": [], "image": nil,
    ]
  }

  private static func handle(_ product: ShopProduct) -> String {
    let words = product.title.lowercased().unicodeScalars.map { scalar in
      scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? String(scalar) : "-"
    }
    return words.joined().split(separator: "-").joined(separator: "-") + "-\(product.id)"
  }

  func variant(_ variant: ShopVariant, of product: ShopProduct, position: Int) -> WireValue {
    let id = Kind.variant.id(variant.id)
    let stock = variant.stock.values.reduce(0, +)
    let option = variant.option.isEmpty ? "Default Title" : variant.option
    return [
      "id": .int(id), "product_id": .int(Kind.product.id(product.id)), "title": .text(option),
      "price": money(variant.price), "sku": .text(variant.sku), "position": .int(Int64(position)),
      "inventory_policy": "deny", "compare_at_price": nil, "fulfillment_service": "manual",
      "inventory_management": "shopify", "option1": .text(option), "option2": nil, "option3": nil,
      "created_at": stamp(product.createdAt), "updated_at": stamp(product.updatedAt), "taxable": true,
      "barcode": .text(variant.barcode), "grams": .int(Int64(variant.grams)), "image_id": nil,
      "weight": .number(DecimalText.text(Int64(variant.grams), scale: 3, atLeast: 1)), "weight_unit": "kg",
      "inventory_item_id": .int(Kind.item.id(variant.id)), "inventory_quantity": .int(stock),
      "old_inventory_quantity": .int(stock),
      "presentment_prices": [
        ["price": ["amount": money(variant.price), "currency_code": .text(currency)], "compare_at_price": nil]
      ],
      "requires_shipping": true, "admin_graphql_api_id": Self.gid("ProductVariant", id),
    ]
  }

  // MARK: Stock

  func level(_ variant: ShopVariant, at place: Int64, _ available: Int64) -> WireValue {
    let (item, location) = (Kind.item.id(variant.id), Kind.location.id(place))
    return [
      "inventory_item_id": .int(item), "location_id": .int(location), "available": .int(available),
      "updated_at": stamp(variant.stockUpdatedAt),
      "admin_graphql_api_id": .text("gid://shopify/InventoryLevel/\(location)?inventory_item_id=\(item)"),
    ]
  }

  func item(_ variant: ShopVariant) -> WireValue {
    let id = Kind.item.id(variant.id)
    return [
      "id": .int(id), "sku": .text(variant.sku), "created_at": stamp(data.plan.span.lowerBound),
      "updated_at": stamp(variant.stockUpdatedAt), "requires_shipping": true, "cost": money(variant.price / 2),
      "country_code_of_origin": nil, "province_code_of_origin": nil, "harmonized_system_code": nil, "tracked": true,
      "country_harmonized_system_codes": [], "admin_graphql_api_id": Self.gid("InventoryItem", id),
    ]
  }

  func location(_ place: ShopPlace) -> WireValue {
    let id = Kind.location.id(place.id)
    let address = place.address
    let region: WireValue = .text(address.region.isEmpty ? nil : address.region)
    return [
      "id": .int(id), "name": .text(place.name), "address1": .text(address.street), "address2": nil,
      "city": .text(address.city), "zip": .text(address.postcode), "province": region,
      "country": .text(address.country.code), "phone": nil, "created_at": stamp(data.plan.span.lowerBound),
      "updated_at": stamp(data.plan.span.lowerBound), "country_code": .text(address.country.code),
      "country_name": .text(address.country.name), "province_code": region, "legacy": false, "active": true,
      "admin_graphql_api_id": Self.gid("Location", id), "localized_country_name": .text(address.country.name),
      "localized_province_name": region,
    ]
  }

  // MARK: The shop

  func shop(_ host: String, createdAt: Int64) -> WireValue {
    let address = data.places.first?.address
    let head: WireValue = [
      "id": .int(548_380_009), "name": "Beispielwaren", "email": "shop@example.com", "domain": "shop.example",
      "province": .text(address?.region), "country": .text(data.plan.country.code), "address1": .text(address?.street),
      "zip": .text(address?.postcode), "city": .text(address?.city), "source": nil, "phone": "+49 30 5550100",
      "latitude": .number("52.52"), "longitude": .number("13.405"), "primary_locale": "en", "address2": "",
      "created_at": stamp(createdAt), "updated_at": stamp(createdAt),
      "country_code": .text(data.plan.country.code), "country_name": .text(data.plan.country.name),
      "currency": .text(currency), "customer_email": "service@example.com", "timezone": .text(data.plan.timeZone),
      "iana_timezone": .text(data.plan.timeZone), "shop_owner": "Kim Beispiel",
    ]
    let tail: WireValue = [
      "money_format": "{{amount}}", "money_with_currency_format": .text("{{amount}} \(currency)"), "weight_unit": "kg",
      "province_code": .text(address?.region), "taxes_included": .bool(data.plan.pricesIncludeTax),
      "auto_configure_tax_inclusivity": nil, "tax_shipping": nil, "county_taxes": true, "plan_display_name": "Basic",
      "plan_name": "basic", "has_discounts": true, "has_gift_cards": true, "myshopify_domain": .text(host),
      "google_apps_domain": nil, "google_apps_login_enabled": nil, "money_in_emails_format": "{{amount}}",
      "money_with_currency_in_emails_format": .text("{{amount}} \(currency)"), "eligible_for_payments": true,
      "requires_extra_payments_agreement": false, "password_enabled": false, "has_storefront": true, "finances": true,
      "primary_location_id": .int(data.places.first.map { Kind.location.id($0.id) }), "checkout_api_supported": true,
      "multi_location_enabled": true, "setup_required": false, "pre_launch_enabled": false,
      "enabled_presentment_currencies": [.text(currency)], "transactional_sms_disabled": false,
      "marketing_sms_consent_enabled_at_checkout": false,
    ]
    return head + tail
  }
}
