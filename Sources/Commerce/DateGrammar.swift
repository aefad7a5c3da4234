/// How the dates of a column are written, compiled once from a pattern such as `yyyy-MM-dd HH:mm:ss Z`.
///
/// Letters are those of Unicode's date patterns: `yyyy` or `yy`, `MM` or `M` (one or two digits), `MMM` (English name),
/// `dd` or `d`, `HH` or `H`, `hh`/`h` with `a`, `mm`, `ss`, `S` (decimals, dropped), `Z` (`+0100`), `XXX` (`+01:00` or
/// `Z`); other characters stand for themselves, letters in quotes too.
public struct DateGrammar: Sendable {
  /// The pattern it was compiled from; `auto` for ``auto``.
  public let pattern: String
  private let sequence: DatePattern?
  private let fixed: FixedDateLayout?

  /// The grammar of `pattern`.
  ///
  /// - Throws: when the pattern has an unknown letter or lacks year, month or day.
  public init(pattern: String) throws(DatePatternFault) {
    self.pattern = pattern
    let sequence = try DatePattern(pattern)
    self.sequence = sequence
    fixed = FixedDateLayout(sequence)
  }

  private init() {
    pattern = "auto"
    sequence = nil
    fixed = nil
  }

  /// Takes only forms that mean the same to everyone: ISO 8601 dates, with or without time and offset.
  public static let auto = DateGrammar()

  /// Reads the date that `bytes` are.
  public func parse(_ bytes: Span<UInt8>) -> ParsedDate {
    if let fixed, let moment = fixed.parse(bytes) { return .value(moment) }
    let trimmed = Self.trimmed(bytes)
    guard !trimmed.isEmpty else { return .empty }
    guard let sequence else { return AutomaticDate.parse(bytes, trimmed) }
    var scanner = DateScanner(at: trimmed.lowerBound, end: trimmed.upperBound)
    if let fault = scanner.scan(bytes, sequence) { return .invalid(Self.explain(fault, bytes, trimmed)) }
    return scanner.result()
  }

  /// Reads the date that `text` is.
  public func parse(_ text: String) -> ParsedDate {
    let bytes = Array(text.utf8)
    return parse(bytes.span)
  }

  private static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// A number of five digits in a date column is a spreadsheet's day count.
  private static func explain(_ fault: DateFault, _ bytes: Span<UInt8>, _ range: Range<Int>) -> DateFault {
    guard fault == .otherFormat, range.count == 5 else { return fault }
    for index in range where bytes[index] &- UInt8(ascii: "0") > 9 { return fault }
    return .serialNumber
  }
}

extension DateGrammar: Hashable {
  /// Grammars are equal when their patterns are.
  public static func == (left: DateGrammar, right: DateGrammar) -> Bool { left.pattern == right.pattern }
  /// Feeds what equality compares into `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
