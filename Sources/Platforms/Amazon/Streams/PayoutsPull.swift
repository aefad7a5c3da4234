/// Pulls settlement groups, each with all its financial events.
import Columns
import Formats
public import Platforms

/// A page is one group: its events come in pages of their own and belong together. Groups that were open the last time
/// have changed since, so those that began up to 45 days before the window are asked for again.
public struct PayoutsPull: PlatformPull {
  let session: AmazonSession
  let columns: [String]
  var cursor: AmazonCursor
  /// The page of groups that is being worked on.
  private var groups: (answer: JSONPayload, elements: [JSONElement], next: String?)?

  /// How long before the window a group may have begun, in seconds.
  private static let openMax: Int64 = 45 * 86_400
  /// Pages of events that one group may have.
  private static let eventPagesMax = 10_000

  init(session: AmazonSession, columns: [String], cursor: AmazonCursor) {
    self.session = session
    self.columns = columns
    self.cursor = cursor
  }

  /// The next group; `nil` at the end.
  public mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while cursor.phase == .payouts {
      let list = try await list()
      guard cursor.piece < list.elements.count else {
        groups = nil
        cursor.piece = 0
        cursor.token = list.next ?? ""
        if list.next == nil { cursor.phase = .end }
        continue
      }
      let group = list.elements[cursor.piece]
      cursor.piece += 1
      if let page = try await page(list.answer, group) { return page }
    }
    return nil
  }

  private mutating func list() async throws(PlatformFailure) -> (
    answer: JSONPayload, elements: [JSONElement], next: String?
  ) {
    if let groups { return groups }
    let since = (cursor.since ?? cursor.until - PullWindows.memory) - Self.openMax
    var query = QueryText([
      "MaxResultsPerPage": "100", "FinancialEventGroupStartedAfter": AmazonTime.text(since),
      "FinancialEventGroupStartedBefore": AmazonTime.text(cursor.until),
    ])
    query.add("NextToken", cursor.token.isEmpty ? nil : cursor.token)
    let call = AmazonSession.Call(operation: .eventGroups, path: "/finances/v0/financialEventGroups", query: query)
    guard let answer = try await session.payload(call) else {
      throw session.failure(.unexpectedAnswer, call, "there is nothing at that address", remedy: "run again later")
    }
    let reader = PayloadReader(answer)
    let list = (
      answer: answer, elements: reader.objects("payload", "FinancialEventGroupList", of: answer.root),
      next: reader.token("payload", "NextToken", of: answer.root)
    )
    groups = list
    return list
  }

  /// A group with its events; `nil` when it belongs to another marketplace.
  private mutating func page(
    _ answer: JSONPayload, _ group: JSONElement
  ) async throws(PlatformFailure) -> PulledPage? {
    let reader = PayloadReader(answer)
    guard let id = reader.string("FinancialEventGroupId", of: group),
      reader.string("OriginalTotal", "CurrencyCode", of: group) ?? session.settings.marketplace.currency
        == session.settings.marketplace.currency
    else { return nil }
    var bodies = JoinedBodies(Array(answer.bytes[answer.range(group).indices]))
    var token: String?
    var pages = 0
    repeat {
      var call = AmazonSession.Call(
        operation: .groupEvents, path: "/finances/v0/financialEventGroups/\(PercentCoding.encoded(id))/financialEvents",
        query: QueryText(["MaxResultsPerPage": "100"]))
      call.query.add("NextToken", token)
      guard let events = try await session.payload(call) else { break }
      _ = bodies.add(events.bytes)
      token = PayloadReader(events).token("payload", "NextToken", of: events.root)
      pages += 1
    } while token != nil && pages < Self.eventPagesMax
    let call = AmazonSession.Call(operation: .groupEvents, path: "/finances/v0/financialEventGroups")
    var payout = PayoutReader(try session.payload(bodies.bytes, call), end: cursor.until)
    payout.read()
    let named = payout.marketplaces
    guard named.isEmpty || named.contains(session.settings.marketplace.name) else { return nil }
    cursor.page += 1
    var sink = DocumentSink(text: payout.text, columns: columns, known: PayoutColumn.names, page: cursor.page)
    sink.begin(raw: payout.raw, payout.cells)
    for line in payout.lines { sink.line(line) }
    if payout.lines.isEmpty { sink.line([PayoutColumn: TextRange]()) }
    return PulledPage(
      batch: sink.finish(), next: cursor.cursor, latestChange: payout.changedAt,
      unknownFields: payout.unknown.sorted(), byteCount: bodies.bytes.count)
  }
}
