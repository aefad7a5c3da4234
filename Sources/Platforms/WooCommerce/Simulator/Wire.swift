import Formats

/// A JSON value of the simulated shop: what it answers and what it was sent.
enum Wire: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with decimals, as it is written.
  case number(String)
  case string(String)
  case array([Wire])
  case object(WireObject)

  init(_ node: JSONNode) {
    switch node.value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(let text): self = Int64(text).map { .integer($0) } ?? .number(text)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { Wire($0) })
    case .object(let members):
      var object = WireObject()
      for member in members { object[member.key] = Wire(member.value) }
      self = .object(object)
    }
  }

  /// The value as compact JSON, escaped as PHP does it: slashes and everything beyond ASCII too.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += flag ? "true".utf8 : "false".utf8
    case .integer(let number): bytes += String(number).utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for unit in text.utf16 {
      switch unit {
      case 0x22, 0x5C, 0x2F: bytes += [UInt8(ascii: "\\"), UInt8(unit)]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x20..<0x7F: bytes.append(UInt8(unit))
      default:
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: 4 - digits.count).utf8
        bytes += digits.utf8
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var objectValue: WireObject? { if case .object(let object) = self { object } else { nil } }
  var elements: [Wire] { if case .array(let elements) = self { elements } else { [] } }

  /// An integer, also one that is written as text.
  var int: Int64? {
    switch self {
    case .integer(let number): number
    case .string(let text), .number(let text): Int64(text)
    default: nil
    }
  }

  /// A decimal number as text, however it was sent.
  var decimalText: String? {
    switch self {
    case .integer(let number): String(number)
    case .number(let text), .string(let text): text
    default: nil
    }
  }

  /// True or false, in the words that WordPress takes for it.
  var flag: Bool? {
    switch self {
    case .bool(let flag): flag
    case .string(let text): Self.flags[text.lowercased()]
    case .integer(let number): number != 0
    default: nil
    }
  }

  private static let flags = ["true": true, "1": true, "yes": true, "false": false, "0": false, "no": false]
}

/// Named values in the order in which they were set first.
struct WireObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private(set) var members: [(key: String, value: Wire)] = []

  init() {}
  init(dictionaryLiteral elements: (String, Wire)...) { members = elements.map { (key: $0.0, value: $0.1) } }

  subscript(key: String) -> Wire? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  static func == (left: WireObject, right: WireObject) -> Bool {
    left.members.elementsEqual(right.members) { $0.key == $1.key && $0.value == $1.value }
  }

  /// Only the members of those names; a name with a point reaches into an object.
  func keeping(_ fields: [String]) -> WireObject {
    var kept = WireObject()
    for (key, value) in members {
      if fields.contains(key) {
        kept[key] = value
        continue
      }
      let inner = fields.filter { $0.hasPrefix("\(key).") }.map { String($0.dropFirst(key.count + 1)) }
      if !inner.isEmpty, case .object(let object) = value { kept[key] = .object(object.keeping(inner)) }
    }
    return kept
  }
}

extension Wire: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: Wire...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, Wire)...) {
    var object = WireObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}
