import Formats
/// A folder for the files of one test.
import Foundation

/// Removes its folder when it goes.
final class Scratch {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "extract-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String = "file.csv") throws -> String { try write(Array(text.utf8), to: name) }

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], to name: String = "file.csv") throws -> String {
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  /// Makes a folder inside and returns its path.
  func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    return folder + "/" + name
  }
}

/// Files of the repository and their bytes.
enum Files {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a sample, given within `samples/shopify`.
  static func sample(_ name: String) -> String { root.appending(path: "samples/shopify/\(name)").path }

  /// The path of the figures that the generator of the samples expects.
  static let expected = root.appending(path: "Tests/Oracles/shopify_expected.json").path

  /// The bytes of a file, decompressed where it is gzipped.
  static func bytes(_ path: String) throws -> [UInt8] {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    var source = GunzipSource(MemorySource(bytes))
    return try source.readAll()
  }

  /// The bytes, gzipped.
  static func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    var writer = GzipWriter(MemorySink())
    try writer.write(bytes)
    return try writer.finish().bytes
  }
}
