import Glibc
import Pipeline

/// Finds the files that path patterns name.
enum PathPatterns {
  /// The files that `patterns` match, each once, sorted within each pattern; a pattern without wildcards must exist.
  static func files(_ patterns: [String]) throws(RunFailure) -> [String] {
    var seen: Set<String> = []
    var files: [String] = []
    for pattern in patterns {
      let found = expand(pattern)
      if found.isEmpty {
        guard pattern.contains(where: { "*?[".contains($0) }) else { throw .cannotRead(pattern, ENOENT) }
        throw RunFailure(
          "E7004", .sourceUnavailable, "no file matches \(pattern)",
          remedy: "check the pattern; relative paths start from the folder the command is run in")
      }
      for path in found where seen.insert(path).inserted { files.append(path) }
    }
    return files
  }

  private static func expand(_ pattern: String) -> [String] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
    var paths: [String] = []
    for index in 0..<Int(unsafe result.gl_pathc) {
      if let path = unsafe result.gl_pathv[index] { paths.append(unsafe String(cString: path)) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
