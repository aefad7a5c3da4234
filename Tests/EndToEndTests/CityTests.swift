/// Special territories that only the city tells apart from the rest of their state, in files of every platform.
import Foundation
import GRDB
import Testing

@Suite("Cities of special territories")
struct CityTests {
  /// A sample, the pipeline that reads it, and its columns of a destination.
  struct Case: Sendable, CustomTestStringConvertible {
    let pipeline: String
    let file: String
    let separator: Character
    /// The columns of country, postcode, city and state.
    let columns: [String]
    var testDescription: String { file }
  }

  private static let cases = [
    Case(
      pipeline: "woocommerce-webtoffee", file: "woocommerce/webtoffee-order-export.csv", separator: ",",
      columns: ["shipping_country", "shipping_postcode", "shipping_city", "shipping_state"]),
    Case(
      pipeline: "woocommerce-skyverge", file: "woocommerce/skyverge-orders.csv", separator: ",",
      columns: ["shipping_country", "shipping_postcode", "shipping_city", "shipping_state"]),
    Case(
      pipeline: "woocommerce-advanced-order-export", file: "woocommerce/advanced-order-export-default.csv",
      separator: ",",
      columns: [
        "Country Code (Shipping)", "Postcode (Shipping)", "City (Shipping)", "State Code (Shipping)",
      ]),
    Case(
      pipeline: "amazon-vat-calculation", file: "amazon/vat-calculation.csv", separator: ",",
      columns: ["Ship To Country", "Ship To Postal Code", "Ship To City", "Ship To State"]),
    Case(
      pipeline: "amazon-vat-transactions", file: "amazon/vat-transactions-95col.txt", separator: "\t",
      columns: ["ARRIVAL_COUNTRY", "ARRIVAL_POST_CODE", "ARRIVAL_CITY", "SALE_ARRIVAL_COUNTRY"]),
  ]

  @Test(
    "Of one Italian postcode Livigno is outside the Union's tax area and the villages around are not", arguments: cases)
  func livigno(_ example: Case) throws {
    #expect(try territories(of: example, in: "Livigno").contains("IT-LIV"))
    #expect(try !territories(of: example, in: "Valdidentro").contains("IT-LIV"))
  }

  /// Where the sales of a sample are taxed when all of them go to `city`.
  private func territories(of example: Case, in city: String) throws -> Set<String> {
    let program = try Program()
    let text = try String(
      contentsOf: Program.project.appending(path: "samples/\(example.file)"), encoding: .utf8)
    var rows = text.split(whereSeparator: \.isNewline).map { Self.cells($0, example.separator) }
    let header = try #require(rows.first)
    let values = ["IT", "23030", city, ""]
    for (column, value) in zip(example.columns, values) {
      let index = try #require(
        header.firstIndex { $0.filter { $0 != "\"" && $0 != "\u{FEFF}" } == column }, "\(column)")
      for row in rows.indices.dropFirst() where rows[row].indices.contains(index) { rows[row][index] = value }
    }
    try program.write("changed", rows.map { $0.joined(separator: String(example.separator)) + "\n" }.joined())
    let run = try program.run("run", "pipelines/\(example.pipeline).json", "--set", "input=changed", "--quiet")
    try #require([0, 5].contains(run.exit), "\(run.text)")
    return Set(try program.rows("SELECT DISTINCT territory FROM v_lines").compactMap { $0["territory"] as String? })
  }

  /// The cells of a row with their quotes; no sample has a line break in one.
  private static func cells(_ row: Substring, _ separator: Character) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row {
      if character == "\"", separator == "," { isQuoted.toggle() }
      if character == separator, !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
