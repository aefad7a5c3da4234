/// Loads the tables that lie beside these tests.
import Commerce
import Foundation

enum Fixture {
  /// The rows of `Fixtures/<name>`, each as a dictionary from column to cell.
  static func rows(_ name: String) -> [[String: String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    guard let data = try? Data(contentsOf: file) else { return [] }
    let table = EmbeddedTable(Array(data))
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
  }
}
