/// JSON as a simulated Shopify says it: short to write down, in the order of the real answers.
import Formats

/// A value of an answer.
enum WireValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  /// A number as it is written, such as `195.66`.
  case number(String)
  case text(String)
  /// JSON that is written already.
  case raw(String)
  case list([WireValue])
  case object([(String, WireValue)])

  /// Text, or `null`.
  static func text(_ text: String?) -> WireValue { text.map { .text($0) } ?? .null }
  /// An integer, or `null`.
  static func int(_ value: Int64?) -> WireValue { value.map { .int($0) } ?? .null }

  /// The object with the named members only, as with `fields`; `id` is not added.
  func keeping(_ names: Set<String>) -> WireValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { names.contains($0.0) })
  }

  /// The bytes of the value.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// Appends the value.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .int(let value): bytes += String(value).utf8
    case .number(let text), .raw(let text): bytes += text.utf8
    case .text(let text): Self.quote(text, to: &bytes)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.quote(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      bytes.append(UInt8(ascii: "\""))
      bytes += text.utf8
      bytes.append(UInt8(ascii: "\""))
      return
    }
    var writer = JSONWriter()
    writer.string(text)
    bytes += writer.takeBytes()
  }
}

extension WireValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(nilLiteral: ()) { self = .null }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(stringLiteral value: String) { self = .text(value) }
  init(arrayLiteral elements: WireValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, WireValue)...) { self = .object(elements) }

  /// The members of both objects.
  static func + (left: WireValue, right: WireValue) -> WireValue {
    guard case .object(let one) = left, case .object(let other) = right else { return left }
    return .object(one + other)
  }
}
