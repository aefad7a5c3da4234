import Formats

/// Reads the JSON of a definition file into nodes that know their place.
enum DefinitionTree {
  /// The tree, as far as it could be read, and what is wrong with it as JSON.
  static func read(_ text: DefinitionText) -> Checked<DefinitionNode> {
    let outcome = JSONText.read(text.bytes)
    var builder = TreeBuilder(text: text)
    let root = outcome.root.map { builder.node($0, pointer: "") }
    // The builder reports duplicate keys itself: it knows their pointers.
    let broken = outcome.problems.filter { $0.code != .duplicateKey }.map { problem in
      let place = Place(text: text, range: problem.place.bytes, pointer: "")
      return Diagnostic(.invalidJSON, at: place, "not JSON: \(problem.message)")
    }
    return Checked(root, broken + builder.diagnostics)
  }
}
