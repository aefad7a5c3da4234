/// A value for a variable from the command line: `--set input=orders.csv`.
public struct VariableOverride: Sendable, Hashable {
  /// Name of the variable.
  public var name: String
  /// Its value.
  public var value: String

  /// An override.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// The override written as `name=value`; `nil` without an equals sign or a name.
  public init?(_ argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
    self.init(name: String(argument[..<equals]), value: String(argument[argument.index(after: equals)...]))
  }
}

/// Replaces `${name}` in the texts of stages, and finds variables that are unknown or never used.
struct VariableExpander {
  /// The values by name, overrides included.
  private(set) var values: [String: String] = [:]
  private let declared: [DefinitionMember]
  /// The names of those that need no declaration.
  private let given: Set<String>
  private let overrides: [VariableOverride]
  private let file: String
  private var used: Set<String> = []
  private var diagnostics: [Diagnostic] = []

  /// Variables as declared by the member `variables`, overridden from the command line, and those that need no declaration.
  init(
    _ variables: DefinitionMember?, given: [String: String] = [:], overrides: [VariableOverride], file: String
  ) {
    declared = (variables?.value.members ?? []).filter { given[$0.key] == nil }
    self.given = Set(given.keys)
    self.overrides = overrides.filter { given[$0.name] == nil }
    self.file = file
    for member in declared { values[member.key] = member.value.text }
    for override in overrides where values[override.name] != nil { values[override.name] = override.value }
    values.merge(given) { $1 }
  }

  /// How many texts could not be filled in so far.
  var problemCount: Int { diagnostics.count }

  /// The node with every text in it filled in.
  mutating func expanded(_ node: DefinitionNode) -> DefinitionNode {
    var node = node
    switch node.value {
    case .text(let text): node.value = .text(expanded(text, at: node.place))
    case .list(let elements): node.value = .list(elements.map { expanded($0) })
    case .object(let members):
      node.value = .object(
        members.map { DefinitionMember(key: $0.key, keyPlace: $0.keyPlace, value: expanded($0.value)) })
    case .null, .flag, .number: break
    }
    return node
  }

  /// A text with `${name}` replaced by the variable and `$${` by a plain `${`.
  private mutating func expanded(_ text: String, at place: Place) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        result += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        let name = rest.dropFirst(2).prefix { $0 != "}" }
        result += value(of: String(name), isClosed: name.endIndex < rest.endIndex, at: place)
        rest = rest[name.endIndex...].dropFirst()
      } else {
        result += "$"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private mutating func value(of name: String, isClosed: Bool, at place: Place) -> String {
    if isClosed, let value = values[name] {
      used.insert(name)
      return value
    }
    let known = declared.map(\.key) + given.sorted()
    let message = isClosed ? "unknown variable \"\(name)\"" : "\"${\" without \"}\""
    diagnostics.append(
      Diagnostic(
        .unknownVariable, at: place.narrowed(to: isClosed ? "${\(name)}" : "${"), message, allowed: known,
        suggestion: Suggestion.nearest(to: name, among: known)))
    return isClosed ? "${\(name)}" : "${\(name)"
  }

  /// Everything that is wrong, the variables that no text has used included.
  func finish() -> [Diagnostic] {
    var result = diagnostics
    let known = declared.map(\.key)
    for override in overrides where !used.contains(override.name) {
      let isDeclared = known.contains(override.name)
      let problem = isDeclared ? "no text of a stage uses" : "\(file) declares no"
      result.append(
        Diagnostic(
          .unusedOverride, file: "command line",
          "--set \(override.name)=… has no effect: \(problem) "
            + (isDeclared ? "that variable" : "variable \"\(override.name)\""), allowed: isDeclared ? [] : known,
          suggestion: isDeclared ? nil : Suggestion.nearest(to: override.name, among: known)))
    }
    let overridden = Set(overrides.map(\.name))
    for member in declared where !used.contains(member.key) && !overridden.contains(member.key) {
      result.append(
        Diagnostic(.unusedVariable, at: member.keyPlace, "no text of a stage uses variable \"\(member.key)\""))
    }
    return result
  }
}

extension Place {
  /// The first stretch of this place that reads `part` as written in the file; the place itself when there is none.
  fileprivate func narrowed(to part: String) -> Place {
    let part = Array(part.utf8)
    var start = range.lowerBound
    while start + part.count <= range.upperBound {
      if text.bytes[start..<start + part.count].elementsEqual(part) {
        return Place(text: text, range: start..<start + part.count, pointer: pointer)
      }
      start += 1
    }
    return self
  }
}
