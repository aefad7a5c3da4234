/// The stages there are.
public struct Catalogue: Sendable {
  /// Every stage, in the order in which help lists them.
  public let entries: [StageEntry]

  /// A catalogue of these stages; a name may occur once in a section.
  public init(entries: [StageEntry]) { self.entries = entries }

  /// The stage of that name in a section.
  public func entry(_ name: String, in section: Section) -> StageEntry? {
    entries.first { $0.spec.name == name && $0.spec.section == section }
  }

  /// The stages of a section.
  public func entries(in section: Section) -> [StageEntry] { entries.filter { $0.spec.section == section } }

  /// What is wrong with the name of a stage that a section does not have.
  func diagnostic(for use: Definition.Use, in section: Section) -> Diagnostic {
    let allowed = entries(in: section).map(\.spec.name)
    if let home = Section.allCases.first(where: { entry(use.name, in: $0) != nil }) {
      return Diagnostic(
        .wrongSection, at: use.place,
        "stage \"\(use.name)\" belongs under \"\(home.rawValue)\", not under \"\(section.rawValue)\"",
        allowed: allowed, help: "move it to \"\(home.rawValue)\"")
    }
    return Diagnostic(
      .unknownStage, at: use.place, "unknown stage \"\(use.name)\" under \"\(section.rawValue)\"", allowed: allowed,
      suggestion: Suggestion.nearest(to: use.name, among: allowed))
  }
}
