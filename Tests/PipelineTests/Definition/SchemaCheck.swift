/// The part of JSON Schema that the generator uses, to check values against.
import Pipeline

struct SchemaCheck {
  let root: DefinitionNode

  init(_ root: DefinitionNode) { self.root = root }

  func accepts(_ value: DefinitionNode) -> Bool { accepts(value, root) }

  private func accepts(_ value: DefinitionNode, _ schema: DefinitionNode) -> Bool {
    if let flag = schema.flag { return flag }
    return (schema.members ?? []).allSatisfy { accepts(value, keyword: $0.key, $0.value, of: schema) }
  }

  private func accepts(
    _ value: DefinitionNode, keyword: String, _ rule: DefinitionNode, of schema: DefinitionNode
  ) -> Bool {
    switch keyword {
    case "type": return (rule.elements ?? [rule]).contains { isType($0.text ?? "", value) }
    case "const": return value.text == rule.text
    case "enum": return (rule.elements ?? []).contains { $0.text == value.text }
    case "pattern": return value.text.map { matches($0, rule.text ?? "") } ?? true
    case "minimum": return number(value).map { $0 >= number(rule) ?? 0 } ?? true
    case "maximum": return number(value).map { $0 <= number(rule) ?? 0 } ?? true
    case "minItems": return value.elements.map { $0.count >= number(rule) ?? 0 } ?? true
    case "contains": return value.elements?.contains { accepts($0, rule) } ?? true
    case "items": return value.elements?.allSatisfy { accepts($0, rule) } ?? true
    case "required": return value.members == nil || (rule.elements ?? []).allSatisfy { value[$0.text ?? ""] != nil }
    case "properties":
      return (rule.members ?? []).allSatisfy { member in value[member.key].map { accepts($0, member.value) } ?? true }
    case "additionalProperties":
      return (value.members ?? []).allSatisfy { schema["properties"]?[$0.key] != nil || accepts($0.value, rule) }
    case "propertyNames":
      return (value.members ?? []).allSatisfy { member in
        accepts(DefinitionNode(.text(member.key), at: member.keyPlace), rule)
      }
    case "anyOf": return (rule.elements ?? []).contains { accepts(value, $0) }
    case "oneOf": return (rule.elements ?? []).count { accepts(value, $0) } == 1
    case "allOf": return (rule.elements ?? []).allSatisfy { accepts(value, $0) }
    case "if": return !accepts(value, rule) || schema["then"].map { accepts(value, $0) } ?? true
    case "$ref": return resolved(rule.text ?? "").map { accepts(value, $0) } ?? false
    default: return true
    }
  }

  private func isType(_ type: String, _ value: DefinitionNode) -> Bool {
    switch type {
    case "object": value.members != nil
    case "array": value.elements != nil
    case "string": value.text != nil
    case "boolean": value.flag != nil
    case "integer": number(value) != nil
    case "number": value.number != nil
    default: false
    }
  }

  private func number(_ value: DefinitionNode) -> Int? { value.number.flatMap { Int($0) } }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let pattern = try? Regex(pattern) else { return false }
    return text.contains(pattern)
  }

  private func resolved(_ reference: String) -> DefinitionNode? { root["$defs"]?[String(reference.dropFirst(8))] }
}
