import Columns
import Commerce
import Formats
import Platforms

/// The keys of one kind of object: those that are read, and those that are known and not needed.
struct ObjectKeys: Sendable {
  let keys: JSONKeys
  /// The path by which unknown fields are reported.
  let path: String
  /// How many of the names are read; the others are only known.
  let readCount: Int

  init(_ path: String, read: [String], known: [String] = []) {
    keys = JSONKeys(read + known)
    self.path = path
    readCount = read.count
  }

  /// Every name that the connector knows, read or not.
  var names: [String] { keys.names }
}

/// Reads values of one answer's JSON into a batch's text, wherever that answer's body stands in it.
struct ObjectReader {
  let payload: JSONPayload
  /// Where the body begins in the batch's text.
  let base: UInt32

  /// The members of an object in the order of its keys; unknown ones are noted.
  func fields(_ object: JSONElement?, _ keys: ObjectKeys, _ unknown: inout UnknownFields) -> [JSONElement?] {
    var fields: [JSONElement?] = []
    var names: [String] = []
    payload.read(object, keys.keys, into: &fields) { names.append(payload.string($0)) }
    for name in names { unknown.note(name, in: keys.path) }
    return fields
  }

  /// The text of a value as a cell.
  func cell(_ element: JSONElement?, _ text: inout TextArena) -> TextRange {
    guard let element else { return .empty }
    if payload.isEscaped(element) { return payload.text(element, in: &text) }
    let range = payload.range(element as JSONElement?)
    return range.isEmpty ? .empty : TextRange(start: range.start &+ base, count: range.count)
  }

  /// The text of a name of goods, freed from the characters of HTML that WordPress escapes.
  func title(_ element: JSONElement?, _ text: inout TextArena) -> TextRange {
    let range = cell(element, &text)
    guard text[range].contains(UInt8(ascii: "&")) else { return range }
    return text.append(HTMLText.decoded(text.string(range)))
  }

  /// The whole value as it stands, brackets included.
  func raw(_ element: JSONElement) -> TextRange {
    let range = payload.range(element)
    return TextRange(start: range.start &+ base, count: range.count)
  }

  /// An amount; zero where there is none, `nil` where the text is no exact number.
  func amount(_ element: JSONElement?) -> Exact? {
    guard let element, payload.kind(element) != .null else { return .zero }
    let range = payload.range(element as JSONElement?)
    if range.isEmpty { return .zero }
    guard case .value(let value) = NumberGrammar.plain.parse(payload.bytes.span.extracting(range.indices)) else {
      return nil
    }
    return value
  }

  func string(_ element: JSONElement?) -> String { payload.string(element) }
  func integer(_ element: JSONElement?) -> Int64 { Int64(payload.string(element)) ?? 0 }
}
