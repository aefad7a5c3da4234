/// A simulated shop, the connector to it, and what a pull of it gave.
import Columns
import Commerce
import Platforms
import Shopify
import Simulation
import Testing

struct TestShop {
  let simulator: ShopifySimulator
  let clock: VirtualClock

  /// - Parameter giftCards: of how many orders paid by card a gift card pays a part of one; 0 for none.
  init(
    orders: Int = 600, included: Bool = true, giftCards: Int = 0, options: ShopifySimulator.Options = .init()
  ) throws {
    var plan = ShopPlan(
      seed: 7, orders: orders, country: try #require(Country("DE")), currency: .euro, timeZone: "Europe/Berlin",
      pricesIncludeTax: included, span: 1_735_689_600...1_767_225_599)
    plan.giftCards = giftCards
    clock = VirtualClock(start: 1_767_312_000_000)
    simulator = ShopifySimulator(ShopState(ShopData(plan), clock: clock), options: options)
  }

  func adapter(
    through transport: (any Transport)? = nil, token: String? = nil, shop: String? = nil,
    settings: [String: String] = [:]
  ) throws -> ShopifyAdapter {
    try ShopifyAdapter(
      StoreAccess(
        store: "shopify-de", shop: shop ?? simulator.access.shop,
        secrets: simulator.access.secrets.mapValues { Secret($0) }
          .merging(token.map { ["access_token": Secret($0)] } ?? [:]) { $1 },
        transport: transport ?? simulator, clock: clock, settings: settings))
  }
}

/// What a pull gave: its documents as their cells, and the cursor behind each page.
struct Pulled {
  /// One document.
  struct Document: Equatable {
    let lines: [[String: String]]

    subscript(_ column: String) -> String { lines.first?[column] ?? "" }
    var key: String { "\(self["document_kind"]) \(self["id"])" }

    /// What the lines come to, in millionths, with the tax where prices are without it.
    var sum: Int64 {
      let amounts = lines.reduce(Int64(0)) { $0 + product($1["line.quantity"], $1["line.price"]) }
      return self["taxes_included"] == "true" ? amounts : amounts + millionths(self["tax_total"])
    }
    var total: Int64 { millionths(self["total"]) }

    private func product(_ quantity: String?, _ price: String?) -> Int64 {
      (Int64(quantity ?? "") ?? 0) * millionths(price ?? "")
    }

    private func millionths(_ text: String) -> Int64 {
      let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
      let decimals = parts.count > 1 ? String(parts[1]) : ""
      let digits = String(parts.first ?? "0") + decimals + String(repeating: "0", count: 6 - decimals.count)
      return (text.hasPrefix("-") ? -1 : 1) * (Int64(digits) ?? 0)
    }
  }

  var documents: [Document] = []
  var cursors: [PullCursor] = []
  var sizes: [Int] = []
  var unknown: Set<String> = []
  /// Records that were left out, by why.
  var leftOut: [String: Int] = [:]

  /// Pulls a stream to its end.
  init(
    _ adapter: ShopifyAdapter, _ stream: PlatformStream = .orders, _ window: PullWindow = PullWindow(),
    from cursor: PullCursor? = nil
  ) async throws {
    let columns = ShopifyAdapter.columns(of: stream)
    try await take(adapter.pull(stream, window: window, columns: columns, from: cursor), columns)
  }

  /// Pulls single records.
  init(_ adapter: ShopifyAdapter, _ stream: PlatformStream, ids: [String]) async throws {
    let columns = ShopifyAdapter.columns(of: stream)
    try await take(adapter.pull(stream, ids: ids, columns: columns), columns)
  }

  private mutating func take(_ pull: any PlatformPull, _ columns: [String]) async throws {
    var pull = pull
    while let page = try await pull.next() {
      documents += Self.documents(page.batch, columns)
      cursors.append(page.next)
      sizes.append(page.batch.documentCount)
      unknown.formUnion(page.unknownFields)
      leftOut.merge(page.leftOut, uniquingKeysWith: +)
    }
  }

  private static func documents(_ batch: Batch, _ columns: [String]) -> [Document] {
    (0..<batch.documentCount).map { document in
      Document(
        lines: batch.lines(of: document).map { line in
          var cells: [String: String] = [:]
          for (slot, column) in columns.enumerated() where !batch.records[line, slot].isEmpty {
            cells[column] = batch.text.string(batch.records[line, slot])
          }
          return cells
        })
    }
  }

  /// The documents by kind and id; of one that came twice, what came last.
  var byKey: [String: Document] { Dictionary(documents.map { ($0.key, $0) }) { _, last in last } }
}

/// A transport that gives the same answer to everything.
struct CannedTransport: Transport {
  let answer: @Sendable (PlatformRequest) throws(TransportFault) -> PlatformResponse

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse { try answer(request) }
}
