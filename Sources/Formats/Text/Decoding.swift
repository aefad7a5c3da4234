/// Stored text to UTF-8: single-byte tables and UTF-16.
extension TextEncoding {
  /// Appends the UTF-8 of `stored` to `result` and returns how many bytes were used.
  ///
  /// Less than all is used when the end cuts a character in two: give the rest again, followed by more. What is no
  /// character at all (half of a surrogate pair) is passed on as the three bytes that UTF-8 forbids, so that the
  /// reader's own check finds it and names its record.
  func decode(_ stored: ArraySlice<UInt8>, into result: inout [UInt8]) -> Int {
    switch self {
    case .utf8:
      result.append(contentsOf: stored)
      return stored.count
    case .windows1252, .latin1, .latin9:
      decodeSingleBytes(stored, into: &result)
      return stored.count
    case .utf16LittleEndian: return decodeUTF16(stored, highFirst: false, into: &result)
    case .utf16BigEndian: return decodeUTF16(stored, highFirst: true, into: &result)
    }
  }

  private func decodeSingleBytes(_ stored: ArraySlice<UInt8>, into result: inout [UInt8]) {
    var runStart = stored.startIndex
    for index in stored.indices where stored[index] >= 0x80 {
      result.append(contentsOf: stored[runStart..<index])
      result.appendUTF8(scalar(of: stored[index]))
      runStart = index + 1
    }
    result.append(contentsOf: stored[runStart...])
  }

  /// The character of a byte from 0x80 on.
  private func scalar(of byte: UInt8) -> UInt32 {
    switch self {
    case .windows1252 where byte < 0xA0: UInt32(Self.windows1252Upper[Int(byte) - 0x80])
    case .latin9: Self.latin9Differences[byte] ?? UInt32(byte)
    default: UInt32(byte)
    }
  }

  /// Characters of the bytes 0x80 to 0x9F; the five that the code page leaves open stand for themselves, as browsers do.
  private static let windows1252Upper: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// The eight characters in which ISO 8859-15 differs from ISO 8859-1.
  private static let latin9Differences: [UInt8: UInt32] = [
    0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153, 0xBE: 0x0178,
  ]

  private func decodeUTF16(_ stored: ArraySlice<UInt8>, highFirst: Bool, into result: inout [UInt8]) -> Int {
    func unit(at index: Int) -> UInt32 {
      let first = UInt32(stored[index])
      let second = UInt32(stored[index + 1])
      return highFirst ? first << 8 | second : second << 8 | first
    }
    var index = stored.startIndex
    while index + 1 < stored.endIndex {
      let high = unit(at: index)
      if high & 0xFC00 == 0xD800 {
        if index + 3 >= stored.endIndex { break }
        let low = unit(at: index + 2)
        if low & 0xFC00 == 0xDC00 {
          result.appendUTF8(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
          index += 4
          continue
        }
      }
      result.appendUTF8(high)
      index += 2
    }
    return index - stored.startIndex
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of a code point, lone surrogates included.
  mutating func appendUTF8(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: scalar))
    case 0..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
