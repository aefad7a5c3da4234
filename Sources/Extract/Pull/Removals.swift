import Columns
import Platforms

/// Finds what a list of all no longer has, and tells of it as documents of nothing.
struct Removals: Sendable {
  private var left: Set<String>
  private let idColumn: String
  private var isAnySeen = false

  /// Looks for documents of these ids.
  ///
  /// - Parameter idColumn: the source column that has the id.
  init(known: Set<String>, idColumn: String) {
    left = known
    self.idColumn = idColumn
  }

  /// Notes which documents a page has.
  mutating func note(_ batch: Batch, _ columns: [String]) {
    guard let place = columns.firstIndex(of: idColumn) else { return }
    for document in 0..<batch.documentCount {
      isAnySeen = true
      left.remove(batch.text.string(batch.records[batch.lines(of: document).lowerBound, place]))
    }
  }

  /// A batch of those that no page had, once; `nil` when there are none, and where the shop shows nothing at all, which is
  /// more likely a fault than an empty shop.
  mutating func take(_ columns: [String], page: Int) -> Batch? {
    defer { left = [] }
    guard isAnySeen, !left.isEmpty else { return nil }
    var builder = DocumentBuilder(body: [], columns: columns, known: [idColumn])
    for (number, id) in left.sorted().enumerated() {
      let range = builder.text.append(id)
      builder.beginDocument(at: SourcePosition(line: page, byte: number), raw: range)
      builder.addLine()
      builder.set(0, range)
    }
    return builder.finish()
  }
}
