/// Integers and decimals as text, without a `String` for each.
extension [UInt8] {
  /// Appends `value` in decimal.
  mutating func append(decimal value: Int64) { append(minorUnits: value, exponent: 0) }

  /// Appends `value` × 10 to the power of −`exponent`, with exactly `exponent` digits after the point.
  mutating func append(minorUnits value: Int64, exponent: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = value.magnitude
    var digits = 0
    repeat {
      if digits == exponent, exponent > 0 { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      digits += 1
    } while rest > 0 || digits <= exponent
    self[start...].reverse()
  }
}
