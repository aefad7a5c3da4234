/// Reads a date element by element and keeps what it has found.
struct DateScanner {
  private var index: Int
  private let end: Int
  private var year = 0
  private var month = 0
  private var day = 0
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var afternoon: Bool?
  private var offset: Int32?
  private var isShortYear = false

  init(at start: Int, end: Int) {
    index = start
    self.end = end
  }

  /// Reads all of `bytes` by `pattern`; the fault is `nil` when every element was found.
  mutating func scan(_ bytes: Span<UInt8>, _ pattern: DatePattern) -> DateFault? {
    for element in pattern.elements {
      let fault: DateFault? =
        switch element {
        case .digits(let field, let width): digits(bytes, field, width)
        case .literal(let byte): literal(bytes, byte)
        case .monthName: monthName(bytes)
        case .halfDay: halfDay(bytes)
        case .fraction: fraction(bytes)
        case .offset, .offsetWithColon: offset(bytes, colon: element == .offsetWithColon)
        }
      if let fault { return fault }
    }
    guard index == end else { return .otherFormat }
    return isShortYear ? .twoDigitYear : nil
  }

  /// What the elements amount to.
  func result() -> ParsedDate {
    guard let date = CivilDate(year: year, month: month, day: day) else { return .invalid(.impossibleDate) }
    var hours = hour
    if let afternoon {
      guard 1...12 ~= hour else { return .invalid(.impossibleTime) }
      hours = hour % 12 + (afternoon ? 12 : 0)
    }
    guard hours < 24, minute < 60, second < 60 else { return .invalid(.impossibleTime) }
    return .value(
      LocalMoment(date: date, secondOfDay: Int32(hours * 3_600 + minute * 60 + second), offset: offset))
  }

  // MARK: Elements

  /// Reads between `least` and `most` digits; `nil` when there are fewer.
  private mutating func number(_ bytes: Span<UInt8>, _ least: Int, _ most: Int) -> Int? {
    var value = 0
    var count = 0
    while count < most, index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      count += 1
      index += 1
    }
    return count >= least ? value : nil
  }

  private mutating func digits(_ bytes: Span<UInt8>, _ field: DatePattern.Field, _ width: Int) -> DateFault? {
    let start = index
    guard let value = number(bytes, width, max(width, 2)) else {
      // It is told at the end, when all else fits: `01/02/2011` is of another form in more than its year.
      isShortYear = field == .year && index - start == 2
      return isShortYear ? nil : .otherFormat
    }
    switch field {
    case .year: year = width == 2 ? value + (value < 70 ? 2_000 : 1_900) : value
    case .month: month = value
    case .day: day = value
    case .hour: hour = value
    case .minute: minute = value
    case .second: second = value
    }
    return nil
  }

  private mutating func literal(_ bytes: Span<UInt8>, _ byte: UInt8) -> DateFault? {
    guard index < end, bytes[index] == byte else { return .otherFormat }
    index += 1
    return nil
  }

  private mutating func fraction(_ bytes: Span<UInt8>) -> DateFault? {
    number(bytes, 1, 9) == nil ? .otherFormat : nil
  }

  private mutating func halfDay(_ bytes: Span<UInt8>) -> DateFault? {
    guard index + 1 < end, bytes[index + 1] | 0x20 == UInt8(ascii: "m") else { return .otherFormat }
    switch bytes[index] | 0x20 {
    case UInt8(ascii: "a"): afternoon = false
    case UInt8(ascii: "p"): afternoon = true
    default: return .otherFormat
    }
    index += 2
    return nil
  }

  private mutating func offset(_ bytes: Span<UInt8>, colon: Bool) -> DateFault? {
    guard let (seconds, width) = UTCOffset.read(bytes, index, end, colon: colon) else { return .otherFormat }
    offset = seconds
    index += width
    return nil
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }

  private mutating func monthName(_ bytes: Span<UInt8>) -> DateFault? {
    var stop = index
    while stop < end, (bytes[stop] | 0x20) &- UInt8(ascii: "a") < 26 { stop += 1 }
    let count = stop - index
    for (position, name) in Self.monthNames.enumerated() where count == 3 || count == name.count {
      if (0..<count).allSatisfy({ bytes[index + $0] | 0x20 == name[$0] }) {
        month = position + 1
        index = stop
        return nil
      }
    }
    return .otherFormat
  }
}
