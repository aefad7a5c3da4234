/// Reads offsets from UTC as dates carry them.
enum UTCOffset {
  /// Seconds east of Greenwich and the width of what stands at `index`: `Z`, `UTC`, `GMT`, `+0100` or `+01:00`.
  ///
  /// - Parameter colon: whether there must be a colon; `nil` where both are fine.
  static func read(_ bytes: Span<UInt8>, _ index: Int, _ end: Int, colon: Bool?) -> (seconds: Int32, width: Int)? {
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "Z"):
      return (0, 1)
    case UInt8(ascii: "U")
    where end - index >= 3 && bytes[index + 1] == UInt8(ascii: "T")
      && bytes[index + 2] == UInt8(ascii: "C"),
      UInt8(ascii: "G")
    where end - index >= 3 && bytes[index + 1] == UInt8(ascii: "M")
      && bytes[index + 2] == UInt8(ascii: "T"):
      return (0, 3)
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return numeric(bytes, index, end, colon)
    default:
      return nil
    }
  }

  private static func numeric(
    _ bytes: Span<UInt8>, _ index: Int, _ end: Int, _ colon: Bool?
  ) -> (seconds: Int32, width: Int)? {
    guard end - index >= 5 else { return nil }
    let hasColon = bytes[index + 3] == UInt8(ascii: ":")
    guard colon == nil || colon == hasColon else { return nil }
    let minutePlace = index + (hasColon ? 4 : 3)
    guard minutePlace + 2 <= end else { return nil }
    var digits = 0
    for place in [index + 1, index + 2, minutePlace, minutePlace + 1] {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      digits = digits * 10 + Int(digit)
    }
    let (hours, minutes) = (digits / 100, digits % 100)
    guard hours <= 15, minutes < 60 else { return nil }
    let seconds = Int32(hours * 3_600 + minutes * 60)
    return (bytes[index] == UInt8(ascii: "-") ? -seconds : seconds, minutePlace + 2 - index)
  }
}
