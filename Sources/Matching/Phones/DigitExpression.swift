/// A regular expression over digits, as tables of telephone numbers are written: `[13]\d{6}(?:\d{2,5})?|[19]\d{7}`.
///
/// It knows digits, `\d`, sets, parentheses, bars and the repetitions `?`, `*`, `+`, `{2}` and `{2,5}`.
indirect enum DigitExpression: Sendable {
  /// One digit of a set: bit n stands for digit n.
  case digit(UInt16)
  /// One after the other; none of them is the empty text.
  case sequence([DigitExpression])
  /// Any of them.
  case choice([DigitExpression])
  /// Once or more often.
  case repeated(DigitExpression)

  /// Nothing.
  static let empty = DigitExpression.sequence([])

  /// Reads an expression.
  init(_ text: ArraySlice<UInt8>) {
    var reader = Reader(text: text, index: text.startIndex)
    self = reader.choice()
  }

  /// The same or nothing.
  var optional: DigitExpression { .choice([self, .empty]) }

  private struct Reader {
    let text: ArraySlice<UInt8>
    var index: Int

    private var next: UInt8? { index < text.endIndex ? text[index] : nil }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: mark) else { return false }
      index += 1
      return true
    }

    mutating func choice() -> DigitExpression {
      var options = [sequence()]
      while skip("|") { options.append(sequence()) }
      return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func sequence() -> DigitExpression {
      var parts: [DigitExpression] = []
      while let mark = next, mark != UInt8(ascii: "|"), mark != UInt8(ascii: ")") { parts.append(times(atom())) }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() -> DigitExpression {
      if skip("(") {
        if skip("?") { _ = skip(":") }
        defer { _ = skip(")") }
        return choice()
      }
      if skip("[") { return .digit(set()) }
      if skip("\\") {
        index += 1
        return .digit(0x3FF)
      }
      defer { index += 1 }
      return .digit(text[index].isDigit ? 1 << UInt16(text[index].digit) : 0)
    }

    /// The digits of a set such as `[024-8]`.
    private mutating func set() -> UInt16 {
      var digits: UInt16 = 0
      while let first = next, first != UInt8(ascii: "]") {
        index += 1
        let last = skip("-") ? next ?? first : first
        if last != first { index += 1 }
        guard first.isDigit, last.isDigit, first <= last else { continue }
        for digit in first.digit...last.digit { digits |= 1 << UInt16(digit) }
      }
      _ = skip("]")
      return digits
    }

    private mutating func times(_ part: DigitExpression) -> DigitExpression {
      if skip("?") { return part.optional }
      if skip("*") { return .choice([.repeated(part), .empty]) }
      if skip("+") { return .repeated(part) }
      guard skip("{") else { return part }
      let least = number()
      let most = skip(",") ? number() : least
      _ = skip("}")
      var parts = Array(repeating: part, count: least)
      // Each further one only behind those before it.
      var rest = DigitExpression.empty
      for _ in least..<max(least, most) { rest = DigitExpression.sequence([part, rest]).optional }
      parts.append(rest)
      return .sequence(parts)
    }

    private mutating func number() -> Int {
      var number = 0
      while let mark = next, mark.isDigit {
        number = number * 10 + mark.digit
        index += 1
      }
      return number
    }
  }
}

extension UInt8 {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  /// The value of an ASCII digit.
  var digit: Int { Int(self &- UInt8(ascii: "0")) }
}
