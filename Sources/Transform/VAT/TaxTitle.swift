import Commerce

/// Reads the rate out of the title that a platform prints beside a tax, such as `DE VAT 19%` or `ES IVA 21 %`.
enum TaxTitle {
  /// The rate at the end of the title; `nil` when it does not end with a percentage.
  ///
  /// The words before it are the buyer's country or state and say nothing certain about whose tax it is.
  static func rate(_ title: Span<UInt8>) -> TaxRate? {
    var end = title.count
    while end > 0, title[end - 1] <= 0x20 { end -= 1 }
    guard end > 0, title[end - 1] == UInt8(ascii: "%") else { return nil }
    end -= 1
    while end > 0, isBlank(title, before: &end) {}
    var start = end
    while start > 0, isPartOfNumber(title[start - 1]) { start -= 1 }
    return rate(title, start..<end)
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// Steps back over a blank or a no-break space.
  private static func isBlank(_ title: Span<UInt8>, before end: inout Int) -> Bool {
    if title[end - 1] <= 0x20 {
      end -= 1
      return true
    }
    if end > 1, title[end - 2] == 0xC2, title[end - 1] == 0xA0 {
      end -= 2
      return true
    }
    return false
  }

  /// Digits with at most three decimals, the mark a point or a comma.
  private static func rate(_ title: Span<UInt8>, _ range: Range<Int>) -> TaxRate? {
    var number: Int32 = 0
    var decimals = -1
    guard !range.isEmpty, range.count <= 8 else { return nil }
    for index in range {
      let byte = title[index]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        guard decimals < 0 else { return nil }
        decimals = 0
      } else {
        number = number * 10 + Int32(byte - UInt8(ascii: "0"))
        if decimals >= 0 { decimals += 1 }
      }
    }
    guard decimals <= 3 else { return nil }
    for _ in max(0, decimals)..<3 { number *= 10 }
    return TaxRate(thousandths: number)
  }
}
