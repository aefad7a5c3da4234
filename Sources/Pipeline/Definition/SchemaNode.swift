import Formats

/// A piece of a JSON Schema: members keep their order, so the same catalogue gives the same bytes.
indirect enum SchemaNode: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([SchemaNode])
  case object([Member])
  /// JSON as a spec writes it, such as an example.
  case json(String)

  /// A key and its value.
  struct Member: Sendable {
    var key: String
    var value: SchemaNode
  }

  /// A list of texts.
  static func texts(_ texts: [String]) -> SchemaNode { .list(texts.map { .text($0) }) }

  /// This object with the members of another behind its own.
  func with(_ other: SchemaNode) -> SchemaNode {
    guard case .object(let own) = self, case .object(let more) = other else { return self }
    return .object(own + more)
  }

  /// Writes the piece.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .text(let text): writer.string(text)
    case .number(let number): writer.integer(Int64(number))
    case .flag(let flag): writer.bool(flag)
    case .list(let nodes): writer.array { writer in nodes.forEach { $0.write(to: &writer) } }
    case .object(let members):
      writer.object { writer in
        for member in members {
          writer.key(member.key)
          member.value.write(to: &writer)
        }
      }
    case .json(let text):
      if let node = JSONText.read(Array(text.utf8)).root { writer.node(node) } else { writer.string(text) }
    }
  }
}

extension SchemaNode: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(arrayLiteral elements: SchemaNode...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, SchemaNode)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
