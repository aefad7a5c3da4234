/// The query by which a bulk operation gives orders, and the requests around it.
import Commerce
import Formats
import Platforms

/// What is asked of a bulk operation.
///
/// Four connections at one level: the rules allow five at two. Refunds are a list, in which a bulk operation allows no
/// connection, so it only tells which orders have some.
enum ShopifyBulkQuery {
  private static let money = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }"
  private static let tax = "taxLines { title rate channelLiable priceSet \(money) }"
  private static let allocations =
    "discountAllocations { allocatedAmountSet \(money) discountApplication { index } }"
  private static let address =
    "{ firstName lastName name company address1 address2 city provinceCode zip countryCodeV2 phone }"

  /// The query for orders that changed in the window. Stamps are quoted: unquoted, the search misreads their colons and
  /// only warns.
  static func orders(_ window: PullWindow, from changed: Int64?) -> String {
    var terms: [String] = []
    if let since = [window.since, changed].compactMap({ $0 }).max() {
      terms.append("updated_at:>='\(Instant(seconds: since))'")
    }
    if let until = window.until { terms.append("updated_at:<'\(Instant(seconds: until))'") }
    let search = terms.isEmpty ? "" : "query: \"\(terms.joined(separator: " AND "))\", "
    return """
      { orders(\(search)sortKey: UPDATED_AT) { edges { node {
      id legacyResourceId name createdAt processedAt updatedAt cancelledAt cancelReason closedAt
      displayFinancialStatus displayFulfillmentStatus test currencyCode presentmentCurrencyCode taxesIncluded taxExempt
      estimatedTaxes email phone note tags poNumber customerLocale paymentGatewayNames discountCodes
      customAttributes { key value }
      totalPriceSet \(money) currentTotalPriceSet \(money) subtotalPriceSet \(money) totalTaxSet \(money)
      currentTotalTaxSet \(money) totalDiscountsSet \(money) totalTipReceivedSet \(money)
      originalTotalDutiesSet \(money) originalTotalAdditionalFeesSet \(money) totalOutstandingSet \(money) \(tax)
      customer { legacyResourceId email phone } shippingAddress \(address) billingAddress \(address)
      purchasingEntity { ... on PurchasingCompany { company { id } location { id taxRegistrationId } } }
      refunds { legacyResourceId }
      localizationExtensions(purpose: TAX) { edges { node { countryCode title value } } }
      discountApplications { edges { node { index __typename ... on DiscountCodeApplication { code }
      ... on ManualDiscountApplication { title } ... on AutomaticDiscountApplication { title } } } }
      shippingLines(includeRemovals: false) { edges { node {
      id title code originalPriceSet \(money) discountedPriceSet \(money) \(tax) \(allocations) } } }
      lineItems { edges { node {
      id sku title variantTitle vendor quantity currentQuantity originalUnitPriceSet \(money) taxable requiresShipping
      isGiftCard customAttributes { key value } product { id } variant { id } \(tax) \(allocations) } } }
      } } } }
      """
  }

  /// The body of a request that runs a query as a bulk operation.
  static func run(_ query: String) -> [UInt8] {
    body(
      "mutation($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message } } }",
      variable: ("query", query))
  }

  /// The body of a request for the state of an operation.
  static func state(_ id: String) -> [UInt8] {
    body(
      "query($id: ID!) { node(id: $id) { ... on BulkOperation { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl } } }",
      variable: ("id", id))
  }

  private static func body(_ query: String, variable: (String, String)) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("query")
      writer.string(query)
      writer.key("variables")
      writer.object { writer in
        writer.key(variable.0)
        writer.string(variable.1)
      }
    }
    return writer.takeBytes()
  }
}
