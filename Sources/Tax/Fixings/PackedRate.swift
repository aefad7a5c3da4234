/// A rate in 32 bits: 29 of units and 3 of scale; zero stands for none.
struct PackedRate {
  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  /// `nil` when the rate has too many digits.
  init?(units: UInt64, scale: Int) {
    guard units > 0, units < 1 << 29, 0...7 ~= scale else { return nil }
    bits = UInt32(units) << 3 | UInt32(scale)
  }

  var isMissing: Bool { bits == 0 }
  var units: Int64 { Int64(bits >> 3) }
  var scale: Int32 { Int32(bits & 7) }
}
