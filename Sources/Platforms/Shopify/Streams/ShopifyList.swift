/// Pages through one of Shopify's lists by cursor.
import Commerce
import Formats
import HTTPTypes
import Platforms

/// A list and how it is asked for.
struct ShopifyList: Sendable {
  /// The operation, such as `orders.list`.
  var operation: String
  /// The path, such as `orders.json`.
  var path: String
  /// The name under which the answer has the list.
  var name: String
  /// The filters of the first page.
  var filters: [(String, String)]

  /// The largest page that Shopify gives, and the sizes that are tried when it fails on large ones.
  static let sizes = ["250", "175", "50"]
}

/// One page of a list.
struct ShopifyPage {
  var payload: JSONPayload
  var records: [JSONElement]
  /// The link to the next page; `nil` at the end.
  var next: String?
}

extension ShopifyShop {
  /// Reads a page: the first, or the one that a link leads to, with which only the size may be told.
  ///
  /// - Parameter size: index of the page's size; grows when Shopify fails on a large page.
  func page(_ list: ShopifyList, _ pageInfo: String?, size: inout Int) async throws(PlatformFailure) -> ShopifyPage {
    while true {
      let limit = ("limit", ShopifyList.sizes[size])
      let query = pageInfo.map { [limit, ("page_info", $0)] } ?? [limit] + list.filters
      let request = requests.get(list.operation, list.path, query)
      let isLast = size + 1 == ShopifyList.sizes.count
      let answer: Answer
      do throws(PlatformFailure) {
        answer = try await read(request, isHasty: !isLast)
      } catch {
        guard error.mayRetry, !isLast else { throw error }
        if error.kind == .platformFault {
          size += 1
          continue
        }
        // It is not the size of the page: what is in the way takes patience.
        answer = try await read(request)
      }
      let records = try value(list.name, answer, request)
      return ShopifyPage(
        payload: answer.payload, records: Array(answer.payload.elements(of: records)),
        next: ShopifyLink.next(answer.head.headerFields[.link]))
    }
  }
}

extension PullWindow {
  /// The filters by change; Shopify counts whole seconds and takes both ends for part of the window.
  func filters(from since: Int64? = nil) -> [(String, String)] {
    var filters: [(String, String)] = []
    if let first = [self.since, since].compactMap({ $0 }).max() {
      filters.append(("updated_at_min", Instant(seconds: first).description))
    }
    if let until { filters.append(("updated_at_max", Instant(seconds: until - 1).description)) }
    return filters
  }
}
