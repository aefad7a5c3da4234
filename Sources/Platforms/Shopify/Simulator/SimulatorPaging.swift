/// Lists of a simulated Shopify: filters, order, pages and the links between them.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation

/// What a list asks for, whether the request says it or its link.
struct ListOrder {
  var limit = 50
  var fields: Set<String>?
  /// The filters, by name.
  var filters: [String: String] = [:]
  /// By which instant or id it is ordered, and which way.
  var order = "id asc"
  /// The ids that are asked for; `nil` for all.
  var ids: Set<Int64>?
  /// The first and last instants that are asked for, by what they are of.
  var bounds: [(key: Substring, first: Int64, last: Int64)] = []
  /// The record behind which, or before which, the page stands.
  var mark: (value: Int64, id: Int64)?
  var isBackward = false

  /// The filters that only the first page may have.
  subscript(name: String) -> String? { filters[name] }

  var isDescending: Bool { order.hasSuffix(" desc") }
  var key: Substring { order.prefix { $0 != " " } }
}

/// A record of a list with what it is found and ordered by.
struct Listed {
  var id: Int64
  var createdAt: Int64
  var updatedAt: Int64
  var index: Int

  func value(_ key: Substring) -> Int64 {
    switch key {
    case "updated_at": updatedAt
    case "created_at", "processed_at": createdAt
    default: id
    }
  }
}

extension ShopifySimulator {
  /// Why a list cannot be given.
  struct ListFault: Error {
    var answer: PlatformResponse
  }

  /// Reads what a list asks for.
  func listOrder(_ call: SimulatorCall, order: String) throws(ListFault) -> ListOrder {
    var list = ListOrder()
    if let text = call["limit"] {
      guard let limit = Int(text), limit >= 0 else {
        throw ListFault(answer: error(400, ["limit": "must be an integer"], served: call.served))
      }
      guard limit <= 250 else {
        throw ListFault(answer: error(400, "Limit exceeds maximum limit of 250", served: call.served))
      }
      list.limit = limit == 0 ? 50 : limit
    }
    list.fields = call["fields"].map { Set($0.split { $0 == "," || $0 == " " }.map(String.init)) }
    if let link = call["page_info"] {
      let barred = call.query.map(\.0).first { !["limit", "fields", "page_info"].contains($0) }
      if let barred {
        let text =
          "\(barred) cannot be passed when page_info is present. See https://shopify.dev/api/usage/pagination-rest for more information."
        throw ListFault(answer: error(400, .object([(barred, .text(text))]), served: call.served))
      }
      guard readLink(link, into: &list) else {
        throw ListFault(answer: error(400, ["page_info": "Invalid value."], served: call.served))
      }
      compile(&list)
      return list
    }
    for (name, value) in call.query where !["limit", "fields", "order"].contains(name) { list.filters[name] = value }
    list.order = list["since_id"] == nil ? call["order"]?.lowercased() ?? order : "id asc"
    if !list.order.contains(" ") { list.order += " asc" }
    compile(&list)
    return list
  }

  /// Filters by ids and instants, which all lists have.
  func keeps(_ record: Listed, _ list: ListOrder) -> Bool {
    if let ids = list.ids, !ids.contains(record.id) { return false }
    if let since = list["since_id"].flatMap({ Int64($0) }), record.id <= since { return false }
    return list.bounds.allSatisfy { $0.first <= record.value($0.key) && record.value($0.key) <= $0.last }
  }

  /// Reads the filters that records are kept by.
  private func compile(_ list: inout ListOrder) {
    list.ids = list["ids"].map { ids in Set(ids.split(separator: ",").compactMap { Int64($0) }) }
    for key in ["created_at", "updated_at", "processed_at"] {
      let first = list["\(key)_min"].flatMap(instant) ?? .min
      let last = list["\(key)_max"].flatMap(instant) ?? .max
      if first > .min || last < .max { list.bounds.append((Substring(key), first, last)) }
    }
  }

  /// The instant of a parameter; local time of the shop where it has no offset.
  func instant(_ text: String) -> Int64? {
    guard case .value(let moment) = DateGrammar.auto.parse(text) else { return nil }
    let plain = moment.instant().seconds
    return moment.offset == nil ? plain - Int64(zone.offset(at: plain)) : plain
  }

