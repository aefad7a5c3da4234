/// Writes small numbers with a fixed number of digits, as dates and times need them.
enum FixedDigits {
  /// Appends the last `width` digits of `number`, with leading zeros.
  static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    var rest = number
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor % 10))
      rest %= divisor
      divisor /= 10
    }
  }
}
