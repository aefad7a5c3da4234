/// A pattern whose fields stand at fixed places, which is read without a scan.
struct FixedDateLayout: Sendable {
  private var count = 0
  private var year = -1
  private var month = -1
  private var day = -1
  private var hour = -1
  private var minute = -1
  private var second = -1
  private var offset = -1
  private var colon = 0
  /// Place × 256 + byte of each literal. An inline array would spare a reference count, but optimised code of Swift 6.3
  /// then loses the fields beside it: offsets from UTC were read as none.
  private var literals: [UInt16] = []

  /// The layout of `pattern`; `nil` when a field's place depends on what stands before it.
  init?(_ pattern: DatePattern) {
    for element in pattern.elements {
      guard offset < 0 else { return nil }
      switch element {
      case .digits(.year, width: 4):
        year = count
        count += 4
      case .digits(let field, width: 2) where field != .year:
        place(field)
        count += 2
      case .literal(let byte):
        guard count < 256 else { return nil }
        literals.append(UInt16(count) << 8 | UInt16(byte))
        count += 1
      case .offset, .offsetWithColon:
        offset = count
        colon = element == .offsetWithColon ? 1 : 0
        count += 5 + colon
      default:
        return nil
      }
    }
  }

  private mutating func place(_ field: DatePattern.Field) {
    switch field {
    case .year: break
    case .month: month = count
    case .day: day = count
    case .hour: hour = count
    case .minute: minute = count
    case .second: second = count
    }
  }

  /// The moment that `bytes` write; `nil` when they are anything but a faultless example of the layout.
  func parse(_ bytes: Span<UInt8>) -> LocalMoment? {
    guard bytes.count == count else { return nil }
    for literal in literals {
      guard bytes[Int(literal >> 8)] == UInt8(truncatingIfNeeded: literal) else { return nil }
    }
    let century = Self.pair(bytes, year)
    let yearOfCentury = Self.pair(bytes, year + 2)
    guard century < 100, yearOfCentury < 100,
      let date = CivilDate(
        year: century * 100 + yearOfCentury, month: Self.pair(bytes, month), day: Self.pair(bytes, day))
    else { return nil }
    var seconds = 0
    if hour >= 0 {
      let hours = Self.pair(bytes, hour)
      guard hours < 24 else { return nil }
      seconds = hours &* 3_600
    }
    if minute >= 0 {
      let minutes = Self.pair(bytes, minute)
      guard minutes < 60 else { return nil }
      seconds = seconds &+ minutes &* 60
    }
    if second >= 0 {
      let odd = Self.pair(bytes, second)
      guard odd < 60 else { return nil }
      seconds = seconds &+ odd
    }
    guard offset >= 0 else { return LocalMoment(date: date, secondOfDay: Int32(truncatingIfNeeded: seconds)) }
    guard let east = east(bytes) else { return nil }
    return LocalMoment(date: date, secondOfDay: Int32(truncatingIfNeeded: seconds), offset: east)
  }

  /// Seconds east of Greenwich at the offset's place.
  private func east(_ bytes: Span<UInt8>) -> Int32? {
    let sign = bytes[offset]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      colon == 0 || bytes[offset + 3] == UInt8(ascii: ":")
    else { return nil }
    let hours = Self.pair(bytes, offset + 1)
    let minutes = Self.pair(bytes, offset + 3 + colon)
    guard hours <= 15, minutes < 60 else { return nil }
    let seconds = Int32(truncatingIfNeeded: hours &* 3_600 &+ minutes &* 60)
    return sign == UInt8(ascii: "-") ? 0 &- seconds : seconds
  }

  /// The number that two digits at `place` make; at least 100 when they are no digits.
  ///
  /// Unchecked, because every place lies within ``count``, which the length of the text has been compared with.
  private static func pair(_ bytes: Span<UInt8>, _ place: Int) -> Int {
    let tens = unsafe bytes[unchecked: place] &- UInt8(ascii: "0")
    let ones = unsafe bytes[unchecked: place &+ 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : 100
  }
}
