/// A page of orders while documents are made of it: the answer, the batch's text, and what no map knows.
import Columns
import Commerce
import Formats

struct OrderPage {
  let payload: JSONPayload
  var reader: FieldReader
  var text: TextArena
  /// Whether what names a person is kept.
  let keepsPersonal: Bool
  /// Values of open lists that nobody has met yet.
  private(set) var strangers: Set<String> = []

  init(_ payload: JSONPayload, keepsPersonal: Bool) {
    self.payload = payload
    reader = FieldReader(payload)
    text = TextArena(bytes: payload.bytes)
    self.keepsPersonal = keepsPersonal
  }

  /// Paths and values that the connector does not know.
  var unknown: Set<String> { reader.unknown.union(strangers) }

  /// Reads an object's members into cells; what its reader looks at itself is returned by name.
  mutating func read(
    _ object: JSONElement, _ map: FieldMap<OrderColumn>, path: String, into cells: inout [OrderColumn: TextRange]
  ) -> [String: JSONElement] {
    var found: [(OrderColumn, JSONElement)] = []
    let specials = reader.read(object, map, path: path) { found.append(($0, $1)) }
    for (column, element) in found where keepsPersonal || !OrderColumn.personal.contains(column) {
      cells[column] = payload.text(element, in: &text)
    }
    return specials
  }

  /// The text of a value.
  func string(_ element: JSONElement?) -> String { payload.string(element) }

  /// The text at a place.
  func string(_ range: TextRange?) -> String { range.map { text.string($0) } ?? "" }

  /// Appends what the connector makes.
  mutating func made(_ words: String) -> TextRange { words.isEmpty ? .empty : text.append(words) }

  /// Notes a value of an open list that nobody has met yet.
  mutating func noteStranger(_ path: String, _ value: String) { strangers.insert("\(path)=\(value.prefix(40))") }

  /// An amount of money: the decimal text under one name and the currency under the other.
  func money(_ element: JSONElement?, _ amount: String, _ currency: String) -> (amount: Exact, currency: String)? {
    guard let element, let number = AmazonNumber.exact(payload.string(payload[amount, in: element])) else { return nil }
    return (number, payload.string(payload[currency, in: element]))
  }

  /// The texts of an array, joined.
  func joined(_ element: JSONElement?) -> String {
    payload.elements(of: element).map { payload.string($0) }.filter { !$0.isEmpty }.joined(separator: ",")
  }
}

/// Numbers as Amazon writes them: text with a point, or JSON numbers, some with an exponent.
enum AmazonNumber {
  /// The number exactly; `nil` when it is none or finer than millionths.
  static func exact(_ text: String) -> Exact? {
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return Exact(text) }
    guard let power = Int(text[text.index(after: mark)...]), abs(power) <= 18, var value = Exact(String(text[..<mark]))
    else { return nil }
    for _ in 0..<abs(power) {
      if power > 0 {
        let (product, overflow) = value.millionths.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value.millionths = product
      } else {
        if value.millionths % 10 != 0 { return nil }
        value.millionths /= 10
      }
    }
    return value
  }
}
