/// The mistaken files beside the tests, each with the text that must be shown for it.
import Foundation
import Testing

enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// Files of a kind, by name without their ending.
  static func names(_ kind: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// Compares with the text beside a fixture; UPDATE_FIXTURES=1 writes it instead, for a person to review.
  static func expect(_ text: String, toRead path: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
      try Data(text.utf8).write(to: folder.appending(path: path))
    }
    #expect(try text == self.text(path))
  }
}
