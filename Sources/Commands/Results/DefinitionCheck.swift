import Formats
import Pipeline

/// Whether a definition is valid, with the chain of its stages and all that is wrong in it.
struct DefinitionCheck: CommandResult {
  private let path: String
  /// The store that a definition for many was checked for.
  private let store: String?
  /// The stages of a valid definition, in the order of the flow.
  private let stages: [(section: Section, names: [String])]?
  /// All mistakes; warnings alone leave a definition valid.
  let diagnostics: [Diagnostic]

  init(_ path: String, of store: Store? = nil, _ checked: Checked<Project>) {
    self.path = path
    self.store = store?.name
    stages = checked.valid.map { project in Section.allCases.map { ($0, project.pipeline.names[$0] ?? []) } }
    diagnostics = checked.diagnostics
  }

  var isValid: Bool { stages != nil }

  /// What is wrong is no result: a person reads it on standard error.
  var text: String {
    guard let stages else { return "" }
    let chain = stages.map { $0.names.joined(separator: " → ") }.joined(separator: " ⇒ ")
    return "\(path)\(store.map { " for \($0)" } ?? ""): valid; \(chain)\n"
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("path", path)
      object.member("store", store)
      object.member("valid", isValid)
      for section in Section.allCases {
        object.member(section.rawValue, stages?.first { $0.section == section }?.names)
      }
      object.key("diagnostics")
      object.array { array in for diagnostic in diagnostics { diagnostic.write(to: &array) } }
    }
  }
}

/// Several definitions, one after the other.
struct DefinitionChecks: CommandResult {
  let checks: [DefinitionCheck]

  var text: String { checks.map(\.text).joined() }

  func write(to json: inout JSONWriter) {
    json.array { array in for check in checks { check.write(to: &array) } }
  }
}
