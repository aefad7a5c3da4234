/// How the numbers of a column are written; what does not fit is refused with its reason, never guessed.
///
/// ```swift
/// let german = NumberGrammar(decimalMark: .comma, grouping: [.point])
/// german.parse("1.234,56")   // .value(1234.56)
/// german.parse("1,234.56")   // .invalid(.otherDecimalMark)
/// ```
public struct NumberGrammar: Hashable, Sendable {
  /// The character between the whole and its decimals.
  public enum DecimalMark: String, Hashable, Sendable, CaseIterable {
    /// A point, as in `1234.56`.
    case point
    /// A comma, as in `1234,56`.
    case comma
    /// Not known: each number has to prove it, and one that cannot, such as `1.234`, is ambiguous.
    case undecided
  }

  /// The characters that may stand between groups of three digits.
  public struct Grouping: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8
    /// The set of those bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A comma, as in `1,234`.
    public static let comma = Grouping(rawValue: 1)
    /// A point, as in `1.234`.
    public static let point = Grouping(rawValue: 2)
    /// A blank, as in `1 234`: a space, a no-break space, a narrow no-break space or a thin space.
    public static let space = Grouping(rawValue: 4)
    /// An apostrophe, as in `1'234`, or a right single quotation mark.
    public static let apostrophe = Grouping(rawValue: 8)
  }

  /// What else may stand around the digits.
  public struct Adornments: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8
    /// The set of those bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A currency symbol or an ISO 4217 code before or after, as in `€ 5` or `5 EUR`.
    public static let currency = Adornments(rawValue: 1)
    /// Parentheses around a negative amount, as in `(1.00)`.
    public static let parentheses = Adornments(rawValue: 2)
    /// A minus behind the digits, as in `1.00-`.
    public static let trailingMinus = Adornments(rawValue: 4)
    /// A plus before the digits.
    public static let plus = Adornments(rawValue: 8)
  }

  /// The decimal mark.
  public let decimalMark: DecimalMark
  /// The group separators, the decimal mark itself never among them.
  public let grouping: Grouping
  /// What else may stand around the digits.
  public let adornments: Adornments

  /// The decimal mark as a byte; a byte that cannot occur where it is undecided.
  @usableFromInline let markByte: UInt8

  /// A grammar with that decimal mark, those group separators and those adornments.
  public init(decimalMark: DecimalMark, grouping: Grouping = [], adornments: Adornments = [.plus]) {
    self.decimalMark = decimalMark
    self.adornments = adornments
    switch decimalMark {
    case .point:
      self.grouping = grouping.subtracting(.point)
      markByte = UInt8(ascii: ".")
    case .comma:
      self.grouping = grouping.subtracting(.comma)
      markByte = UInt8(ascii: ",")
    case .undecided:
      self.grouping = grouping.union([.comma, .point])
      markByte = 0xFF
    }
  }

  /// Digits with a decimal point and perhaps a sign: what programs write.
  public static let plain = NumberGrammar(decimalMark: .point)

  /// Reads the number that `bytes` are.
  ///
  /// Digits with at most one decimal mark and a leading minus, by far the most frequent form, are read in one pass;
  /// everything else goes the strict way through ``parseSlowly(_:)``.
  @inlinable
  public func parse(_ bytes: Span<UInt8>) -> ParsedNumber {
    let count = bytes.count
    var index = 0
    var negative = false
    if count > 0, bytes[0] == UInt8(ascii: "-") {
      negative = true
      index = 1
    }
    let first = index
    var number: Int64 = 0
    while index < count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number &* 10 &+ Int64(digit)
      index &+= 1
    }
    // Twelve digits before the mark and six behind it fit the range whatever they are.
    guard index &- first <= 12, index > first else { return parseSlowly(bytes) }
    if index < count {
      guard bytes[index] == markByte, count &- index <= 7, count &- index > 1 else { return parseSlowly(bytes) }
      var scale = Exact.decimals &- (count &- index &- 1)
      index &+= 1
      while index < count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return parseSlowly(bytes) }
        number = number &* 10 &+ Int64(digit)
        index &+= 1
      }
      while scale > 0 {
        number = number &* 10
        scale &-= 1
      }
    } else {
      number = number &* Exact.unit
    }
    return .value(Exact(millionths: negative ? 0 &- number : number))
  }

  /// Reads the number that `text` is.
  public func parse(_ text: String) -> ParsedNumber {
    let bytes = Array(text.utf8)
    return parse(bytes.span)
  }

  /// Reads a number of any form that the grammar allows, and finds the reason where there is none.
  public func parseSlowly(_ bytes: Span<UInt8>) -> ParsedNumber {
    var scanner = NumberScanner(grammar: self)
    return scanner.scan(bytes)
  }
}
