import Formats

/// The body of an answer of the service's REST interface, in its two shapes: an answer, with what went wrong in
/// `userError`, or a list of errors.
struct VIESBody {
  private let root: JSONNode

  /// The JSON object of a body; `nil` when it is none.
  init?(_ body: [UInt8]) {
    guard let node = try? JSONText.parse(body), node.members != nil else { return nil }
    root = node
  }

  /// The code of what went wrong; `nil` in an answer that says valid or invalid.
  var reason: VIESReason? {
    if let wrappers = root["errorWrappers"]?.elements {
      return wrappers.lazy.compactMap { $0["error"]?.string }.compactMap(VIESReason.init).first ?? .unreadable
    }
    guard let error = text("userError") else { return isValid == nil ? .unreadable : nil }
    return error == "VALID" || error == "INVALID" ? nil : VIESReason(rawValue: error) ?? .unreadable
  }

  /// What the answer says of the number; it is called `valid` in some versions of the interface.
  var isValid: Bool? { root["isValid"]?.bool ?? root["valid"]?.bool }

  /// The date that the answer bears.
  var requestDate: String? { text("requestDate") }

  /// The consultation number.
  var consultation: String? { text("requestIdentifier") }

  /// The match codes, in words.
  var matches: String? {
    let parts = [
      ("matchName", "name"), ("matchStreet", "street"), ("matchPostalCode", "postal_code"), ("matchCity", "city"),
      ("matchCompanyType", "company_type"),
    ].compactMap { member, name in root["viesApproximate"]?[member]?.number.map { "\(name) \($0)" } }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Text that says something: the service writes `---` for what it does not tell.
  private func text(_ name: String) -> String? {
    root[name]?.string.flatMap { $0.isEmpty || $0 == "---" ? nil : $0 }
  }
}
