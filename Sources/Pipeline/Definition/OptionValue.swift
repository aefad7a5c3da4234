/// One value inside the options of a stage, with its place for diagnostics.
public struct OptionValue: Sendable {
  /// The value as it stands in the file.
  public let node: DefinitionNode
  let owner: OptionOwner

  init(_ node: DefinitionNode, owner: OptionOwner) {
    self.node = node
    self.owner = owner
  }

  /// What messages call it, such as `option "fields.total" in stage "map"`.
  public var name: String { owner.subject }
  /// The text, when it is one.
  public var text: String? { node.text }
  /// The flag, when it is one.
  public var flag: Bool? { node.flag }
  /// The whole number, when it is one.
  public var integer: Int? { node.number.flatMap { Int($0) } }

  /// The items, when it is a list.
  public var list: [OptionValue]? {
    node.elements?.enumerated().map { OptionValue($1, owner: owner.item($0)) }
  }

  /// The entries in file order, when it is an object.
  public var entries: [OptionEntry]? {
    node.members?.map {
      OptionEntry(key: $0.key, keyPlace: $0.keyPlace, value: OptionValue($0.value, owner: owner.under($0.key)))
    }
  }

  /// The record, when it is an object.
  public var record: OptionValues? { node.members == nil ? nil : OptionValues(node, owner: owner) }

  /// A mistake at this value; see ``OptionValues/diagnostic(_:at:_:allowed:suggestionFor:help:)``.
  public func diagnostic(
    _ code: DiagnosticCode, _ message: String, allowed: [String] = [], suggestionFor word: String? = nil,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, at: node.place, message, allowed: allowed,
      suggestion: word.flatMap { Suggestion.nearest(to: $0, among: allowed) }, help: help)
  }
}

/// One entry of a table of options.
public struct OptionEntry: Sendable {
  /// The key.
  public let key: String
  /// Where the key stands.
  public let keyPlace: Place
  /// The value.
  public let value: OptionValue

  /// A mistake at the key; see ``OptionValues/diagnostic(_:at:_:allowed:suggestionFor:help:)``.
  public func keyDiagnostic(
    _ code: DiagnosticCode, _ message: String, allowed: [String] = [], help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, at: keyPlace, message, allowed: allowed, suggestion: Suggestion.nearest(to: key, among: allowed),
      help: help)
  }
}
