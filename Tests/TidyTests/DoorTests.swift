/// What touches the system or steps outside the language's safety does so in few, named places.
import Testing

@Suite("Doors")
struct DoorTests {
  /// The modules that may import each of the system's modules.
  private static let doors: [String: Set<String>] = [
    "Foundation": ["Ledger", "Network", "Reports", "Commands"],
    "FoundationEssentials": ["Ledger", "Reports", "Commands"],
    "FoundationNetworking": ["Network"],
    "FlyingFox": ["Network"],
    "FlyingSocks": ["Network"],
    "Glibc": ["Extract"],
  ]

  @Test("the system's libraries are imported at the doors only", arguments: doors.keys.sorted())
  func imports(library: String) {
    let modules = Set(Repository.sources.filter { $0.imports.contains(library) }.map(\.module))
    #expect(modules.subtracting(Self.doors[library] ?? []) == [], "import of \(library) away from the doors")
  }

  @Test("code that the compiler cannot prove safe is in the files that are named for it")
  func unsafeCode() {
    let found = files { line in
      line.contains("@unchecked") || (line.contains("unsafe") && line.contains(/\bunsafe\b/))
    }
    #expect(found.subtracting(UnsafeFiles.reasons.keys) == [], "name these files in UnsafeFiles and say why")
    #expect(Set(UnsafeFiles.reasons.keys).subtracting(found) == [], "these files are safe now: strike them")
  }

  /// The files that may stop the program, each with the reason why that cannot be an error.
  private static let traps = [
    "Sources/Extract/Layouts/Layout.swift": "slots are made from the very columns that are looked up in them"
  ]

  @Test("nothing stops the program on purpose but a broken promise of its own")
  func trapping() {
    let found = files { line in line.contains(/\b(?:fatalError|preconditionFailure)\(|\b(?:try|as)!/) }
    #expect(found == Set(Self.traps.keys))
  }

  /// The sources with such a line of code.
  private func files(where isSuch: (String) -> Bool) -> Set<String> {
    Set(Repository.sources.filter { $0.code.contains(where: isSuch) }.map(\.path))
  }
}
