public import Columns

/// An amount of money in the smallest units of its currency, such as cents; which currency, the context says.
public struct MinorUnits: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number of minor units.
  public var count: Int64

  /// Nothing.
  @inlinable public static var zero: MinorUnits { MinorUnits(0) }

  /// An amount of `count` minor units.
  @inlinable
  public init(_ count: Int64) { self.count = count }

  /// Whether `left` comes before `right`.
  @inlinable
  public static func < (left: MinorUnits, right: MinorUnits) -> Bool { left.count < right.count }

  /// The amount with the other sign.
  @inlinable
  public static prefix func - (value: MinorUnits) -> MinorUnits { MinorUnits(-value.count) }

  /// The sum; `nil` outside 64 bits.
  @inlinable
  public func adding(_ other: MinorUnits) -> MinorUnits? {
    let (sum, overflow) = count.addingReportingOverflow(other.count)
    return overflow ? nil : MinorUnits(sum)
  }

  /// The difference; `nil` outside 64 bits.
  @inlinable
  public func subtracting(_ other: MinorUnits) -> MinorUnits? {
    let (difference, overflow) = count.subtractingReportingOverflow(other.count)
    return overflow ? nil : MinorUnits(difference)
  }

  /// The amount as decimal text of a currency with `exponent` decimals, such as `12.50`.
  public func description(exponent: Int) -> String { DecimalText.text(count, scale: exponent, atLeast: exponent) }
}

extension MinorUnits: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int64 { count }
  /// The value of a stored element.
  @inlinable public init(stored: Int64) { count = stored }
}
