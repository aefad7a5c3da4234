public import Commerce
import Pipeline

/// What the formats of the platforms imply for one kind of stage, as JSON that can be printed and overridden.
public struct Presets: Sendable {
  /// The presets of the `map` stage.
  public static let map = Presets([
    Preset("shopify.orders", .orders, PackageResources.map_shopify_orders_json),
    Preset("shopify.orders_presentment", .orders, PackageResources.map_shopify_orders_presentment_json),
    Preset("shopify.orders_export", .orders, PackageResources.map_shopify_orders_export_json),
    Preset("shopify.products", .products, PackageResources.map_shopify_products_json),
    Preset("shopify.inventory", .inventory, PackageResources.map_shopify_inventory_json),
    Preset("shopify.customers", .customers, PackageResources.map_shopify_customers_json),
    Preset("shopify.payouts", .payouts, PackageResources.map_shopify_payouts_json),
    Preset("shopify.products_export", .products, PackageResources.map_shopify_products_export_json),
    Preset("shopify.inventory_export", .inventory, PackageResources.map_shopify_inventory_export_json),
    Preset("shopify.customers_export", .customers, PackageResources.map_shopify_customers_export_json),
    Preset("shopify.payouts_export", .payouts, PackageResources.map_shopify_payouts_export_json),
    Preset("shopify.payment_transactions", .payouts, PackageResources.map_shopify_payment_transactions_json),
    Preset("woocommerce.orders", .orders, PackageResources.map_woocommerce_orders_json),
    Preset("woocommerce.webtoffee", .orders, PackageResources.map_woocommerce_webtoffee_json),
    Preset("woocommerce.skyverge", .orders, PackageResources.map_woocommerce_skyverge_json),
    Preset(
      "woocommerce.advanced_order_export", .orders, PackageResources.map_woocommerce_advanced_order_export_json),
    Preset("woocommerce.analytics_orders", .orders, PackageResources.map_woocommerce_analytics_orders_json),
    Preset("woocommerce.products", .products, PackageResources.map_woocommerce_products_json),
    Preset("woocommerce.inventory", .inventory, PackageResources.map_woocommerce_inventory_json),
    Preset("woocommerce.customers", .customers, PackageResources.map_woocommerce_customers_json),
    Preset("woocommerce.products_export", .products, PackageResources.map_woocommerce_products_export_json),
    Preset("amazon.orders", .orders, PackageResources.map_amazon_orders_json),
    Preset("amazon.all_orders", .orders, PackageResources.map_amazon_all_orders_json),
    Preset("amazon.vat_transactions", .orders, PackageResources.map_amazon_vat_transactions_json),
    Preset("amazon.vat_calculation", .orders, PackageResources.map_amazon_vat_calculation_json),
    Preset("amazon.date_range", .orders, PackageResources.map_amazon_date_range_json),
    Preset("amazon.india_sales", .orders, PackageResources.map_amazon_india_sales_json),
    Preset("amazon.products", .products, PackageResources.map_amazon_products_json),
    Preset("amazon.inventory", .inventory, PackageResources.map_amazon_inventory_json),
    Preset("amazon.payouts", .payouts, PackageResources.map_amazon_payouts_json),
    Preset("amazon.settlement", .payouts, PackageResources.map_amazon_settlement_json),
    Preset("amazon.fba_returns", .returns, PackageResources.map_amazon_fba_returns_json),
    Preset("amazon.fba_inventory", .inventory, PackageResources.map_amazon_fba_inventory_json),
    Preset("paypal.activity", .payouts, PackageResources.map_paypal_activity_json),
    Preset("stripe.payout_reconciliation", .payouts, PackageResources.map_stripe_payout_reconciliation_json),
  ])

  /// The presets of the `status` stage.
  public static let status = Presets([
    Preset("shopify", .orders, PackageResources.status_shopify_json),
    Preset("woocommerce", .orders, PackageResources.status_woocommerce_json),
    Preset("amazon", .orders, PackageResources.status_amazon_json),
  ])

  /// One preset, for pipelines that carry `entity`.
  private struct Preset {
    var name: String
    var entity: Entity
    var bytes: [UInt8]

    init(_ name: String, _ entity: Entity, _ bytes: [UInt8]) {
      self.name = name
      self.entity = entity
      self.bytes = bytes
    }
  }

  private let files: [Preset]

  private init(_ files: [Preset]) { self.files = files }

  /// Their names.
  public var names: [String] { files.map(\.name) }

  /// The names of those for pipelines that carry `entity`.
  public func names(of entity: Entity) -> [String] { files.filter { $0.entity == entity }.map(\.name) }

  /// The JSON text of a preset.
  public func text(_ name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// A preset as options of its stage.
  func values(_ name: String, spec: StageSpec) -> OptionValues? {
    files.first { $0.name == name }.flatMap { OptionValues(preset: $0.bytes, named: name, of: spec) }
  }
}
