import Formats
import HTTPTypes
import Platforms

/// Reads a list page by page so that nothing is skipped, whatever changes in the shop meanwhile.
///
/// Pages are cut by position, so a record that leaves the list moves all others forward and one of them between two
/// pages. Therefore the list is sorted by id, each page begins with the last record of the page before, and where that is
/// no longer there the reader steps back until it sees a record that it has read. Ids do not change, so what follows such
/// a record is complete; records that were read are passed over.
struct ListPager: Sendable {
  /// Where the reading stands.
  struct Place: Sendable, Equatable {
    /// The largest id read; 0 before the first.
    var last: Int64 = 0
    /// Its place in the list, counted from 1, when it was read.
    var position = 0
    /// Pages read.
    var page = 0
  }

  /// A page of what was not read before.
  struct Page {
    var answer: WooCommerceClient.Answer
    /// Records that are new to the reader, ascending by id.
    var records: [(id: Int64, element: JSONElement)]
    /// Whether the list ends here.
    var isLast: Bool
  }

  let operation: String
  let route: String
  /// Parameters beside those of paging.
  let query: [(name: String, value: String)]
  let pageSize: Int
  var place = Place()

  init(
    _ operation: String, _ route: String, _ query: [(name: String, value: String)] = [], pageSize: Int = 100,
    from place: Place = Place()
  ) {
    self.operation = operation
    self.route = route
    self.query = query
    self.pageSize = pageSize
    self.place = place
  }

  /// Reads on; a page without records is the end.
  mutating func next(_ client: WooCommerceClient) async throws(PlatformFailure) -> Page {
    guard let page = try await nextIfThere(client) else {
      throw client.failure(.unexpectedAnswer, "GET \(route)", "the shop has no such list", mayRetry: true)
    }
    return page
  }

  /// Reads on; `nil` when what the list belongs to is not there.
  mutating func nextIfThere(_ client: WooCommerceClient) async throws(PlatformFailure) -> Page? {
    var offset = max(0, place.position - 1)
    // Every step goes back or forward by a page; in a shop that ignores paging, all pages begin alike.
    var seen: Set<Int> = []
    var firstBefore: Int64?
    while true {
      guard seen.insert(offset).inserted else { throw ignored(client) }
      let answer = try await client.send(operation, .get, route, parameters(offset))
      if answer.isMissing { return nil }
      let all = try records(answer, client)
      let end = offset + all.count
      let total = answer.number("X-WP-Total") ?? (all.count < pageSize ? end : .max)
      if offset > 0, all.first.map({ $0.id > place.last }) ?? true {
        offset = max(0, offset - pageSize)
        continue
      }
      let fresh = all.filter { $0.id > place.last }
      if fresh.isEmpty, end < total, let first = all.first {
        if first.id == firstBefore { throw ignored(client) }
        firstBefore = first.id
        offset = end - 1
        continue
      }
      place.page += 1
      if let last = fresh.last {
        place.last = last.id
        place.position = end
      }
      return Page(answer: answer, records: fresh, isLast: end >= total || fresh.isEmpty)
    }
  }

  private func ignored(_ client: WooCommerceClient) -> PlatformFailure {
    client.failure(
      .unexpectedAnswer, "GET \(route)", "the shop gives the same records for every page",
      remedy: "a plugin or cache in the shop ignores the parameters of paging: switch it off for the REST interface")
  }

  private func parameters(_ offset: Int) -> [(name: String, value: String)] {
    var parameters = query + [("orderby", "id"), ("order", "asc"), ("per_page", String(pageSize))]
    if offset > 0 { parameters.append(("offset", String(offset))) }
    return parameters
  }

  private func records(
    _ answer: WooCommerceClient.Answer, _ client: WooCommerceClient
  ) throws(PlatformFailure) -> [(id: Int64, element: JSONElement)] {
    let payload = answer.payload
    guard payload.kind(payload.root) == .array else {
      throw client.failure(.unexpectedAnswer, answer.request, "the answer is no list", mayRetry: true)
    }
    var records: [(id: Int64, element: JSONElement)] = []
    for element in payload.elements(of: payload.root) {
      guard let id = Int64(payload.string(payload["id", in: element])) else {
        throw client.failure(.unexpectedAnswer, answer.request, "a record of the list has no id", mayRetry: true)
      }
      if let last = records.last, last.id >= id {
        throw client.failure(
          .unexpectedAnswer, answer.request, "the shop does not sort its list by id as it was asked to",
          remedy: "a plugin or cache in the shop changes the order of lists: switch it off for the REST interface")
      }
      records.append((id, element))
    }
    return records
  }
}
