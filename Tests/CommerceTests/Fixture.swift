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

  /// The parts of `name=value;name=value`.
  static func fields(_ text: String, separator: Character = ";") -> [String: String] {
    var fields: [String: String] = [:]
    for part in text.split(separator: separator) {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      if sides.count == 2 { fields[sides[0].trimmingCharacters(in: .whitespaces)] = sides[1] }
    }
    return fields
  }
}

extension Exact {
  /// The amount in minor units of a currency with `exponent` decimals; `nil` unless it is a whole number of them.
  func whole(at exponent: Int) -> MinorUnits? { isWhole(at: exponent) ? rounded(to: exponent) : nil }
}
