/// Writes integers of a fixed scale as decimal text: amounts, rates and fixings share it.
public enum DecimalText {
  /// `value` × 10⁻ˢᶜᵃˡᵉ with all decimals that are not trailing zeros, and at least `decimals` of them.
  public static func text(_ value: Int64, scale: Int, atLeast decimals: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(value, scale: scale, atLeast: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `value` × 10⁻ˢᶜᵃˡᵉ to `bytes`, with all decimals that are not trailing zeros and at least `decimals`.
  public static func append(_ value: Int64, scale: Int, atLeast decimals: Int, to bytes: inout [UInt8]) {
    var digits: [20 of UInt8] = .init(repeating: UInt8(ascii: "0"))
    var rest = value.magnitude
    var count = 0
    while rest > 0 || count <= scale {
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    }
    var last = 0
    while last < scale - min(decimals, scale), digits[last] == UInt8(ascii: "0") { last += 1 }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var index = count - 1
    while index >= scale {
      bytes.append(digits[index])
      index -= 1
    }
    guard index >= last else { return }
    bytes.append(UInt8(ascii: "."))
    while index >= last {
      bytes.append(digits[index])
      index -= 1
    }
  }
}
