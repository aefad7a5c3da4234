/// The import table of `Package.swift`: every module and the modules that its row lists.
struct ImportTable {
  /// One `module(…)`, `tests(…)` or `.executableTarget(…)`.
  struct Row: Sendable {
    let name: String
    let imports: Set<String>
  }

  /// The modules of the program, `main.swift`'s included.
  let modules: [Row]
  /// The test targets.
  let tests: [Row]

  init(manifest: String) {
    var products: [String: String] = [:]
    for match in manifest.matches(of: /let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/) {
      products[String(match.1)] = String(match.2)
    }
    func row(_ name: Substring, _ list: Substring?) -> Row {
      let words = (list ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "\"" }.map(String.init)
      return Row(name: String(name), imports: Set(words.map { products[$0] ?? $0.filter { $0 != "\"" } }))
    }
    modules =
      manifest.matches(of: /\bmodule\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/).map { row($0.1, $0.2) }
      + manifest.matches(of: /executableTarget\(name: "(\w+)", dependencies: \[([^\]]*)\]/).map { row($0.1, $0.2) }
    tests = manifest.matches(of: /\btests\(\s*"(\w+)",\s*\[([^\]]*)\]/).map { row($0.1, $0.2) }
  }

  /// Imports that no row lists, and rows that list what no file imports; `system` modules need no row.
  static func differences(_ rows: [Row], _ files: [SourceFile], system: Set<String>) -> [String] {
    var differences: [String] = []
    for row in rows {
      var unused = row.imports
      for file in files where file.module == row.name {
        for module in file.imports where !system.contains(module) {
          if !row.imports.contains(module) { differences.append("\(file.path) imports \(module) undeclared") }
          unused.remove(module)
        }
      }
      differences += unused.sorted().map { "Package.swift gives \(row.name) \($0), which no file of it imports" }
    }
    return differences
  }
}
