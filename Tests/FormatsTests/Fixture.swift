/// Files of other projects, beside the tests.
import Foundation

/// Reads the fixtures of this module.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// The bytes of `name`, a path within the fixtures.
  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

  /// The names of the files in a folder of fixtures that end with `suffix`, sorted.
  static func names(in name: String, suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted()
  }
}
