/// Writes a file so that whoever looks sees the old one or the whole new one, whatever happens in between.
import Formats
import Foundation
import Pipeline

enum AtomicFile {
  /// What was written.
  struct Written {
    var byteCount: Int
    var sha256: String
  }

  /// Writes the file at `path` with `body`: into a file of another name in the same folder, synced and then renamed.
  ///
  /// When anything fails the file that was there stays as it was, and the unfinished one is removed.
  static func write(
    _ path: String, _ body: (FileSink) throws(FormatError) -> Void
  ) throws(RunFailure) -> Written {
    let written = try stage(path, body)
    do throws(RunFailure) { try publish(path) } catch {
      discard(path)
      throw error
    }
    return written
  }

  /// Writes the file that is to be at `path` under its hidden name, where nobody takes it for one that is there.
  static func stage(_ path: String, _ body: (FileSink) throws(FormatError) -> Void) throws(RunFailure) -> Written {
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw OutputFailure.notAFile(path) }
    do throws(RunFailure) {
      let sink = try FileSink(path: hidden(path), name: path)
      do throws(FormatError) { try body(sink) } catch {
        throw sink.failure ?? OutputFailure.cannotWrite(path, detail: error.description)
      }
      try sink.synchronize()
      return Written(byteCount: sink.byteCount, sha256: sink.sha256)
    } catch {
      discard(path)
      throw error
    }
  }

  /// Gives the file that was staged for `path` its name.
  static func publish(_ path: String) throws(RunFailure) {
    if unsafe rename(hidden(path), path) != 0 { throw OutputFailure.failure(path, errno: errno) }
    try synchronize(folder: folder(of: path))
  }

  /// Removes what was staged for `path`, if anything was.
  static func discard(_ path: String) { _ = unsafe unlink(hidden(path)) }

  /// The bytes that are staged for `path`; `nil` for none.
  static func staged(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: hidden(path)).map(Array.init)
  }

  /// The name that a file has until it is whole.
  private static func hidden(_ path: String) -> String {
    let (folder, name) = split(path)
    return "\(folder)/.\(name).unfinished"
  }

  /// Writes the file at `path` as ``write(_:_:)`` does.
  static func write(_ path: String, bytes: [UInt8]) throws(RunFailure) {
    _ = try write(path) { sink throws(FormatError) in
      var sink = sink
      try sink.write(bytes)
    }
  }

  /// Makes a folder and those above it; it may be there already.
  static func makeFolder(_ path: String) throws(RunFailure) {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      throw OutputFailure.cannotCreateFolder(path, errno: ENOTDIR)
    }
    let above = split(path).folder
    if above != path { try makeFolder(above) }
    if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw OutputFailure.cannotCreateFolder(path, errno: errno) }
  }

  /// Makes the rename itself last: without it a power cut may bring the old name back.
  private static func synchronize(folder: String) throws(RunFailure) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw OutputFailure.failure(folder, errno: errno) }
    defer { _ = close(descriptor) }
    // Some file systems know no sync of folders, and say so by EINVAL.
    if fsync(descriptor) != 0, errno != EINVAL { throw OutputFailure.failure(folder, errno: errno) }
  }

  /// The folder of a path; `.` when it names none.
  static func folder(of path: String) -> String { split(path).folder }

  /// The folder of a path, `.` when it names none, and the name within it.
  private static func split(_ path: String) -> (folder: String, name: String) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return (".", trimmed) }
    let folder = slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    return (folder, String(trimmed[trimmed.index(after: slash)...]))
  }
}
