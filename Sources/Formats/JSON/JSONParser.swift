/// The grammar of JSON: one function for each of its rules.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONText.Limits
  private(set) var problems: [JSONProblem] = []
  var index = 0
  private var depth = 0
  private var finder = PlaceFinder()

  init(_ bytes: [UInt8], limits: JSONText.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The whole text; `nil` when reading had to stop.
  mutating func document() -> JSONNode? {
    guard bytes.count <= limits.bytes else {
      note(.size, at: 0, "the text is larger than \(limits.bytes) bytes")
      return nil
    }
    if let fault = TextCheck.firstFault(in: bytes), fault.kind == .invalidText {
      note(.encoding, at: fault.byte, "the text is not UTF-8 here")
      return nil
    }
    if bytes.starts(with: TextEncoding.utf8.byteOrderMark) { index = 3 }
    passOverSpace()
    guard index < bytes.count else {
      note(.empty, at: index, "the text is empty")
      return nil
    }
    guard let root = value() else { return nil }
    passOverSpace()
    if index < bytes.count { note(.unexpected, at: index, "\(found) follows the end of the document") }
    return root
  }

  // MARK: Values

  private mutating func value() -> JSONNode? {
    guard let byte = peek else {
      note(.unfinished, at: index, "the text ends where a value should stand")
      return nil
    }
    // The place is asked for first: places are found in ascending order.
    var place = place(index..<index)
    let value: JSONNode.Value?
    switch byte {
    case UInt8(ascii: "{"): value = nested { $0.members() }
    case UInt8(ascii: "["): value = nested { $0.elements() }
    case UInt8(ascii: "\""): value = string().map { .string($0) }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = number().map { .number($0) }
    default: value = literal()
    }
    guard let value else { return nil }
    place.bytes = place.bytes.lowerBound..<index
    return JSONNode(value, at: place)
  }

  private mutating func nested(_ rule: (inout JSONParser) -> JSONNode.Value?) -> JSONNode.Value? {
    guard depth < limits.depth else {
      note(.depth, at: index, "arrays and objects are nested more than \(limits.depth) deep")
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return rule(&self)
  }

  private mutating func literal() -> JSONNode.Value? {
    let known: [(String, JSONNode.Value)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .null)]
    for (word, value) in known where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    note(.unexpected, at: index, "\(found) stands where a value is expected")
    return nil
  }

  // MARK: Arrays and objects

  private mutating func elements() -> JSONNode.Value? {
    var nodes: [JSONNode] = []
    let isComplete = list(closedBy: UInt8(ascii: "]")) { parser in
      guard let node = parser.value() else { return false }
      nodes.append(node)
      return true
    }
    return isComplete ? .array(nodes) : nil
  }

  private mutating func members() -> JSONNode.Value? {
    var members: [JSONMember] = []
    var seen: [String: TextPlace] = [:]
    let isComplete = list(closedBy: UInt8(ascii: "}")) { parser in
      guard let member = parser.member() else { return false }
      if let first = seen[member.key] {
        parser.note(
          .duplicateKey, member.keyPlace, "'\(member.key)' stands here twice, first on line \(first.line)")
      } else {
        seen[member.key] = member.keyPlace
      }
      members.append(member)
      return true
    }
    return isComplete ? .object(members) : nil
  }

  private mutating func member() -> JSONMember? {
    guard peek == UInt8(ascii: "\"") else {
      note(.unexpected, at: index, "\(found) stands where a name in double quotes is expected")
      return nil
    }
    var keyPlace = place(index..<index)
    guard let key = string() else { return nil }
    keyPlace.bytes = keyPlace.bytes.lowerBound..<index
    passOverSpace()
    guard peek == UInt8(ascii: ":") else {
      note(.unexpected, at: index, "\(found) stands where a colon is expected")
      return nil
    }
    index += 1
    passOverSpace()
    return value().map { JSONMember(key, at: keyPlace, $0) }
  }

  /// Reads items up to the closing bracket; missing and surplus commas are noted and passed over.
  private mutating func list(closedBy close: UInt8, _ item: (inout JSONParser) -> Bool) -> Bool {
    index += 1
    passOverSpace()
    if peek == close {
      index += 1
      return true
    }
    while true {
      guard item(&self) else { return false }
      passOverSpace()
      if peek == close {
        index += 1
        return true
      }
      guard separator(before: close) else { return false }
      if peek == close {
        index += 1
        return true
      }
    }
  }

  /// Passes over the comma between two items; a forgotten or surplus one is noted.
  private mutating func separator(before close: UInt8) -> Bool {
    if peek == UInt8(ascii: ",") {
      let comma = index
      index += 1
      passOverSpace()
      if peek == close { note(.trailingComma, at: comma, "nothing follows this comma") }
      return true
    }
    let startsItem = peek == UInt8(ascii: "\"") || (close == UInt8(ascii: "]") && (peek == 0x7B || peek == 0x5B))
    guard startsItem else {
      let code = index < bytes.count ? JSONProblem.Code.unexpected : .unfinished
      let bracket = String(UnicodeScalar(close))
      note(code, at: index, "\(found) stands where a comma or '\(bracket)' is expected")
      return false
    }
    note(.missingComma, at: index, "a comma is missing before this")
    return true
  }

  // MARK: Helpers

  /// The byte that comes next.
  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The character that comes next, for a sentence.
  var found: String {
    guard index < bytes.count else { return "the end of the text" }
    let text = String(decoding: bytes[index..<min(index + 16, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return "nothing" }
    return scalar.value < 0x20 ? "the control character \(scalar.value)" : "'\(scalar)'"
  }

  private mutating func passOverSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  mutating func note(_ code: JSONProblem.Code, at byte: Int, _ message: String) {
    note(code, place(byte..<min(byte + 1, max(byte, bytes.count))), message)
  }

  mutating func note(_ code: JSONProblem.Code, _ place: TextPlace, _ message: String) {
    problems.append(JSONProblem(code: code, place: place, message: message))
  }

  private mutating func place(_ range: Range<Int>) -> TextPlace { finder.place(of: range, in: bytes) }
}
