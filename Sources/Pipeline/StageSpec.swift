public import Commerce

/// The three sections of a definition, in the order of the flow.
public enum Section: String, Sendable, CaseIterable {
  /// Where documents come from.
  case extract
  /// What is done to them.
  case transform
  /// Where they go.
  case load
}

/// What an option may hold; validation, help and the JSON Schema derive from it.
public indirect enum OptionType: Sendable {
  /// Any text.
  case text
  /// One of these words.
  case choice([String])
  /// true or false.
  case flag
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A path or glob pattern, relative to the working folder.
  case path
  /// A civil date, `yyyy-MM-dd`.
  case date
  /// An exact decimal number, written as text or as a JSON number.
  case decimal
  /// A share such as `"0.5%"`, or a whole number of documents.
  case limit
  /// A list of one type, at least `minimum` long.
  case list(OptionType, minimum: Int)
  /// An object with exactly these members.
  case record([OptionSpec])
  /// An object with free keys and one type of value; `allowed` lists the only keys when it is not empty.
  case table(OptionType, allowed: [String])
  /// Any of these types; the first that fits the JSON kind counts.
  case either([OptionType])
}

/// One option of a stage.
public struct OptionSpec: Sendable {
  /// The JSON key.
  public var name: String
  /// What it may hold.
  public var type: OptionType
  /// Whether it must be there.
  public var isRequired: Bool
  /// What it does, in a sentence; the default is named where there is one.
  public var summary: String
  /// An example, as JSON text.
  public var example: String

  /// An option.
  public init(_ name: String, _ type: OptionType, required: Bool = false, _ summary: String, example: String) {
    self.name = name
    self.type = type
    isRequired = required
    self.summary = summary
    self.example = example
  }
}

/// What a stage is, declared once: validation, help, schema and documentation derive from it.
public struct StageSpec: Sendable {
  /// The word after `"use"`.
  public var name: String
  /// The section it belongs to.
  public var section: Section
  /// What it does, in a sentence.
  public var summary: String
  /// Its options.
  public var options: [OptionSpec]
  /// Canonical columns that must be there before it runs.
  public var needs: [String]
  /// Canonical columns that it always makes.
  public var produces: [String]
  /// The entities that it can work on.
  public var entities: [Entity]
  /// Whether every pipeline names it in its section.
  public var isDemanded: Bool
  private let narrowed: (@Sendable (Entity) -> [OptionSpec])?

  /// A stage.
  ///
  /// - Parameter narrowed: the options as they are for one entity, where names among them depend on it.
  public init(
    _ name: String, _ section: Section, _ summary: String, options: [OptionSpec], needs: [String] = [],
    produces: [String] = [], entities: [Entity] = Entity.allCases, isDemanded: Bool = false,
    narrowed: (@Sendable (Entity) -> [OptionSpec])? = nil
  ) {
    self.name = name
    self.section = section
    self.summary = summary
    self.options = options
    self.needs = needs
    self.produces = produces
    self.entities = entities
    self.isDemanded = isDemanded
    self.narrowed = narrowed
  }

  /// Its options in a pipeline that carries `entity`.
  public func options(for entity: Entity) -> [OptionSpec] { narrowed?(entity) ?? options }
}
