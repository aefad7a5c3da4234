/// The import table: what modules import is what `Package.swift` declares, and nothing imports upward or sideways.
import Testing

@Suite("Imports")
struct ImportTests {
  private let table = ImportTable(manifest: Repository.file("Package.swift").text)

  /// The house from the ground up: a module may import those of lower floors, none of its own.
  private static let floors: [Set<String>] = [
    ["Columns", "CZlib", "CSimdJSON"],  // Values.
    ["Commerce", "Formats"],
    ["Tax", "Matching", "Privacy"],  // Rules.
    ["Books"],  // What is posted rests on how it is taxed.
    ["Platforms"],  // Platforms: what they share, an invented shop, then the connectors.
    ["Simulation"],
    ["Shopify", "WooCommerce", "Amazon", "VIES"],
    ["Pipeline"],  // Contracts.
    ["Ledger", "Network"],  // Doors.
    ["Reports"],
    ["Extract", "Transform", "Load"],  // Stages.
    ["Commands"],
    ["shopledger"],
  ]

  /// What comes with the toolchain and therefore has no row.
  private static let system: Set<String> = [
    "Swift", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Synchronization",
  ]

  @Test("every folder of Sources has its row, and every row its folder")
  func complete() {
    #expect(Repository.modules == Set(table.modules.map(\.name)).union(["CZlib", "CSimdJSON"]))
  }

  @Test("sources import what their module's row lists, and rows list nothing else")
  func sources() {
    #expect(ImportTable.differences(table.modules, Repository.sources, system: Self.system) == [])
  }

  @Test("tests import what their target's row lists, and rows list nothing else")
  func tests() {
    let names = Set(table.tests.map(\.name))
    // The benchmark is a package of its own.
    #expect(names == Set(Repository.tests.map(\.module)).subtracting(["Benchmarks"]))
    // The program itself is run, not imported: its row makes sure that it is built.
    let rows = table.tests.map { ImportTable.Row(name: $0.name, imports: $0.imports.subtracting(["shopledger"])) }
    #expect(ImportTable.differences(rows, Repository.tests, system: Self.system.union(["Testing"])) == [])
  }

  @Test("no module imports one of its own floor or of a higher one")
  func direction() throws {
    let house = Self.floors.reduce(into: Set<String>()) { $0.formUnion($1) }
    for row in table.modules {
      let floor = try #require(Self.floors.firstIndex { $0.contains(row.name) }, "\(row.name) stands on no floor")
      let below = Self.floors[..<floor].reduce(into: Set<String>()) { $0.formUnion($1) }
      #expect(row.imports.intersection(house).subtracting(below) == [], "\(row.name) imports upward or sideways")
    }
  }

  @Test("an undeclared import and an unused row are found in invented files")
  func differences() {
    let table = ImportTable(
      manifest: """
        let db = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
        module("A", ["B", db], resources: [.embedInCode("Data")]), module("B"),
        """)
    let files = [
      SourceFile(path: "Sources/A/One.swift", text: "public import B\nimport Foundation\n/// import D\n"),
      SourceFile(path: "Sources/B/Two.swift", text: "@testable import A\n"),
    ]
    #expect(
      ImportTable.differences(table.modules, files, system: ["Foundation"]) == [
        "Package.swift gives A GRDB, which no file of it imports", "Sources/B/Two.swift imports A undeclared",
      ])
  }
}
