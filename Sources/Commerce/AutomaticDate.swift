/// Reads dates of no declared form: ISO 8601 is taken, everything that depends on the reader's country is refused.
enum AutomaticDate {
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ParsedDate {
    let start = range.lowerBound
    guard range.count >= 10, isISODate(bytes, start),
      let year = number(bytes, start, 4), let month = number(bytes, start + 5, 2), let day = number(bytes, start + 8, 2)
    else { return refusal(bytes, range) }
    guard let date = CivilDate(year: year, month: month, day: day) else { return .invalid(.impossibleDate) }
    var moment = LocalMoment(date: date)
    var index = start + 10
    if index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "T") || bytes[index] == 0x20 else { return .invalid(.otherFormat) }
      index += 1
      if let fault = time(bytes, &index, range.upperBound, &moment) { return .invalid(fault) }
    }
    return index == range.upperBound ? .value(moment) : .invalid(.otherFormat)
  }

  /// Reads `HH:mm`, perhaps with seconds, decimals and an offset.
  private static func time(
    _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int, _ moment: inout LocalMoment
  ) -> DateFault? {
    guard end - index >= 5, let hour = number(bytes, index, 2), bytes[index + 2] == UInt8(ascii: ":"),
      let minute = number(bytes, index + 3, 2)
    else { return .otherFormat }
    index += 5
    var second = 0
    if index < end, bytes[index] == UInt8(ascii: ":") {
      guard end - index >= 3, let seconds = number(bytes, index + 1, 2) else { return .otherFormat }
      second = seconds
      index += 3
      if index < end, bytes[index] == UInt8(ascii: ".") {
        index += 1
        while index < end, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
      }
    }
    guard hour < 24, minute < 60, second < 60 else { return .impossibleTime }
    moment.secondOfDay = Int32(hour * 3_600 + minute * 60 + second)
    if index < end, bytes[index] == 0x20 { index += 1 }
    if index < end {
      guard let (seconds, width) = UTCOffset.read(bytes, index, end, colon: nil) else { return .otherFormat }
      moment.offset = seconds
      index += width
    }
    return nil
  }

  private static func isISODate(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[start + 4] == UInt8(ascii: "-") && bytes[start + 7] == UInt8(ascii: "-")
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<start + count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// Why the text is refused: numbers such as `10/11/2024` are ambiguous when both could be the month.
  private static func refusal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ParsedDate {
    var parts: [(value: Int, digits: Int)] = [(0, 0)]
    for index in range {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10, let last = parts.last, last.digits < 9 {
        parts[parts.count - 1] = (last.value * 10 + Int(digit), last.digits + 1)
      } else if parts.count < 3, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
        parts.append((0, 0))
      } else {
        break
      }
    }
    if parts.count == 1, parts[0].digits == 5, range.count == 5 { return .invalid(.serialNumber) }
    guard parts.count == 3, 1...2 ~= parts[0].digits, 1...2 ~= parts[1].digits else { return .invalid(.otherFormat) }
    if parts[2].digits == 2 { return .invalid(.twoDigitYear) }
    let bothMonths = 1...12 ~= parts[0].value && 1...12 ~= parts[1].value
    return parts[2].digits == 4 && bothMonths ? .ambiguous : .invalid(.otherFormat)
  }
}
