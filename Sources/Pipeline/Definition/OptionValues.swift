public import Commerce

/// The options of one stage, or of a record inside them, checked against their spec and ready to read.
///
/// A required option of the right type is there when a stage sees it; the accessors of required options therefore
/// return plain values. Reading an option as another type than the spec declares is a fault of the program.
public struct OptionValues: Sendable {
  /// The object as it stands in the file.
  public let node: DefinitionNode
  let owner: OptionOwner

  init(_ node: DefinitionNode, owner: OptionOwner) {
    self.node = node
    self.owner = owner
  }

  /// What messages call it, such as `stage "vat"`.
  public var name: String { owner.container }

  /// Whether the option is given.
  public func has(_ option: String) -> Bool { node[option] != nil }

  /// The value as it stands in the file; `nil` when the option is not given.
  public subscript(option: String) -> OptionValue? {
    node[option].map { OptionValue($0, owner: owner.under(option)) }
  }

  // MARK: Plain values

  /// The text of a required option.
  public func text(_ option: String) -> String { optionalText(option) ?? "" }
  /// The text of an option; `nil` when it is not given or, among alternatives, no text.
  public func optionalText(_ option: String) -> String? { node[option]?.text }
  /// The flag of an option.
  public func flag(_ option: String, default value: Bool) -> Bool { node[option]?.flag ?? value }
  /// The whole number of an option; `nil` when it is not given.
  public func integer(_ option: String) -> Int? { self[option]?.integer }
  /// The whole number of an option.
  public func integer(_ option: String, default value: Int) -> Int { integer(option) ?? value }
  /// The decimal of an option exactly as it is written; `nil` when it is not given.
  public func decimal(_ option: String) -> String? { node[option].flatMap { $0.text ?? $0.number } }
  /// The date of an option; `nil` when it is not given.
  public func date(_ option: String) -> CivilDate? { node[option]?.text.flatMap { CivilDate($0) } }
  /// The limit of an option; `nil` when it is not given.
  public func limit(_ option: String) -> RejectLimit? { decimal(option).flatMap { RejectLimit($0) } }

  // MARK: Lists, tables, records

  /// The texts of a list; none when the option is not given.
  public func texts(_ option: String) -> [String] { list(option).compactMap(\.text) }
  /// The items of a list; none when the option is not given.
  public func list(_ option: String) -> [OptionValue] { self[option]?.list ?? [] }
  /// The entries of a table in file order; none when the option is not given.
  public func entries(_ option: String) -> [OptionEntry] { self[option]?.entries ?? [] }
  /// The record of an option; `nil` when it is not given or, among alternatives, no record.
  public func record(_ option: String) -> OptionValues? { self[option]?.record }

  // MARK: Diagnostics

  /// Where the option's value stands; the stage itself when the option is not given.
  public func place(_ option: String? = nil) -> Place {
    option.flatMap { node[$0]?.place } ?? node["use"]?.place ?? node.place
  }

  /// A mistake at an option's value, or at the stage itself.
  ///
  /// - Parameters:
  ///   - option: the option; `nil` or one that is not given stands for the stage itself.
  ///   - message: what is wrong, in one sentence without a full stop; it should name the stage.
  ///   - allowed: what would be right there.
  ///   - word: what to look for among `allowed` for "did you mean".
  public func diagnostic(
    _ code: DiagnosticCode, at option: String? = nil, _ message: String, allowed: [String] = [],
    suggestionFor word: String? = nil, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, at: place(option), message, allowed: allowed,
      suggestion: word.flatMap { Suggestion.nearest(to: $0, among: allowed) }, help: help)
  }
}
