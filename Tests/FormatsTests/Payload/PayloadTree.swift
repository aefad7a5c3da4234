/// Payloads and texts as trees of one kind, to compare the two readers.
import Columns
import Formats

/// A value with its place and everything in it.
struct Tree: Equatable, CustomStringConvertible {
  var kind: String
  /// The bytes it takes, quotes included.
  var bytes: Range<Int>
  /// The text of a scalar, or of the name before a value.
  var text: String
  var children: [Tree] = []

  var description: String { "\(kind)@\(bytes)'\(text)'\(children)" }

  init(_ kind: String, _ bytes: Range<Int>, _ text: String, _ children: [Tree] = []) {
    self.kind = kind
    self.bytes = bytes
    self.text = text
    self.children = children
  }

  init(_ node: JSONNode) {
    let bytes = node.place.bytes
    switch node.value {
    case .null: self.init("null", bytes, "")
    case .bool(let flag): self.init("bool", bytes, flag ? "true" : "false")
    case .number(let text): self.init("number", bytes, text)
    case .string(let text): self.init("string", bytes, text)
    case .array(let nodes): self.init("array", bytes, "", nodes.map { Tree($0) })
    case .object(let members):
      self.init(
        "object", bytes, "", members.flatMap { [Tree("string", $0.keyPlace.bytes, $0.key), Tree($0.value)] })
    }
  }
}

extension JSONPayload {
  /// The value as a tree.
  func tree(_ element: JSONElement) -> Tree {
    let range = range(element).indices
    switch kind(element) {
    case .null: return Tree("null", range, "")
    case .bool: return Tree("bool", range, isTrue(element) ? "true" : "false")
    case .number: return Tree("number", range, string(element))
    case .string: return Tree("string", range.lowerBound - 1..<range.upperBound + 1, string(element))
    case .array: return Tree("array", range, "", elements(of: element).map { tree($0) })
    case .object:
      return Tree("object", range, "", members(of: element).flatMap { [tree($0.key), tree($0.value)] })
    }
  }
}
