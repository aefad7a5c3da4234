/// The repository's own files, as the tidy tests read them.
import Foundation

enum Repository {
  /// The folder that holds `Package.swift`.
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// The Swift files of the program.
  static let sources = files(under: "Sources", endings: ["swift"])
  /// The Swift files of the tests.
  static let tests = files(under: "Tests", endings: ["swift"])
  /// The definitions that are shipped, and the page that shows how to use them.
  static let examples = files(under: "pipelines", endings: ["json"]) + [file("README.md")]

  /// The modules that have a folder of sources.
  static let modules = Set(sources.map(\.module)).union(folders(in: "Sources").subtracting(["Platforms"]))

  /// The files below a folder whose names end so, by path.
  static func files(under folder: String, endings: Set<String>) -> [SourceFile] {
    let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    let paths = (found?.compactMap { $0 as? String } ?? []).filter { path in
      endings.contains(path.split(separator: ".").last.map(String.init) ?? "") && !path.contains("/.")
    }
    return paths.sorted().map { file("\(folder)/\($0)") }
  }

  /// The file at a path from the root; empty when there is none.
  static func file(_ path: String) -> SourceFile {
    let data = FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
    return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
  }

  /// The folders directly below a folder.
  static func folders(in folder: String) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return Set(names.filter { !$0.hasPrefix(".") && !$0.contains(".") })
  }
}
