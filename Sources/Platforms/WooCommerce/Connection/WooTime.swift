import Commerce

/// Times as WooCommerce writes them: `2026-11-23T22:26:16`, without an offset, in UTC where the name ends with `_gmt`.
enum WooTime {
  /// The instant as UTC without a suffix.
  static func utc(_ seconds: Int64) -> String { text(seconds, offset: 0) }

  /// The wall clock at `offset` seconds east of Greenwich.
  static func text(_ seconds: Int64, offset: Int32) -> String {
    let moment = Instant(seconds: seconds).local(offset: offset)
    return "\(moment.date)T\(moment.timeDescription)"
  }

  /// What a date and time say; `nil` for anything else, a date without time included.
  static func moment(_ text: some StringProtocol) -> LocalMoment? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = number(bytes, 11), let minute = number(bytes, 14), let second = number(bytes, 17),
      hour < 24, minute < 60, second < 61
    else { return nil }
    let time = hour * 3_600 + minute * 60 + second
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { $0 >= 0x30 && $0 <= 0x39 } }
    if rest.isEmpty { return LocalMoment(date: date, secondOfDay: time) }
    if rest.elementsEqual("Z".utf8) { return LocalMoment(date: date, secondOfDay: time, offset: 0) }
    let sign: Int32 = rest.first == UInt8(ascii: "-") ? -1 : 1
    let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard rest.first == UInt8(ascii: "+") || sign < 0, digits.count == 4, let hours = number(digits, 0),
      let minutes = number(digits, 2)
    else { return nil }
    return LocalMoment(date: date, secondOfDay: time, offset: sign * (hours * 3_600 + minutes * 60))
  }

  /// Seconds since 1970 of a time in UTC without a suffix.
  static func seconds(_ text: some StringProtocol) -> Int64? { moment(text)?.instant().seconds }

  private static func number(_ bytes: [UInt8], _ index: Int) -> Int32? {
    guard index + 1 < bytes.count, (0x30...0x39).contains(bytes[index]), (0x30...0x39).contains(bytes[index + 1])
    else { return nil }
    return Int32(bytes[index] - 0x30) * 10 + Int32(bytes[index + 1] - 0x30)
  }
}
