/// The files that reports are compared with, byte by byte.
import Foundation

enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  /// The text of a golden file; empty when there is none.
  ///
  /// With `GOLDEN=write` in the environment the file is written from what came out: read it before committing it.
  static func text(_ name: String, found: String) -> String {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" {
      try? Data(found.utf8).write(to: file)
    }
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  /// The bytes of a golden file, as ``text(_:found:)`` gives its text.
  static func bytes(_ name: String, found: [UInt8]) -> [UInt8] {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(found).write(to: file)
    }
    return (try? Data(contentsOf: file)).map(Array.init) ?? []
  }
}
