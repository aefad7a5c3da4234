public import Commerce

/// A pipeline definition as it was read: its keys checked, its variables filled in, its stages not yet looked up.
public struct Definition: Sendable {
  /// A stage as the definition uses it.
  public struct Use: Sendable {
    /// The word after `"use"`.
    public let name: String
    /// Where that word stands.
    public let place: Place
    /// The object with its options.
    public let node: DefinitionNode
    /// Whether every variable in it is known.
    let isFilledIn: Bool
  }

  /// A test that the definition carries.
  public struct Test: Sendable {
    /// What it shows.
    public let name: String
    /// The input.
    public let input: String
    /// What must come out.
    public let expect: DefinitionNode
  }

  /// The file.
  public let text: DefinitionText
  /// The whole tree, as it stands in the file.
  public let root: DefinitionNode
  /// Name of the pipeline.
  public internal(set) var name = ""
  /// Name of the store; empty in a definition for many, until one is chosen.
  public internal(set) var store = ""
  /// The stores of a definition for many, as it names them; empty in one for a single store.
  public internal(set) var stores: [NamePattern] = []
  /// What it carries.
  public internal(set) var entity = Entity.orders
  /// Path of the business file.
  public internal(set) var business = DefinitionShape.defaultBusiness
  /// The stages of each section, in order.
  public internal(set) var stages: [Section: [Use]] = [:]
  /// Most documents that may be rejected.
  public internal(set) var rejectLimit = RejectLimit.none
  /// The tests.
  public internal(set) var tests: [Test] = []
  /// The variables by name, overrides included.
  public internal(set) var variables: [String: String] = [:]

  init(text: DefinitionText, root: DefinitionNode) {
    self.text = text
    self.root = root
  }

  /// Where the value of a key stands; the first byte of the file when it is not given.
  public func place(_ key: String) -> Place { root[key]?.place ?? root.place.opening }

  /// Reads and checks a definition.
  ///
  /// The value is there unless the file is no JSON object, so that its stages can be checked in the same pass.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its path, for messages.
  ///   - overrides: values for its variables from the command line.
  ///   - chosen: the store that a definition for many is read for.
  public static func read(
    _ bytes: [UInt8], file: String, overrides: [VariableOverride] = [], for chosen: Store? = nil
  ) -> Checked<Definition> {
    var reader = DefinitionReader(overrides: overrides, chosen: chosen)
    let definition = reader.read(bytes, file: file)
    return Checked(definition, reader.diagnostics)
  }
}