  /// A page of records with its links.
  func page(
    _ name: String, _ records: [Listed], _ list: ListOrder, _ call: SimulatorCall, word: (Int) -> WireValue
  ) -> PlatformResponse {
    let key = list.key
    let sign: Int64 = list.isDescending ? -1 : 1
    func place(_ record: Listed) -> (Int64, Int64) { (record.value(key) * sign, record.id * sign) }
    let sorted = records.sorted { place($0) < place($1) }
    var start = 0
    if let mark = list.mark {
      let place = (mark.value * sign, mark.id * sign)
      let behind = sorted.firstIndex { (($0.value(key) * sign, $0.id * sign)) > place } ?? sorted.count
      let from = sorted.firstIndex { (($0.value(key) * sign, $0.id * sign)) >= place } ?? sorted.count
      start = list.isBackward ? max(0, from - list.limit) : behind
      if list.isBackward, from < list.limit { return self.page(name, sorted, 0..<from, list, call, word) }
    }
    return page(name, sorted, start..<min(sorted.count, start + list.limit), list, call, word)
  }

  private func page(
    _ name: String, _ sorted: [Listed], _ range: Range<Int>, _ list: ListOrder, _ call: SimulatorCall,
    _ word: (Int) -> WireValue
  ) -> PlatformResponse {
    let values = sorted[range].map { record in
      list.fields.map { word(record.index).keeping($0) } ?? word(record.index)
    }
    var answer = json(200, .object([(name, .list(values))]), served: call.served)
    var links: [String] = []
    if range.lowerBound > 0, let first = sorted[range].first {
      links.append(link(first, list, call, direction: "prev", relation: "previous"))
    }
    if range.upperBound < sorted.count, let last = sorted[range].last {
      links.append(link(last, list, call, direction: "next", relation: "next"))
    }
    if !links.isEmpty { answer.head.headerFields[.link] = links.joined(separator: ", ") }
    return answer
  }

  // MARK: Links

  /// A link: its `page_info` is base64 of what the page is and of the filters, so a link asks for nothing else.
  private func link(
    _ record: Listed, _ list: ListOrder, _ call: SimulatorCall, direction: String, relation: String
  ) -> String {
    var info: [(String, WireValue)] = [
      ("direction", .text(direction)), ("last_id", .int(record.id)), ("last_value", .int(record.value(list.key))),
      ("order", .text(list.order)), ("at", .int(state.clock.now())),
    ]
    for (name, value) in list.filters.sorted(by: { $0.key < $1.key }) { info.append(("filter_\(name)", .text(value))) }
    let text = PercentCoding.encoded(Base64.encode(WireValue.object(info).bytes))
    let fields = list.fields.map { "&fields=\(PercentCoding.encoded($0.sorted().joined(separator: ",")))" } ?? ""
    let path = "/admin/api/\(call.served)/\(call.parts.joined(separator: "/"))"
    return "<\(call.site)\(path)?limit=\(list.limit)\(fields)&page_info=\(text)>; rel=\"\(relation)\""
  }

  private func readLink(_ text: String, into list: inout ListOrder) -> Bool {
    guard let bytes = Base64.decode(text), let info = try? JSONText.parse(bytes),
      let value = info["last_value"]?.number.flatMap({ Int64($0) }),
      let id = info["last_id"]?.number.flatMap({ Int64($0) }),
      let at = info["at"]?.number.flatMap({ Int64($0) }), let order = info["order"]?.string,
      state.clock.now() - at <= options.linkLifetime
    else { return false }
    list.mark = (value, id)
    list.order = order
    list.isBackward = info["direction"]?.string == "prev"
    for member in info.members ?? [] where member.key.hasPrefix("filter_") {
      list.filters[String(member.key.dropFirst(7))] = member.value.string
    }
    // Where a list by id began is behind the reader now.
    if list.order.hasPrefix("id"), list.filters["since_id"] != nil, list.isBackward { list.filters["since_id"] = "0" }
    return true
  }
}
