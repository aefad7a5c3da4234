/// A value that a column can hold: it is stored as a fixed-width element, one bit pattern of which means "missing".
///
/// A pattern within the element in place of a validity bitmap halves the memory that a hot loop touches and lets a
/// stage test and load a value at once.
public protocol ColumnValue: Sendable {
  /// The element a column stores.
  associatedtype Stored: StoredElement
  /// The element to store for this value.
  var stored: Stored { get }
  /// The value of a stored element that is not ``StoredElement/missing``.
  init(stored: Stored)
}

/// A fixed-width element of a column.
public protocol StoredElement: Sendable, BitwiseCopyable, Equatable {
  /// The element that stands for no value.
  static var missing: Self { get }
  /// Wraps the elements of a column for a batch to keep.
  static func wrap(_ elements: [Self]) -> ColumnStorage
  /// The elements of a column of this kind; `nil` when the storage is of another kind.
  static func unwrap(_ storage: ColumnStorage) -> [Self]?
}

/// What a batch keeps for one column.
public enum ColumnStorage: Sendable {
  /// Text, as ranges of the batch's arena.
  case text([TextRange])
  /// 64-bit integers: amounts, quantities, instants, keys.
  case wide([Int64])
  /// 32-bit integers: codes, days, rates.
  case narrow([Int32])

  /// The number of elements.
  public var count: Int {
    switch self {
    case .text(let elements): elements.count
    case .wide(let elements): elements.count
    case .narrow(let elements): elements.count
    }
  }
}

extension TextRange: StoredElement, ColumnValue {
  /// The element that stands for no value.
  public static var missing: TextRange { .empty }
  /// Wraps the elements of a column for a batch to keep.
  public static func wrap(_ elements: [TextRange]) -> ColumnStorage { .text(elements) }
  /// The elements of a column of this kind; `nil` when the storage is of another kind.
  public static func unwrap(_ storage: ColumnStorage) -> [TextRange]? {
    if case .text(let elements) = storage { elements } else { nil }
  }
  /// The element to store for this value.
  @inlinable public var stored: TextRange { self }
  /// The value of a stored element.
  @inlinable public init(stored: TextRange) { self = stored }
}

extension Int64: StoredElement, ColumnValue {
  /// The smallest integer, which no amount reaches.
  @inlinable public static var missing: Int64 { .min }
  /// Wraps the elements of a column for a batch to keep.
  public static func wrap(_ elements: [Int64]) -> ColumnStorage { .wide(elements) }
  /// The elements of a column of this kind; `nil` when the storage is of another kind.
  public static func unwrap(_ storage: ColumnStorage) -> [Int64]? {
    if case .wide(let elements) = storage { elements } else { nil }
  }
  /// The element to store for this value.
  @inlinable public var stored: Int64 { self }
  /// The value of a stored element.
  @inlinable public init(stored: Int64) { self = stored }
}

extension Int32: StoredElement, ColumnValue {
  /// The smallest integer, which no code or day reaches.
  @inlinable public static var missing: Int32 { .min }
  /// Wraps the elements of a column for a batch to keep.
  public static func wrap(_ elements: [Int32]) -> ColumnStorage { .narrow(elements) }
  /// The elements of a column of this kind; `nil` when the storage is of another kind.
  public static func unwrap(_ storage: ColumnStorage) -> [Int32]? {
    if case .narrow(let elements) = storage { elements } else { nil }
  }
  /// The element to store for this value.
  @inlinable public var stored: Int32 { self }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = stored }
}

extension ColumnValue where Self: RawRepresentable, RawValue == Int32, Stored == Int32 {
  /// The element to store for this value.
  @inlinable public var stored: Int32 { rawValue }
}
