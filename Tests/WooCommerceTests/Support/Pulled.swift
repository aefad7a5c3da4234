/// What a pull gave, as cells by their columns.
import Columns
import Commerce
import Platforms
import WooCommerce

struct Pulled {
  /// One document.
  struct Document: Equatable {
    let lines: [[String: String]]

    subscript(_ column: String) -> String { lines.first?[column] ?? "" }
    var kind: String { self["document.kind"] }
    var key: String { "\(kind) \(self["id"])" }

    /// The sum of a column over the lines.
    func sum(_ column: String, _ kind: String? = nil) -> Exact {
      lines.filter { kind == nil || $0["line.kind"] == kind }
        .reduce(Exact.zero) { $0.adding(Exact($1[column] ?? "0") ?? .zero) ?? .zero }
    }
    /// Lines and tax together.
    var tied: Exact? { sum("line.amount").adding(Exact(self["total_tax"]) ?? .zero) }
    var total: Exact? { Exact(self["total"]) }
  }

  var documents: [Document] = []
  var findings: [String] = []
  var cursors: [PullCursor] = []
  var sizes: [Int] = []
  var unknown: Set<String> = []
  var leftOut: [String: Int] = [:]
  var latestChange: Int64?

  init() {}

  /// Pulls a stream to its end.
  init(
    _ adapter: WooCommerceAdapter, _ stream: PlatformStream = .orders, _ window: PullWindow = PullWindow(),
    from cursor: PullCursor? = nil
  ) async throws {
    let columns = WooCommerceAdapter.columns(of: stream)
    var pull = try await adapter.pull(stream, window: window, columns: columns, from: cursor)
    try await read(&pull, columns)
  }

  /// Reads a pull to its end.
  mutating func read(_ pull: inout any PlatformPull, _ columns: [String]) async throws {
    while let page = try await pull.next() {
      documents += Self.documents(page.batch, columns)
      findings += page.batch.findings.map(\.code)
      cursors.append(page.next)
      sizes.append(page.batch.documentCount)
      unknown.formUnion(page.unknownFields)
      leftOut.merge(page.leftOut, uniquingKeysWith: +)
      latestChange = page.latestChange.map { max($0, latestChange ?? $0) } ?? latestChange
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
