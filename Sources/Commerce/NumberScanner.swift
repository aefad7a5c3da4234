/// Reads one number the strict way: takes the adornments off, then weighs marks and digits.
struct NumberScanner {
  let grammar: NumberGrammar
  private var negative = false

  init(grammar: NumberGrammar) { self.grammar = grammar }

  /// A stretch of bytes still to be read.
  private struct Stretch {
    var start: Int
    var end: Int
    var isEmpty: Bool { start >= end }
  }

  mutating func scan(_ bytes: Span<UInt8>) -> ParsedNumber {
    var rest = Stretch(start: 0, end: bytes.count)
    trim(bytes, &rest)
    if rest.isEmpty { return .empty }
    if let fault = takeAdornments(bytes, &rest) { return .invalid(fault) }
    guard !rest.isEmpty else { return .invalid(.missingDigits) }

    var body = NumberBody(negative: negative)
    var index = rest.start
    while index < rest.end {
      let byte = bytes[index]
      if byte &- UInt8(ascii: "0") < 10 {
        body.append(digit: byte &- UInt8(ascii: "0"))
        index += 1
      } else if let (mark, width) = NumberMark.at(index, in: bytes, end: rest.end) {
        body.append(mark)
        index += width
      } else {
        return .invalid(Self.fault(byte, after: body))
      }
    }
    return body.weigh(grammar)
  }

  private static func fault(_ byte: UInt8, after body: NumberBody) -> NumberFault {
    switch byte {
    case UInt8(ascii: "e"), UInt8(ascii: "E"): body.digits > 0 ? .scientific : .notANumber
    case UInt8(ascii: "-"), UInt8(ascii: "+"): .misplacedSign
    default: .notANumber
    }
  }

  /// Takes sign, parentheses and currency off both ends; they may come in any order, each once.
  private mutating func takeAdornments(_ bytes: Span<UInt8>, _ rest: inout Stretch) -> NumberFault? {
    var signed = false
    var currency = false
    while !rest.isEmpty {
      let before = rest
      let first = bytes[rest.start]
      let last = bytes[rest.end - 1]
      if first == UInt8(ascii: "("), last == UInt8(ascii: ")"), rest.end - rest.start > 1 {
        guard grammar.adornments.contains(.parentheses) else { return .parenthesesNotAllowed }
        if signed { return .misplacedSign }
        signed = true
        negative = true
        rest = Stretch(start: rest.start + 1, end: rest.end - 1)
      } else if let (sign, width) = Self.sign(bytes, rest) {
        if signed || (!sign && !grammar.adornments.contains(.plus)) { return .misplacedSign }
        signed = true
        negative = sign
        rest.start += width
      } else if last == UInt8(ascii: "-"), grammar.adornments.contains(.trailingMinus) {
        if signed { return .misplacedSign }
        signed = true
        negative = true
        rest.end -= 1
      } else if let (head, tail) = CurrencyMark.around(bytes, rest.start, rest.end) {
        guard grammar.adornments.contains(.currency) else { return .currencyNotAllowed }
        if currency { return .notANumber }
        currency = true
        rest = Stretch(start: rest.start + head, end: rest.end - tail)
      }
      if before.start == rest.start, before.end == rest.end { return nil }
      trim(bytes, &rest)
    }
    return nil
  }

  /// A leading sign and its width: true for a minus, be it the hyphen or U+2212.
  private static func sign(_ bytes: Span<UInt8>, _ rest: Stretch) -> (Bool, Int)? {
    switch bytes[rest.start] {
    case UInt8(ascii: "-"): (true, 1)
    case UInt8(ascii: "+"): (false, 1)
    case 0xE2 where rest.end - rest.start > 3 && bytes[rest.start + 1] == 0x88 && bytes[rest.start + 2] == 0x92:
      (true, 3)
    default: nil
    }
  }

  /// Takes spaces, tabs and no-break spaces off both ends.
  private func trim(_ bytes: Span<UInt8>, _ rest: inout Stretch) {
    while !rest.isEmpty, bytes[rest.start] == 0x20 || bytes[rest.start] == 0x09 { rest.start += 1 }
    while rest.end - rest.start > 1, bytes[rest.start] == 0xC2, bytes[rest.start + 1] == 0xA0 { rest.start += 2 }
    while !rest.isEmpty, bytes[rest.end - 1] == 0x20 || bytes[rest.end - 1] == 0x09 { rest.end -= 1 }
    while rest.end - rest.start > 1, bytes[rest.end - 2] == 0xC2, bytes[rest.end - 1] == 0xA0 { rest.end -= 2 }
  }
}
