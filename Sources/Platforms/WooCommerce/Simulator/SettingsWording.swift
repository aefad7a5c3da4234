import Commerce
import Simulation

/// What the simulated shop says of itself: the index of its interface, its settings, its status and its counts.
extension SimulatedShop {
  /// The index that anybody may see.
  func index() -> WireObject {
    let now = zone.offset(at: data.plan.span.upperBound)
    return [
      "name": .string(options.name), "description": "", "url": .string(options.site), "home": .string(options.site),
      "gmt_offset": .number(DecimalText.text(Int64(now) * 10 / 3_600, scale: 1, atLeast: 0)),
      "timezone_string": .string(data.plan.timeZone), "page_for_posts": 0, "page_on_front": 0,
      "show_on_front": "posts", "namespaces": ["oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wp/v2"],
      "authentication": [:], "routes": [:], "site_logo": 0, "site_icon": 0, "site_icon_url": "",
    ]
  }

  /// The settings of a group, as far as they bear on books.
  func settings(_ group: String) -> [Wire]? {
    let country = data.plan.country.code
    let home = data.places.first?.address
    switch group {
    case "general":
      return [
        setting(group, "woocommerce_store_address", "Address line 1", "text", home?.street ?? ""),
        setting(group, "woocommerce_store_city", "City", "text", home?.city ?? ""),
        setting(group, "woocommerce_default_country", "Country / State", "select", country),
        setting(group, "woocommerce_store_postcode", "Postcode / ZIP", "text", home?.postcode ?? ""),
        setting(group, "woocommerce_calc_taxes", "Enable taxes", "checkbox", "yes"),
        setting(group, "woocommerce_enable_coupons", "Enable coupons", "checkbox", "yes"),
        setting(group, "woocommerce_currency", "Currency", "select", data.plan.currency.code),
        setting(group, "woocommerce_currency_pos", "Currency position", "select", "left"),
        setting(group, "woocommerce_price_thousand_sep", "Thousand separator", "text", ","),
        setting(group, "woocommerce_price_decimal_sep", "Decimal separator", "text", "."),
        setting(group, "woocommerce_price_num_decimals", "Number of decimals", "number", String(exponent)),
      ]
    case "tax":
      return [
        setting(
          group, "woocommerce_prices_include_tax", "Prices entered with tax", "radio",
          data.plan.pricesIncludeTax ? "yes" : "no"),
        setting(group, "woocommerce_tax_based_on", "Calculate tax based on", "select", "shipping"),
        setting(group, "woocommerce_shipping_tax_class", "Shipping tax class", "select", "inherit"),
        setting(
          group, "woocommerce_tax_round_at_subtotal", "Rounding", "checkbox", options.roundsAtSubtotal ? "yes" : "no"),
        setting(group, "woocommerce_tax_total_display", "Display tax totals", "select", "itemized"),
      ]
    default: return nil
    }
  }

  private func setting(_ group: String, _ id: String, _ label: String, _ type: String, _ value: String) -> Wire {
    var wire: WireObject = [
      "id": .string(id), "label": .string(label), "description": "", "type": .string(type), "default": "",
      "tip": "", "value": .string(value),
    ]
    if type == "select" || type == "radio" { wire["options"] = [value: .string(value)] }
    wire["_links"] = .object(
      links("settings/\(group)/\(id)", collection: "settings/\(group)", allow: ["GET", "POST", "PUT", "PATCH"]))
    return .object(wire)
  }

  /// The status report, with what says which version it is and where orders are kept.
  func systemStatus() -> WireObject {
    let store = "Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore"
    return [
      "environment": [
        "home_url": .string(options.site), "site_url": .string(options.site), "version": .string(options.version),
        "wp_version": .string(options.isModern ? "6.9.4" : "6.1.9"), "wp_multisite": false, "wp_debug_mode": false,
        "wp_cron": true, "language": "en_US", "server_info": "nginx", "php_version": "8.3.6",
        "default_timezone": "UTC", "gzip_enabled": true, "mbstring_enabled": true,
      ],
      "database": ["wc_database_version": .string(options.version), "database_prefix": "wp_"],
      "active_plugins": [], "inactive_plugins": [], "theme": ["name": "Storefront"],
      "settings": [
        "api_enabled": true, "force_ssl": false, "currency": .string(data.plan.currency.code),
        "currency_symbol": .string(Self.symbol(data.plan.currency)), "currency_position": "left",
        "thousand_separator": ",", "decimal_separator": ".", "number_of_decimals": .integer(Int64(exponent)),
        "geolocation_enabled": false,
        "order_datastore": .string(options.storage == .tables ? store : "WC_Order_Data_Store_CPT"),
        "HPOS_enabled": .bool(options.storage == .tables), "HPOS_sync_enabled": false,
      ],
      "security": ["secure_connection": true, "hide_errors": true], "pages": [],
    ]
  }

  /// Numbers of orders by status.
  func orderTotals() -> [Wire] {
    let words = [
      ("pending", "Pending payment"), ("processing", "Processing"), ("on-hold", "On hold"),
      ("completed", "Completed"), ("cancelled", "Cancelled"), ("refunded", "Refunded"), ("failed", "Failed"),
      ("checkout-draft", "Draft"),
    ]
    var counts: [String: Int64] = [:]
    for record in orders.values { counts[record.status, default: 0] += 1 }
    return words.map { slug, name in
      ["slug": .string(slug), "name": .string(name), "total": .integer(counts[slug] ?? 0)]
    }
  }

  /// The reports that there are.
  func reports() -> [Wire] {
    [("sales", "List of sales reports."), ("orders/totals", "Orders totals.")].map { slug, text in
      [
        "slug": .string(slug), "description": .string(text),
        "_links": .object(links("reports/\(slug)", collection: "reports", allow: ["GET"])),
      ]
    }
  }
}
