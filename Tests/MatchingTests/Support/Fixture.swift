/// Tables of vectors beside the tests.
import Foundation

enum Fixture {
  /// The rows of `Fixtures/<name>` below its header, each as cells between tabs.
  static func rows(_ name: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
