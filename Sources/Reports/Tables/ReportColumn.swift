/// A column of a report, declared once: headers, help and the manifest derive from it.
public struct ReportColumn: Sendable, Hashable {
  /// What the values are.
  public enum Kind: String, Sendable, CaseIterable {
    /// Text.
    case text
    /// A whole number.
    case integer
    /// An exact decimal number; JSON holds it as text, so that no reader makes a binary fraction of it.
    case decimal
  }

  /// The name in headers.
  public let name: String
  /// What the values are.
  public let kind: Kind
  /// What it means, in a sentence.
  public let meaning: String

  /// The column `name`.
  public init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }
}
