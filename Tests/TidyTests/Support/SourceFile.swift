/// A file of the repository: where it is, and what a simple reading of its lines tells.
struct SourceFile: Sendable {
  /// The path from the root.
  let path: String
  /// The lines, without their ends.
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The whole text.
  var text: String { lines.joined(separator: "\n") }

  /// The folder below `Sources` or `Tests` that it lies in: its module. Platforms have a folder each below one of theirs,
  /// in which `Contract` is what they share.
  var module: String {
    let folders = path.split(separator: "/").dropFirst().map(String.init)
    guard folders.first == "Platforms", path.hasPrefix("Sources/"), folders.count > 2 else {
      return folders.first ?? ""
    }
    return folders[1] == "Contract" ? "Platforms" : folders[1]
  }

  /// The modules that it imports.
  var imports: [String] {
    lines.compactMap { line in
      guard line.contains("import ") else { return nil }
      let access = /^(?:@\w+ )*(?:public |package |internal |private )?import (\w+)$/
      return line.firstMatch(of: access).map { String($0.1) }
    }
  }

  /// The lines of code, without comments; strings stay as they are.
  var code: [String] {
    lines.compactMap { line in
      if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//") { return nil }
      return line.firstRange(of: " // ").map { String(line[..<$0.lowerBound]) } ?? line
    }
  }

  /// The comments, without code.
  var comments: [String] {
    lines.compactMap { line in
      line.firstRange(of: "//").flatMap { range in
        let before = line[..<range.lowerBound]
        return before.allSatisfy { $0 == " " } || before.hasSuffix(" ") ? String(line[range.upperBound...]) : nil
      }
    }
  }
}
