/// What Shopify says is wrong: a text, texts, or texts by field, under `errors` and rarely `error`.
import Formats

/// The sentence of an error body.
enum ShopifyErrors {
  /// The longest sentence that is passed on.
  private static let lengthMax = 240

  /// What the body says; `nil` when it is empty, HTML or something else that says nothing.
  static func sentence(_ body: [UInt8]) -> String? {
    guard let first = body.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{"), let root = try? JSONPayload(body)
    else { return nil }
    guard let errors = root[root.root, key: "errors"] ?? root[root.root, key: "error"] else { return nil }
    var parts: [String] = []
    collect(errors, "", root, into: &parts)
    if let more = root[root.root, key: "error_description"] { collect(more, "", root, into: &parts) }
    let sentence = parts.joined(separator: "; ")
    return sentence.isEmpty ? nil : String(sentence.prefix(lengthMax))
  }

  private static func collect(
    _ element: JSONElement, _ field: String, _ payload: JSONPayload, into parts: inout [String]
  ) {
    switch payload.kind(element) {
    case .string:
      let text = payload.string(element)
      parts.append(field.isEmpty || text.hasPrefix(field) ? text : "\(field) \(text)")
    case .array:
      for item in payload.elements(of: element) { collect(item, field, payload, into: &parts) }
    case .object:
      // The errors of GraphQL have their sentence under a name of its own.
      if let message = payload[element, key: "message"], payload.kind(message) == .string {
        return collect(message, field, payload, into: &parts)
      }
      for pair in payload.members(of: element) {
        let name = payload.string(pair.key)
        collect(pair.value, name == "base" ? field : name, payload, into: &parts)
      }
    default: break
    }
  }

  /// Whether a body is a page for people.
  static func isPage(_ body: [UInt8]) -> Bool { body.first { $0 > 0x20 } == UInt8(ascii: "<") }
}
