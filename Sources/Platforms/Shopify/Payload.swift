/// Reads Shopify's payloads by name, and keeps account of the names that nobody knows.
import Columns
import Commerce
import Formats

/// The names that an object of a payload can have: those that are read are the cases, in the order of their raw values.
protocol PayloadField: RawRepresentable<Int>, CaseIterable, Sendable where AllCases: Sendable {
  /// The names compiled once, those that are known and not needed behind those that are read.
  static var keys: JSONKeys { get }
}

extension PayloadField {
  /// Compiles the names of the cases, `adminGraphqlApiId` being `admin_graphql_api_id`, and those not needed.
  static func compile(unneeded: [String] = []) -> JSONKeys {
    JSONKeys(allCases.map { snakeCase(String(describing: $0)) } + unneeded)
  }
}

/// `totalPriceSet` as `total_price_set`.
func snakeCase(_ name: String) -> String {
  var text = ""
  for letter in name.unicodeScalars {
    let isCapital = letter.value >= 0x41 && letter.value <= 0x5A
    if isCapital { text += "_" }
    text.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(letter.value) + 0x20) : letter)
  }
  return text
}

/// The values of one object, by field; a `null` is as good as nothing.
struct Fields<Field: PayloadField> {
  fileprivate(set) var elements: [JSONElement?]

  subscript(field: Field) -> JSONElement? { elements[field.rawValue] }
}

/// A payload being read, with the paths of the fields that are not known.
struct Payload {
  let json: JSONPayload
  /// Paths such as `line_items.attributed_staffs`.
  private(set) var unknown: Set<String> = []

  init(_ json: JSONPayload) { self.json = json }

  /// The fields of an object; all missing when it is none.
  mutating func fields<Field: PayloadField>(_ element: JSONElement?, _ type: Field.Type, at path: String) -> Fields<
    Field
  > {
    var elements: [JSONElement?] = []
    var strangers: [JSONElement] = []
    json.read(element, Field.keys, into: &elements) { strangers.append($0) }
    for key in strangers { note(key, at: path) }
    for index in elements.indices {
      if let element = elements[index], json.kind(element) == .null { elements[index] = nil }
    }
    return Fields(elements: elements)
  }

  /// The elements of an array; none when it is something else, as old orders have `{}` for no properties.
  func list(_ element: JSONElement?) -> [JSONElement] {
    Array(json.elements(of: element))
  }

  mutating func note(_ key: JSONElement, at path: String) {
    let name = json.string(key)
    unknown.insert(path.isEmpty ? name : "\(path).\(name)")
  }

  // MARK: Values

  /// A number, whether it is written as one or as text; `nil` when it is missing or none.
  func exact(_ element: JSONElement?) -> Exact? {
    guard let element else { return nil }
    let range = json.range(element)
    guard case .value(let value) = NumberGrammar.plain.parse(json.bytes.span.extracting(range.indices)) else {
      return nil
    }
    return value
  }

  /// A whole number.
  func integer(_ element: JSONElement?) -> Int64? {
    guard let value = exact(element), value.isWhole(at: 0) else { return nil }
    return value.millionths / Exact.unit
  }

  /// Whether the value is `true`.
  func isTrue(_ element: JSONElement?) -> Bool { element.map { json.isTrue($0) } ?? false }

  /// Whether the value is exactly this ASCII text.
  func matches(_ element: JSONElement?, _ text: StaticString) -> Bool {
    guard let element else { return false }
    let range = json.range(element)
    guard Int(range.count) == text.utf8CodeUnitCount else { return false }
    return json.bytes[range.indices].elementsEqual("\(text)".utf8)
  }

  /// The text of a value, freed of escapes.
  func string(_ element: JSONElement?) -> String? {
    element.map { json.string($0) }
  }

  /// The instant of an ISO 8601 time stamp with its offset.
  func instant(_ element: JSONElement?) -> Int64? {
    guard let element else { return nil }
    let range = json.range(element)
    guard case .value(let moment) = DateGrammar.auto.parse(json.bytes.span.extracting(range.indices)) else {
      return nil
    }
    return moment.instant().seconds
  }
}

extension JSONPayload {
  /// The value named `key`, of an object that has one that is not `null`.
  subscript(_ element: JSONElement, key key: String) -> JSONElement? {
    let value = self[key, in: element]
    return isNull(value) ? nil : value
  }
}
