import Glibc
import Pipeline

/// The names in a folder, as the file system has them.
enum FolderListing {
  /// Whether there is a folder at `path`.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of all entries but the hidden ones, sorted by their bytes.
  static func names(in path: String) throws(RunFailure) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .cannotRead(path, errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What tells a folder's content from what it was: the folder changes when an entry comes or goes, which their number
  /// tells too where the clock ticks too slowly.
  static func identity(_ path: String) throws(RunFailure) -> SourceIdentity {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw .cannotRead(path, errno) }
    var identity = SourceIdentity(path: path, status)
    identity.byteCount = Int64(try names(in: path).count)
    return identity
  }
}
