/// How files look: short, opened by what they are for, and in plain words.
import Testing

@Suite("Shape of files")
struct ShapeTests {
  private static let linesMax = 400

  @Test("no file is longer than a person reads at a sitting")
  func short() {
    for file in Repository.sources + Repository.tests {
      #expect(file.lines.count <= Self.linesMax, "\(file.path)")
    }
  }

  @Test("the main declaration of a source says what it is")
  func documented() {
    // The entry point is one statement.
    let undocumented = Repository.sources.filter { !$0.saysWhatItIs && $0.path != "Sources/shopledger/main.swift" }
    #expect(undocumented.map(\.path) == [])
  }

  @Test("no type bears the name of a module, which would hide it")
  func names() {
    let modules = Repository.folders(in: "Sources")
    for file in Repository.sources {
      for line in file.code {
        guard
          let match = line.firstMatch(of: /\b(?:struct|class|enum|actor|protocol|typealias) (\w+)/),
          modules.contains(String(match.1))
        else { continue }
        Issue.record("\(file.path): \(match.1)")
      }
    }
  }

  /// The endings of files that people wrote.
  private static let written: Set<String> = ["swift", "md", "json", "py"]

  @Test("no file names a place of the machine it was written on")
  func places() {
    let place = "/" + "work/"
    let files =
      ["Sources", "Tests", "pipelines", "samples"].flatMap { Repository.files(under: $0, endings: Self.written) }
      + ["README.md", "Package.swift", "output/README.md", ".ci/run"].map(Repository.file)
    #expect(files.filter { $0.text.contains(place) }.map(\.path) == [])
  }

  @Test("documentation speaks of the program, not of how it came about")
  func words() {
    let pages = Repository.files(under: "Tests", endings: ["md"]) + Repository.files(under: "samples", endings: ["md"])
    let texts =
      (pages + [Repository.file("README.md"), Repository.file("output/README.md")]).map { ($0.path, $0.lines) }
      + Repository.sources.map { ($0.path, $0.comments) }
    for (path, lines) in texts {
      for line in lines where line.contains(/\b(?:issue|session)s?\b/.ignoresCase()) {
        Issue.record("\(path): \(line)")
      }
    }
  }

  @Test("a file without a word about itself is found")
  func undocumented() {
    let bare = SourceFile(path: "A.swift", text: "import B\n\n@safe\nfinal class A {\n  /// A member.\n}\n")
    let documented = SourceFile(path: "A.swift", text: "import B\n\n/// An A.\n@safe\nfinal class A {\n}\n")
    let opened = SourceFile(path: "A.swift", text: "/// About A.\nimport B\n\nfinal class A {\n}\n")
    #expect(!bare.saysWhatItIs && documented.saysWhatItIs && opened.saysWhatItIs)
  }
}

extension SourceFile {
  /// Whether it opens with a doc comment, or has one on its first declaration.
  fileprivate var saysWhatItIs: Bool {
    if lines.first?.hasPrefix("///") == true { return true }
    var previous = ""
    for line in lines {
      if line.isEmpty || line.hasPrefix("@") || line.contains(/^(?:\w+ )?import\s/) { continue }
      guard line.hasPrefix("//") else { return previous.hasPrefix("///") }
      previous = line
    }
    return false
  }
}
