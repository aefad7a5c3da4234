/// Simulated stores and what is pulled from them.
import Amazon
import Columns
import Commerce
import Platforms
import Simulation
import Testing

/// A simulated marketplace, its clock and a connector to it.
struct Market {
  static let now: Int64 = 1_764_000_000_000  // 2025-11-24T16:00:00Z
  let clock: VirtualClock
  let simulator: AmazonSimulator

  /// A marketplace over an invented shop; the shop's orders lie in the 300 days before the clock's start.
  init(
    _ country: String = "DE", orders: Int = 60, seed: UInt64 = 11, listDelay: Int64 = 0,
    options: AmazonSimulator.Options = .init(), edit: (inout ShopData) -> Void = { _ in }
  ) throws {
    let marketplace = try #require(AmazonMarketplace.named(country))
    let end = Self.now / 1_000
    var data = ShopData(
      ShopPlan(
        seed: seed, orders: orders, products: 30, customers: 20, country: try #require(Country(country)),
        currency: try #require(Currency(marketplace.currency)), timeZone: marketplace.timeZone,
        pricesIncludeTax: marketplace.pricesIncludeTax, span: (end - 300 * 86_400)...(end - 10 * 86_400)))
    edit(&data)
    clock = VirtualClock(start: Self.now)
    simulator = AmazonSimulator(
      ShopState(data, clock: clock, listDelay: listDelay), marketplace: marketplace, options: options)
  }

  /// How a connector reaches it.
  func access(_ settings: [String: String] = [:], through transport: (any Transport)? = nil) -> StoreAccess {
    StoreAccess(
      store: "amazon-test", shop: simulator.access.shop, secrets: simulator.access.secrets.mapValues { Secret($0) },
      transport: transport ?? simulator, clock: clock, settings: simulator.settings.merging(settings) { $1 })
  }

  /// A connector to it.
  func adapter(_ settings: [String: String] = [:], through transport: (any Transport)? = nil) throws -> AmazonAdapter {
    try AmazonAdapter(access(settings, through: transport))
  }

  /// Pulls a stream to its end.
  func pull(
    _ stream: PlatformStream = .orders, _ settings: [String: String] = [:], window: PullWindow = PullWindow(),
    through transport: (any Transport)? = nil
  ) async throws -> Pulled {
    var pulled = Pulled()
    var pull = try await adapter(settings, through: transport)
      .pull(stream, window: window, columns: AmazonAdapter.columns(of: stream), from: nil)
    while let page = try await pull.next() { pulled.take(page) }
    return pulled
  }

  /// Pulls single records.
  func pull(
    _ stream: PlatformStream, ids: [String], _ settings: [String: String] = [:]
  ) async throws -> Pulled {
    var pulled = Pulled()
    var pull = try await adapter(settings).pull(stream, ids: ids, columns: AmazonAdapter.columns(of: stream))
    while let page = try await pull.next() { pulled.take(page) }
    return pulled
  }
}

/// Documents as rows of text.
struct Pulled {
  /// A document: its lines, each a dictionary from column to cell without the blank ones.
  struct Document: Equatable {
    var lines: [[String: String]] = []

    subscript(_ column: OrderColumn) -> String { lines.first?[column.rawValue] ?? "" }
    subscript(_ column: String) -> String { lines.first?[column] ?? "" }

    func lines(_ kind: String) -> [[String: String]] { lines.filter { $0["line.kind"] == kind } }
    func amount(_ column: OrderColumn) -> Exact { Exact(self[column]) ?? .zero }

    /// The sum of a line column.
    func sum(_ column: OrderColumn) -> Exact {
      lines.reduce(.zero) { $0.adding($1[column.rawValue].flatMap { Exact($0) } ?? .zero) ?? $0 }
    }

    /// What the lines come to, with the seller's tax.
    var comesTo: Exact {
      let sum = sum(.amount)
      return self[.pricesIncludeTax] == "true" ? sum : sum.adding(amount(.sellerTax)) ?? sum
    }
  }

  var documents: [Document] = []
  var pages: [PulledPage] = []
  var unknown: Set<String> = []
  var postponed = 0

  mutating func take(_ page: PulledPage, columns: [String]? = nil) {
    pages.append(page)
    unknown.formUnion(page.unknownFields)
    postponed += page.leftOut["orders without amounts yet"] ?? 0
    let batch = page.batch
    let names = columns ?? Self.columns(batch.records.width)
    for document in 0..<batch.documentCount {
      var rows = Document()
      for line in batch.lines(of: document) {
        var row: [String: String] = [:]
        for (place, name) in names.enumerated() {
          let cell = batch.text.string(batch.records[line, place])
          if !cell.isEmpty { row[name] = cell }
        }
        rows.lines.append(row)
      }
      documents.append(rows)
    }
  }

  /// The columns of the stream that has so many.
  private static func columns(_ width: Int) -> [String] {
    AmazonAdapter.streams.map { AmazonAdapter.columns(of: $0) }.first { $0.count == width } ?? []
  }

  /// The documents by kind.
  func documents(_ kind: String) -> [Document] { documents.filter { $0[.documentKind] == kind } }

  /// The document of an id.
  subscript(_ id: String) -> Document? { documents.first { $0[.documentID] == id } }

  /// By id, in any order, to compare two pulls.
  var byID: [String: Document] {
    Dictionary(documents.map { ($0[.documentKind] + " " + $0[.documentID], $0) }, uniquingKeysWith: { $1 })
  }
}
