// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: Swift 6, strict concurrency, explicit existentials, imports that do not leak.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A module of the house and the modules it may import; `Tests/TidyTests` checks the sources against this table.
func module(
  _ name: String, _ imports: [Target.Dependency] = [], path: String? = nil, exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: imports, path: path, exclude: exclude, resources: resources, swiftSettings: settings)
}

/// The tests of one module.
func tests(_ name: String, _ imports: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: imports, path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let asyncAlgorithms = Target.Dependency.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")

let package = Package(
  name: "shopledger",
  products: [.executable(name: "shopledger", targets: ["shopledger"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", .upToNextMinor(from: "0.27.1")),
  ],
  targets: [
    // Values.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    module("Columns"),
    module("Commerce", ["Columns"], resources: [.embedInCode("Data")]),
    module("Formats", ["Columns", "CZlib", "CSimdJSON"]),

    // Rules.
    module("Tax", ["Columns", "Commerce"], resources: [.embedInCode("Data")]),
    module(
      "Matching", ["Columns", "Commerce"], exclude: ["README.md", "letter_folding.py", "phone_plans.py"],
      resources: [.embedInCode("Data")]),
    module("Books", ["Commerce", "Tax", crypto], exclude: ["README.md"], resources: [.embedInCode("Data")]),
    module("Privacy", ["Columns", "Commerce", "Formats", crypto], resources: [.embedInCode("Data")]),

    // Platforms: what they have in common, a shop for their simulators, then one connector each.
    module("Platforms", ["Columns", httpTypes], path: "Sources/Platforms/Contract"),
    module("Simulation", ["Commerce", "Platforms", httpTypes], path: "Sources/Platforms/Simulation"),
    module(
      "Shopify", ["Columns", "Commerce", "Formats", "Platforms", "Simulation", httpTypes, crypto],
      path: "Sources/Platforms/Shopify"),
    module(
      "WooCommerce", ["Columns", "Commerce", "Formats", "Platforms", "Simulation", httpTypes, crypto],
      path: "Sources/Platforms/WooCommerce"),
    module(
      "Amazon", ["Columns", "Commerce", "Formats", "Platforms", "Simulation", httpTypes, crypto],
      path: "Sources/Platforms/Amazon"),
    module("VIES", ["Commerce", "Formats", "Platforms", "Tax", httpTypes], path: "Sources/Platforms/VIES"),

    // Contracts.
    module(
      "Pipeline",
      ["Columns", "Commerce", "Formats", "Tax", "Matching", "Books", "Privacy", "Platforms", asyncAlgorithms]),

    // Doors.
    module("Network", ["Platforms", httpTypes, flyingFox, flyingSocks]),
    module(
      "Ledger",
      ["Columns", "Commerce", "Tax", "Matching", "Books", "Privacy", "Platforms", "Pipeline", grdb, grdbSQLite, crypto]),
    module("Reports", ["Commerce", "Formats", "Tax", "Books", "Pipeline", "Ledger", crypto]),

    // Stages, in the order of the flow.
    module(
      "Extract",
      [
        "Columns", "Commerce", "Formats", "Platforms", "Simulation", "Shopify", "WooCommerce", "Amazon", "Pipeline",
        crypto, httpTypes,
      ]),
    module(
      "Transform",
      ["Columns", "Commerce", "Formats", "Tax", "Matching", "Books", "Privacy", "Platforms", "VIES", "Pipeline"],
      resources: [.embedInCode("Data")]),
    module("Load", ["Columns", "Commerce", "Matching", "Books", "Platforms", "Pipeline", "Reports"]),

    // The program.
    module(
      "Commands",
      [
        "Columns", "Commerce", "Formats", "Tax", "Matching", "Books", "Privacy", "Pipeline", "Ledger", "Reports",
        "Extract", "Transform", "Load", "Platforms", "Simulation", "VIES", "Network", arguments, crypto,
      ]),
    .executableTarget(name: "shopledger", dependencies: ["Commands"], swiftSettings: settings),

    // Tests, one target per module.
    tests("CommerceTests", ["Columns", "Commerce"], exclude: ["Fixtures"]),
    tests("FormatsTests", ["Columns", "Formats"], exclude: ["Fixtures"]),
    tests("TaxTests", ["Columns", "Commerce", "Tax"], exclude: ["Fixtures"]),
    tests("MatchingTests", ["Commerce", "Matching"], exclude: ["Fixtures"]),
    tests("BooksTests", ["Commerce", "Tax", "Books"], exclude: ["Fixtures"]),
    tests("PrivacyTests", ["Commerce", "Privacy"], exclude: ["Fixtures"]),
    tests("SimulationTests", ["Commerce", "Platforms", "Simulation", httpTypes]),
    tests(
      "AmazonTests",
      ["Columns", "Commerce", "Formats", "Platforms", "Simulation", "Amazon", "Pipeline", "Transform", httpTypes],
      exclude: ["Fixtures"]),
    tests("NetworkTests", ["Platforms", "Network", httpTypes, flyingSocks]),
    tests("PlatformsTests", ["Platforms", httpTypes]),
    tests("ExtractTests", ["Columns", "Formats", "Platforms", "Pipeline", "Extract", crypto]),
    tests("TransformTests", ["Columns", "Commerce", "Tax", "Privacy", "Pipeline", "Transform"]),
    tests("PipelineTests", ["Columns", "Commerce", "Pipeline", "Commands"], exclude: ["Fixtures"]),
    tests("LedgerTests", ["Columns", "Commerce", "Tax", "Books", "Privacy", "Pipeline", "Ledger", grdb]),
    tests(
      "ReportsTests",
      [
        "Columns", "Commerce", "Formats", "Tax", "Books", "Pipeline", "Ledger", "Reports", "Commands", arguments,
        crypto,
      ],
      exclude: ["Golden"]),
    tests(
      "WooCommerceTests",
      ["Columns", "Commerce", "Formats", "Platforms", "Simulation", "WooCommerce", httpTypes],
      exclude: ["Fixtures"]),
    tests("VIESTests", ["Commerce", "Platforms", "Tax", "VIES", httpTypes]),
    tests("LoadTests", ["Columns", "Commerce", "Platforms", "Pipeline", "Load"]),
    tests(
      "ShopifyTests",
      [
        "Columns", "Commerce", "Formats", "Platforms", "Simulation", "Shopify", "Pipeline", "Transform", httpTypes,
      ], exclude: ["Fixtures"]),
    tests(
      "EndToEndTests",
      [
        "Columns", "Commerce", "Formats", "Privacy", "Platforms", "Simulation", "Shopify", "WooCommerce", "Amazon",
        "Books", "Pipeline", "Ledger", "Extract", "Transform", "Load", "shopledger", grdb, crypto,
      ]),

    // The house itself.
    tests("TidyTests", ["Pipeline", "Reports", "Extract", "Transform", "Commands", arguments]),
  ],
  cxxLanguageStandard: .cxx17
)
