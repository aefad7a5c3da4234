import Formats

/// Reads single members out of an answer by name; for answers with few values, not for pages of records.
struct PayloadReader: Sendable {
  let payload: JSONPayload

  init(_ payload: JSONPayload) { self.payload = payload }

  /// The value at the end of a path of names; `nil` where there is none or it is `null`.
  func member(_ path: String..., of object: JSONElement) -> JSONElement? { member(path, of: object) }

  /// The value at the end of a path of names; `nil` where there is none or it is `null`.
  func member(_ path: [String], of object: JSONElement) -> JSONElement? {
    var current: JSONElement? = object
    for name in path { current = payload[name, in: current] }
    return payload.isNull(current) ? nil : current
  }

  /// A string, or a number as it is written; `nil` where there is none.
  func string(_ path: String..., of object: JSONElement) -> String? {
    guard let element = member(path, of: object) else { return nil }
    switch payload.kind(element) {
    case .string, .number, .bool: return payload.string(element)
    case .null, .array, .object: return nil
    }
  }

  /// The objects of an array.
  func objects(_ path: String..., of object: JSONElement) -> [JSONElement] {
    payload.elements(of: member(path, of: object)).filter { payload.kind($0) == .object }
  }

  /// The token of the next page; `nil` at the end, which some answers tell by an empty one.
  func token(_ path: String..., of object: JSONElement) -> String? {
    guard let element = member(path, of: object) else { return nil }
    let token = payload.string(element)
    return token.isEmpty ? nil : token
  }
}
