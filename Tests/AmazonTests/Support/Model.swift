/// Amazon's public models beside these tests: request and response pairs, and schemas that answers are held against.
import Formats
import Foundation

struct Model {
  /// A request and its response.
  struct Pair {
    var method: String
    var path: String
    var status: Int64
    var request: JSONNode
    var response: JSONNode
  }

  private let root: JSONNode

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name).json")
    root = try JSONText.parse(Array(Data(contentsOf: file)))
  }

  /// The pairs of an operation.
  func pairs(_ method: String, _ path: String, status: Int64 = 200) -> [Pair] {
    (root["pairs"]?.elements ?? []).compactMap { node in
      let pair = Pair(
        method: node["method"]?.string ?? "", path: node["path"]?.string ?? "",
        status: Int64(node["status"]?.number ?? "") ?? 0, request: node["request"] ?? root,
        response: node["response"] ?? root)
      return pair.method == method && pair.path == path && pair.status == status ? pair : nil
    }
  }

  // MARK: Shapes

  /// What an answer has that its schema does not allow, or lacks; paths and reasons.
  func faults(_ answer: [UInt8], _ method: String, _ path: String) throws -> [String] {
    let node = try JSONText.parse(answer)
    let entry = (root["answers"]?.elements ?? []).first {
      $0["method"]?.string == method && $0["path"]?.string == path
    }
    guard let name = entry?["schema"]?.string, let schema = definition(name) else { return ["no schema of \(path)"] }
    return faults(node, schema, "$")
  }

  private func definition(_ name: String) -> JSONNode? { root["definitions"]?[name] }

  private func faults(_ node: JSONNode, _ schema: JSONNode, _ path: String) -> [String] {
    var schema = schema
    if let reference = schema["$ref"]?.string {
      guard let target = definition(String(reference.split(separator: "/").last ?? "")) else { return [] }
      schema = target
    }
    switch schema["type"]?.string ?? (schema["properties"] == nil ? nil : "object") {
    case "object":
      guard let members = node.members else { return ["\(path): \(node.kind) in place of an object"] }
      let properties = schema["properties"]
      var faults: [String] = []
      for member in members {
        guard let property = properties?[member.key] else {
          if properties != nil { faults.append("\(path).\(member.key) is not in the model") }
          continue
        }
        faults += self.faults(member.value, property, "\(path).\(member.key)")
      }
      for name in schema["required"]?.elements ?? [] where node[name.string ?? ""] == nil {
        faults.append("\(path).\(name.string ?? "") is missing")
      }
      return faults
    case "array":
      guard let elements = node.elements else { return ["\(path): \(node.kind) in place of an array"] }
      guard let items = schema["items"] else { return [] }
      return elements.flatMap { faults($0, items, "\(path)[]") }
    case "string": return node.string == nil ? ["\(path): \(node.kind) in place of text"] : []
    case "integer", "number": return node.number == nil ? ["\(path): \(node.kind) in place of a number"] : []
    case "boolean": return node.bool == nil ? ["\(path): \(node.kind) in place of true or false"] : []
    default: return []
    }
  }
}

extension JSONNode {
  /// The JSON text.
  var text: String {
    var writer = JSONWriter()
    writer.node(self)
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }
}
