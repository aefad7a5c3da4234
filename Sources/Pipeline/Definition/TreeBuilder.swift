import Formats

/// Turns JSON nodes into definition nodes: adds pointers, leaves comments out, finds written-out secrets.
struct TreeBuilder {
  let text: DefinitionText
  var diagnostics: [Diagnostic] = []

  init(text: DefinitionText) { self.text = text }

  /// The node at a pointer.
  mutating func node(_ node: JSONNode, pointer: String) -> DefinitionNode {
    let place = Place(text: text, range: node.place.bytes, pointer: pointer)
    switch node.value {
    case .null: return DefinitionNode(.null, at: place)
    case .bool(let flag): return DefinitionNode(.flag(flag), at: place)
    case .number(let number): return DefinitionNode(.number(number), at: place)
    case .string(let string):
      if text.hides(node.place.bytes) { reportSecret(at: place) }
      return DefinitionNode(.text(string), at: place)
    case .array(let elements):
      var nodes: [DefinitionNode] = []
      for (index, element) in elements.enumerated() {
        nodes.append(self.node(element, pointer: Place.pointer(pointer, String(index))))
      }
      return DefinitionNode(.list(nodes), at: place)
    case .object(let members): return DefinitionNode(.object(self.members(members, pointer: pointer)), at: place)
    }
  }

  private mutating func members(_ members: [JSONMember], pointer: String) -> [DefinitionMember] {
    var seen: [String: Int] = [:]
    var result: [DefinitionMember] = []
    for member in members where member.key != "$comment" {
      let pointer = Place.pointer(pointer, member.key)
      let place = Place(text: text, range: member.keyPlace.bytes, pointer: pointer)
      let value = node(member.value, pointer: pointer)
      if let line = seen[member.key] {
        let message = "key \"\(member.key)\" is given twice, first on line \(line)"
        diagnostics.append(Diagnostic(.duplicateKey, at: place, message))
      } else {
        seen[member.key] = member.keyPlace.line
        result.append(DefinitionMember(key: member.key, keyPlace: place, value: value))
      }
    }
    return result
  }

  private mutating func reportSecret(at place: Place) {
    diagnostics.append(
      Diagnostic(
        .literalSecret, at: place, "secret written out in the file",
        help: "name where it is kept instead: { \"env\": \"NAME\" } or { \"file\": \"path\" }"))
  }
}
