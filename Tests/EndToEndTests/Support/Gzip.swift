/// Files, compressed and decompressed.
import Formats
import Foundation

enum Gzip {
  /// The bytes of a compressed file.
  static func unpacked(_ path: String) throws -> [UInt8] {
    var source = GunzipSource(MemorySource(Array(try Data(contentsOf: URL(filePath: path)))))
    return try source.readAll()
  }

  /// Bytes, compressed.
  static func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    var writer = GzipWriter(MemorySink())
    try writer.write(bytes)
    return try writer.finish().bytes
  }
}
