/// Whether a column has one element per document or one per line of it.
public enum ColumnScope: String, Sendable {
  /// One element per document.
  case document
  /// One element per monetary line.
  case line
}

/// The typed name of a column: what stages read and write is written down once, as keys.
public struct ColumnKey<Value: ColumnValue>: Hashable, Sendable {
  /// The name that definitions and reports use.
  public let name: String
  /// Whether the column has an element per document or per line.
  public let scope: ColumnScope

  /// The key of the column `name`.
  public init(_ name: String, _ scope: ColumnScope) {
    self.name = name
    self.scope = scope
  }
}

/// A column of one type, taken out of a batch to be read or filled.
public struct Column<Value: ColumnValue>: Sendable {
  /// The stored elements; hot loops read and write them directly.
  public var stored: [Value.Stored]

  /// A column of `count` missing values.
  @inlinable
  public init(missing count: Int) { stored = Array(repeating: .missing, count: count) }

  /// A column over stored elements.
  @inlinable
  public init(stored: [Value.Stored]) { self.stored = stored }

  /// The number of values, missing ones included.
  @inlinable
  public var count: Int { stored.count }

  /// The value at `index`; `nil` when it is missing.
  @inlinable
  public subscript(index: Int) -> Value? {
    get {
      let element = stored[index]
      return element == .missing ? nil : Value(stored: element)
    }
    set { stored[index] = newValue?.stored ?? .missing }
  }
}
