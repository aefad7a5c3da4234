import Formats

/// Finds the JSON in the body of an answer: behind a byte order mark, blanks or what PHP printed before it.
struct WooCommerceBody {
  /// The bytes of the JSON text within the body.
  let range: Range<Int>
  /// Whether something other than blanks and a byte order mark stands around it.
  let hasNoise: Bool
  private let bytes: [UInt8]

  /// The JSON of a body; `nil` when there is none that is whole.
  static func payload(of body: [UInt8]) -> WooCommerceBody? {
    var end = body.count
    while end > 0, isBlank(body[end - 1]) { end -= 1 }
    var start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < end, isBlank(body[start]) { start += 1 }
    guard start < end else { return nil }
    if closes(body[end - 1], body[start]) {
      return WooCommerceBody(range: start..<end, hasNoise: false, bytes: body)
    }
    // What begins as JSON and does not end as such is cut off; no part of it stands for the whole.
    if opens(body[start]) { return nil }
    return behindNoise(body, start..<end)
  }

  /// The JSON read into a tree, for the short bodies of errors.
  var node: JSONNode? { try? JSONText.parse(Array(bytes[range])) }

  /// Whether the body begins as JSON and does not end as such.
  static func looksCutOff(_ body: [UInt8]) -> Bool {
    let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = body[start...].first(where: { !isBlank($0) }) else { return false }
    return opens(first)
  }

  /// What a body without JSON is, in a word or two.
  static func kind(of body: [UInt8]) -> String {
    guard let first = body.first(where: { !isBlank($0) }) else { return "nothing" }
    return first == UInt8(ascii: "<") ? "HTML" : "text"
  }

  /// Tries the brackets with which a line or the text behind a tag begins, up to a sensible number of them: notices end so.
  private static func behindNoise(_ body: [UInt8], _ range: Range<Int>) -> WooCommerceBody? {
    guard let last = body[range].lastIndex(where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }) else {
      return nil
    }
    var tries = 0
    for index in range.dropFirst() where tries < 8 && index < last {
      let before = body[index - 1]
      guard opens(body[index]), before == UInt8(ascii: ">") || before == 0x0A, closes(body[last], body[index]) else {
        continue
      }
      tries += 1
      if (try? JSONPayload(Array(body[index...last]))) != nil {
        return WooCommerceBody(range: index..<last + 1, hasNoise: true, bytes: body)
      }
    }
    return nil
  }

  private static func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

  private static func closes(_ last: UInt8, _ first: UInt8) -> Bool {
    (first == UInt8(ascii: "{") && last == UInt8(ascii: "}"))
      || (first == UInt8(ascii: "[") && last == UInt8(ascii: "]"))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
