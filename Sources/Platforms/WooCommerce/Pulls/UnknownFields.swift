import Formats

/// Paths of fields that no list of known keys has, each once.
struct UnknownFields {
  private(set) var paths: Set<String> = []

  /// Notes a field of an object; `parent` is the path of the object, empty for a record itself.
  mutating func note(_ key: String, in parent: String) { paths.insert(parent.isEmpty ? key : "\(parent).\(key)") }

  /// The paths in order.
  var sorted: [String] { paths.sorted() }
}
