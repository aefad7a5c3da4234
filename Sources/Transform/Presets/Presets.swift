import Pipeline

/// What the formats of the platforms imply for one kind of stage, as JSON that can be printed and overridden.
public struct Presets: Sendable {
  /// The presets of the `map` stage.
  public static let map = Presets([
    ("shopify.orders", PackageResources.map_shopify_orders_json),
    ("shopify.orders_presentment", PackageResources.map_shopify_orders_presentment_json),
    ("shopify.orders_export", PackageResources.map_shopify_orders_export_json),
    ("woocommerce.orders", PackageResources.map_woocommerce_orders_json),
    ("woocommerce.webtoffee", PackageResources.map_woocommerce_webtoffee_json),
    ("woocommerce.skyverge", PackageResources.map_woocommerce_skyverge_json),
    ("woocommerce.advanced_order_export", PackageResources.map_woocommerce_advanced_order_export_json),
    ("woocommerce.analytics_orders", PackageResources.map_woocommerce_analytics_orders_json),
    ("amazon.orders", PackageResources.map_amazon_orders_json),
  ])

  /// The presets of the `status` stage.
  public static let status = Presets([
    ("shopify", PackageResources.status_shopify_json),
    ("woocommerce", PackageResources.status_woocommerce_json),
    ("amazon", PackageResources.status_amazon_json),
  ])

  private let files: [(name: String, bytes: [UInt8])]

  private init(_ files: [(String, [UInt8])]) { self.files = files.map { (name: $0.0, bytes: $0.1) } }

  /// Their names.
  public var names: [String] { files.map(\.name) }

  /// The JSON text of a preset.
  public func text(_ name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// A preset as options of its stage.
  func values(_ name: String, spec: StageSpec) -> OptionValues? {
    files.first { $0.name == name }.flatMap { OptionValues(preset: $0.bytes, named: name, of: spec) }
  }
}
