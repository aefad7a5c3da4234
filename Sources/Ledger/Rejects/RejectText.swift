/// The bytes of a refused document, as they are looked through for people.
import Foundation

enum RejectText {
  /// From so many characters on a run of letters and digits is taken for Base64.
  private static let encodedMin = 64
  /// Digits without which nothing is a telephone number.
  private static let digitsMin = 7

  /// The bytes, and behind them what stands in them in Base64: a spool of lines keeps the bodies of deliveries so.
  static func readable(_ raw: [UInt8]) -> [UInt8] {
    var text = raw
    var start = raw.startIndex
    for end in 0...raw.count where end == raw.count || !isEncoding(raw[end]) {
      if end - start >= encodedMin, let body = Data(base64Encoded: Data(raw[start..<end])) {
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: body)
      }
      start = end + 1
    }
    return text
  }

  /// What looks like an e-mail address.
  static func addresses(in text: [UInt8]) -> [[UInt8]] {
    text.split(whereSeparator: isBoundary).filter { $0.contains(UInt8(ascii: "@")) }.map { word in
      let quote = UInt8(ascii: "'")
      return Array(word.drop { $0 == quote }.reversed().drop { $0 == quote }.reversed())
    }
  }

  /// What looks like a telephone number: it begins with a plus sign or with a zero.
  static func numbers(in text: [UInt8]) -> [[UInt8]] {
    text.indices.filter { isStart($0, of: text) }.compactMap { start in
      let number = text[(start + 1)...].prefix { isDigit($0) || " -.()/".utf8.contains($0) }
      return number.count(where: isDigit) >= digitsMin ? [text[start]] + number : nil
    }
  }

  private static func isStart(_ place: Int, of text: [UInt8]) -> Bool {
    switch text[place] {
    case UInt8(ascii: "+"): true
    // A zero within a number, a word or an amount begins nothing.
    case UInt8(ascii: "0"): place == 0 || !isEncoding(text[place - 1]) && text[place - 1] != UInt8(ascii: ".")
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private static func isEncoding(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & 0xDF || "+/=".utf8.contains(byte)
  }

  /// What no address has in it, or what stands around one in a file.
  private static func isBoundary(_ byte: UInt8) -> Bool { byte <= 0x20 || #",;:"<>()[]{}|\/=&"#.utf8.contains(byte) }
}
