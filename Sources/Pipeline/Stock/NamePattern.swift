/// A name, or a pattern in which `*` stands for any characters.
public struct NamePattern: Sendable, Hashable {
  /// As it is written.
  public let text: String

  /// A pattern.
  public init(_ text: String) { self.text = text }

  /// Whether it stands for more than one name.
  public var isWild: Bool { text.contains("*") }

  /// Whether a name fits.
  public func matches(_ name: String) -> Bool {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == text }
    guard name.hasPrefix(first) else { return false }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
