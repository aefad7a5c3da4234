/// Answers that Shopify's documentation shows.
import Columns
import Formats
import Foundation
import Testing

/// One example of the documentation: a request and its answer.
struct Example {
  let method: String
  let url: String
  /// The answer's bytes.
  let body: [UInt8]

  /// The examples of a file, such as `order`.
  static func all(_ name: String) throws -> [Example] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/json_docs_2024_01/\(name).json")
    let payload = try JSONPayload([UInt8](try Data(contentsOf: file)))
    return payload.elements(of: payload.root).map { example in
      Example(
        method: payload.string(payload["method", in: example]), url: payload.string(payload["url", in: example]),
        body: Array(payload.bytes[payload.range(payload["response", in: example]).indices]))
    }
  }

  /// The record or the records under a name, as the answer to a list.
  func list(one: String, many: String) throws -> [UInt8]? {
    let payload = try JSONPayload(body)
    if !payload.isNull(payload[many, in: payload.root]) { return body }
    guard let record = payload[one, in: payload.root], payload.kind(record) == .object else { return nil }
    return Array(#"{"\#(many)":["#.utf8) + payload.bytes[payload.range(record).indices] + Array("]}".utf8)
  }
}
