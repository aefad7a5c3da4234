import Formats

/// The bytes of a source between two places, decompressed where it is gzipped.
public enum SourceBytes {
  /// What is read at most: a record that a person wants to see is not longer.
  private static let countMaximum: Int64 = 1 << 16

  /// The bytes of the file at `path` from `first` to the byte before `end`; `nil` when they are not there any more.
  public static func read(_ path: String, from first: Int64, to end: Int64?) -> [UInt8]? {
    guard first >= 0, first < end ?? .max else { return nil }
    do {
      var stored = LookAhead(FileSource(handle: try FileHandle(path: path)))
      let isCompressed = GunzipSource<LookAhead>.isGzip(try stored.peek(2))
      var text = isCompressed ? LookAhead(GunzipSource(stored)) : stored
      guard try text.skip(Int(first)) == Int(first) else { return nil }
      let bytes = try text.readAll(limit: Int(min((end ?? .max) - first, countMaximum)))
      return bytes.isEmpty ? nil : bytes
    } catch {
      return nil
    }
  }
}
