import Commerce
import Platforms

/// Filters, sorts and pages records as the shop's lists do.
struct SimulatedList {
  /// What may be asked of a list.
  struct Rules {
    var orderings = ["date", "id", "include", "title", "slug"]
    var ordering = "date"
    var isAscending = false
    /// Statuses that a filter may name; empty for lists without one.
    var statuses: [String] = []
    /// Whether it can be filtered by when records changed.
    var hasDates = true
    var roles: [String] = []
  }

  let page: Int
  let perPage: Int
  let offset: Int?
  let ordering: String
  let isAscending: Bool
  let statuses: [String]?
  let include: Set<Int64>?
  let exclude: Set<Int64>
  /// Bounds, exclusive: created after, created before, changed after, changed before.
  let after: Int64?, before: Int64?, modifiedAfter: Int64?, modifiedBefore: Int64?

  init(_ call: SimulatedCall, _ rules: Rules, zone: ShopZone) throws(SimulatedError) {
    var check = Check(call: call, zone: zone)
    page = check.integer("page", default: 1, 1...Int.max)
    perPage = check.integer("per_page", default: 10, 1...100)
    offset = call["offset"].map { _ in check.integer("offset", default: 0, 0...Int.max) }
    ordering = check.word("orderby", default: rules.ordering, rules.orderings)
    isAscending = check.word("order", default: rules.isAscending ? "asc" : "desc", ["asc", "desc"]) == "asc"
    statuses = rules.statuses.isEmpty ? nil : check.words("status", rules.statuses)
    include = call.list("include").map { Set($0.compactMap { Int64($0) }) }
    exclude = Set((call.list("exclude") ?? []).compactMap { Int64($0) })
    after = rules.hasDates ? check.date("after") : nil
    before = rules.hasDates ? check.date("before") : nil
    modifiedAfter = rules.hasDates ? check.date("modified_after") : nil
    modifiedBefore = rules.hasDates ? check.date("modified_before") : nil
    if !check.wrong.isEmpty { throw .parameters(check.wrong) }
  }

  /// Whether the record is within the filters that all lists have.
  func holds(_ record: SimulatedRecord) -> Bool {
    if let include, !include.contains(record.id) { return false }
    if exclude.contains(record.id) { return false }
    if let after, record.created <= after { return false }
    if let before, record.created >= before { return false }
    if let modifiedAfter, record.modified <= modifiedAfter { return false }
    if let modifiedBefore, record.modified >= modifiedBefore { return false }
    return true
  }

  /// Puts records in the order that was asked for; ties of time keep the order of ids.
  func sorted(_ records: [SimulatedRecord]) -> [SimulatedRecord] {
    let sign: Int64 = isAscending ? 1 : -1
    func place(_ record: SimulatedRecord) -> Int64 {
      switch ordering {
      case "id": record.id
      case "modified": record.modified
      case "date", "registered_date": record.created
      // Of the other orderings nothing can be relied on; they are arbitrary, though always the same.
      default: Int64(truncatingIfNeeded: UInt64(bitPattern: record.id) &* 0x9e37_79b9_7f4a_7c15 >> 20)
      }
    }
    return records.map { (place($0) * sign, $0) }
      .sorted { ($0.0, $0.1.id * sign) < ($1.0, $1.1.id * sign) }
      .map(\.1)
  }

  /// The records of the page.
  func slice(_ records: [SimulatedRecord]) -> ArraySlice<SimulatedRecord> {
    let start = min(records.count, offset ?? (page - 1).multipliedReportingOverflow(by: perPage).partialValue)
    return records[max(0, start)..<min(records.count, max(0, start) + perPage)]
  }

  /// The header fields of paging.
  ///
  /// - Parameter losesTotals: whether a page behind the end has no totals, as with the order tables of version 8 on.
  func fields(_ call: SimulatedCall, total: Int, isEmpty: Bool, losesTotals: Bool) -> [(name: String, value: String)] {
    let isLost = losesTotals && isEmpty
    let count = isLost ? 0 : total
    let pages = (count + perPage - 1) / perPage
    var fields = [(name: "X-WP-Total", value: String(count)), (name: "X-WP-TotalPages", value: String(pages))]
    var links: [String] = []
    if page > 1 { links.append(link(call, min(page - 1, pages), "prev")) }
    if page < pages { links.append(link(call, page + 1, "next")) }
    if !links.isEmpty { fields.append((name: "Link", value: links.joined(separator: ", "))) }
    return fields
  }

  private func link(_ call: SimulatedCall, _ page: Int, _ relation: String) -> String {
    var parameters = call.parameters.filter { $0.name != "page" && !($0.name == "status" && $0.value == "any") }
    parameters.append((name: "page", value: String(page)))
    let route = call.route.joined(separator: "/")
    return "<\(call.root)/\(route)?\(PercentCoding.query(parameters))>; rel=\"\(relation)\""
  }
}

/// Checks parameters and collects what is wrong with them, in the words of WordPress.
private struct Check {
  let call: SimulatedCall
  let zone: ShopZone
  var wrong: [(name: String, message: String, code: String, data: Wire)] = []

  mutating func integer(_ name: String, default fallback: Int, _ range: ClosedRange<Int>) -> Int {
    guard let text = call[name] else { return fallback }
    guard let number = Int(text) else {
      wrong.append(
        (name, "\(name) is not of type integer.", "rest_invalid_type", ["param": .string(name)]))
      return fallback
    }
    guard !range.contains(number) else { return number }
    let bounds =
      range.upperBound == .max
      ? "greater than or equal to \(range.lowerBound)"
      : "between \(range.lowerBound) (inclusive) and \(range.upperBound) (inclusive)"
    wrong.append((name, "\(name) must be \(bounds)", "rest_out_of_bounds", .null))
    return fallback
  }

  mutating func word(_ name: String, default fallback: String, _ words: [String]) -> String {
    guard let text = call[name] else { return fallback }
    if words.contains(text) { return text }
    wrong.append((name, "\(name) is not one of \(Self.listed(words)).", "rest_not_in_enum", .null))
    return fallback
  }

  mutating func words(_ name: String, _ words: [String]) -> [String]? {
    guard let list = call.list(name) else { return nil }
    for (index, text) in list.enumerated() where !words.contains(text) {
      wrong.append(
        (name, "\(name)[\(index)] is not one of \(Self.listed(words)).", "rest_not_in_enum", .null))
      break
    }
    return list
  }

  /// An instant: naive times are the site's, or UTC when `dates_are_gmt` says so; one with an offset is shifted once more
  /// by that, as in the real one.
  mutating func date(_ name: String) -> Int64? {
    guard let text = call[name] else { return nil }
    guard let moment = WooTime.moment(text) else {
      wrong.append((name, "Invalid date.", "rest_invalid_date", .null))
      return nil
    }
    let isUTC = call.isSet("dates_are_gmt")
    if moment.offset == nil { return isUTC ? moment.instant().seconds : zone.instant(moment) }
    let instant = moment.instant().seconds
    return isUTC ? instant + Int64(zone.offset(at: instant)) : instant
  }

  private static func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")), and \(last)"
  }
}
