import Formats
import HTTPTypes
import Platforms

/// What a shop says of itself.
struct WooCommerceStanding {
  var identity: ShopIdentity
  /// Whether the merchant types prices with tax.
  var pricesIncludeTax = false
  /// Whether tax is rounded once per rate, so that lines and totals may differ by a cent.
  var roundsAtSubtotal = false

  /// Reads the public index, the settings and, where the key may, the status report.
  static func read(_ client: WooCommerceClient) async throws(PlatformFailure) -> WooCommerceStanding {
    let fields = "name,timezone_string,gmt_offset,namespaces"
    let index = try await client.send("index", .get, "/", [("_fields", fields)])
    let payload = index.payload
    guard
      payload.elements(of: payload["namespaces", in: payload.root]).contains(where: { payload.string($0) == "wc/v3" })
    else {
      throw client.failure(
        .unexpectedAnswer, index.request, "this WordPress has no WooCommerce that speaks version 3 of its interface",
        remedy: "activate the plugin WooCommerce there, version 3.5 or later")
    }
    let general = try await settings("general", client)
    let tax = try await settings("tax", client)
    let status = try await status(client)
    var limits: [String] = []
    let zone = payload.string(payload["timezone_string", in: payload.root])
    let offset = payload.string(payload["gmt_offset", in: payload.root])
    if zone.isEmpty {
      limits.append(
        "the shop has no time zone but UTC\(offset.hasPrefix("-") ? "" : "+")\(offset): it knows no summer time")
    }
    if status == nil { limits.append("the key may not see the status report, so the version is not known") }
    if index.hasNoise { limits.append("the shop prints notices of PHP before its answers; they are passed over") }
    let includes = tax["woocommerce_prices_include_tax"] == "yes"
    let rounds = tax["woocommerce_tax_round_at_subtotal"] == "yes"
    if rounds { limits.append("tax is rounded once per rate: lines and totals may differ by a cent, which is booked") }
    if general["woocommerce_calc_taxes"] == "no" { limits.append("the shop computes no taxes") }
    let version = status.map { "wc/v3, WooCommerce \($0.version), orders in \($0.storage)" } ?? "wc/v3"
    var standing = WooCommerceStanding(
      identity: ShopIdentity(
        name: HTMLText.decoded(payload.string(payload["name", in: payload.root])),
        currency: general["woocommerce_currency"] ?? status?.currency ?? "", timeZone: zone.isEmpty ? nil : zone,
        version: version, limits: limits))
    standing.pricesIncludeTax = includes
    standing.roundsAtSubtotal = rounds
    return standing
  }

  /// The values of a group of settings by their ids.
  private static func settings(
    _ group: String, _ client: WooCommerceClient
  ) async throws(PlatformFailure) -> [String: String] {
    let answer = try await client.send("settings.list", .get, "/wc/v3/settings/\(group)", [("_fields", "id,value")])
    let payload = answer.payload
    var values: [String: String] = [:]
    for setting in payload.elements(of: payload.root) {
      values[payload.string(payload["id", in: setting])] = payload.string(payload["value", in: setting])
    }
    return values
  }

  /// Version and kind of storage; `nil` when the key may not see them.
  private static func status(
    _ client: WooCommerceClient
  ) async throws(PlatformFailure) -> (version: String, storage: String, currency: String)? {
    do throws(PlatformFailure) {
      let answer = try await client.send(
        "system_status.get", .get, "/wc/v3/system_status", [("_fields", "environment,settings")])
      let payload = answer.payload
      let environment = payload["environment", in: payload.root]
      let settings = payload["settings", in: payload.root]
      let store = payload.string(payload["order_datastore", in: settings])
      let isTables = payload["HPOS_enabled", in: settings].map { payload.isTrue($0) } ?? store.contains("OrdersTable")
      return (
        payload.string(payload["version", in: environment]), isTables ? "tables" : "posts",
        payload.string(payload["currency", in: settings])
      )
    } catch {
      // Keys of users who do not manage the shop see orders but not this.
      guard error.kind == .missingPermission || error.kind == .refusedRequest || error.kind == .badCredentials else {
        throw error
      }
      return nil
    }
  }
}
