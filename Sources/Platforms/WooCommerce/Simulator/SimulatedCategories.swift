import Platforms
import Simulation

/// The categories of a simulated shop's products.
struct SimulatedCategories: Sendable {
  /// What products are in that have no other.
  static let none: Int64 = 15
  private(set) var names: [Int64: String] = [Self.none: "Uncategorized"]
  private var ids: [String: Int64] = ["Uncategorized": Self.none]

  /// The id of a category; a new one is made.
  @discardableResult
  mutating func id(of name: String) -> Int64 {
    if let id = ids[name] { return id }
    let id = Self.none + Int64(names.count)
    (names[id], ids[name]) = (name, id)
    return id
  }

  /// The id of a category that is there.
  func known(_ name: String) -> Int64? { ids[name] }

  /// A category as products tell it.
  func wire(_ id: Int64) -> Wire {
    let name = names[id] ?? ""
    return [
      "id": .integer(id), "name": .string(SimulatedShop.escaped(name)), "slug": .string(SimulatedShop.slug(name)),
    ]
  }

  /// What products are in that are in no other.
  var ofNone: Wire { .array([wire(Self.none)]) }
}

extension SimulatedShop {
  /// `/products/categories` and its records.
  func categories(_ call: SimulatedCall, _ parts: [String]) throws(SimulatedError) -> SimulatedAnswer {
    switch (call.method, parts.count) {
    case ("GET", 2):
      let word = call["search"]?.lowercased()
      let found = categories.names.filter { word.map($0.value.lowercased().contains) ?? true }.keys
      let records = found.map { SimulatedRecord(id: $0, created: 0, modified: 0) }
      return try list(call, .categories, records) { $0.worded($1, .categories) }
    case ("POST", 2):
      guard let name = call.body["name"]?.text, !name.isEmpty else {
        throw SimulatedError(
          status: 400, code: "rest_missing_callback_param", message: "Missing parameter(s): name",
          extra: [("params", ["name"])], allow: "GET, POST")
      }
      if let id = categories.known(name) {
        throw SimulatedError(
          status: 400, code: "term_exists", message: "A term with the name provided already exists with this parent.",
          extra: [("resource_id", .integer(id))], allow: "GET, POST")
      }
      let record = SimulatedRecord(id: categories.id(of: name), created: 0, modified: 0)
      return SimulatedAnswer(
        status: 201, body: filtered(.object(worded(record, .categories)), call, isList: false), allow: "GET, POST")
    default: throw .noRoute
    }
  }

  /// A category by itself.
  func category(_ id: Int64) -> WireObject {
    var wire = categories.wire(id).objectValue ?? WireObject()
    let rest: WireObject = [
      "parent": 0, "description": "", "display": "default", "image": .null, "menu_order": 0,
      "count": .integer(Int64(products.values.count { categoryIDs(of: $0).contains(id) })),
    ]
    for (key, value) in rest.members { wire[key] = value }
    return wire
  }

  private func categoryIDs(of record: SimulatedRecord) -> [Int64] {
    if let written = record.written {
      return (written["categories"]?.elements ?? []).compactMap { $0.objectValue?["id"]?.int }
    }
    return record.source.flatMap { categories.known(data.products[$0].kind) }.map { [$0] } ?? []
  }

  /// The categories that were sent, as products tell them; what is in none is in that of what has none.
  func categories(sent: Wire) -> Wire {
    let ids = sent.elements.compactMap { $0.objectValue?["id"]?.int }.filter { categories.names[$0] != nil }
    return ids.isEmpty ? categories.ofNone : .array(ids.map { categories.wire($0) })
  }
}
