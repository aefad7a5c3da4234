/// What each grammar takes and why it refuses the rest.
import Commerce
import Testing

@Suite struct NumberGrammarTests {
  static let point = NumberGrammar(decimalMark: .point, grouping: [.comma])
  static let comma = NumberGrammar(decimalMark: .comma, grouping: [.point, .space])
  static let undecided = NumberGrammar(decimalMark: .undecided)

  @Test(
    "A plain number is read to the last millionth",
    arguments: [
      ("0", "0"), ("1234.56", "1234.56"), ("-5", "-5"), ("+5", "5"), ("17850.0", "17850"), (".50", "0.5"),
      ("-.5", "-0.5"),
      ("  12.00\t", "12"), ("007", "7"), ("0.000001", "0.000001"), ("1.2000000000", "1.2"), ("-0", "0"),
      ("1000000000000", "1000000000000"), ("9223372036854.775807", "9223372036854.775807"), ("\u{2212}3", "-3"),
    ])
  func plain(_ text: String, _ expected: String) throws {
    #expect(NumberGrammar.plain.parse(text) == .value(try #require(Exact(expected))))
  }

  @Test(
    "Numbers that others have misread are refused, each with its reason",
    arguments: [
      ("-0.0.66962", .severalDecimalMarks), ("10.999.99", .severalDecimalMarks), ("1,400,00.00", .brokenGrouping),
      ("1.234,56", .otherDecimalMark), ("1,5", .otherDecimalMark), ("1e5", .scientific), ("1.23E+05", .scientific),
      ("5.", .missingDigits), ("-", .missingDigits), (".", .missingDigits), ("1,234.", .missingDigits),
      ("--5", .misplacedSign), ("5-", .misplacedSign), ("1-2", .misplacedSign), ("12 34", .groupingNotAllowed),
      ("1 234", .groupingNotAllowed), ("#REF!", .notANumber), ("NaN", .notANumber), ("12abc", .notANumber),
      ("(1.00)", .parenthesesNotAllowed), ("€5", .currencyNotAllowed), ("5 EUR", .currencyNotAllowed),
      ("1234,567", .brokenGrouping), ("0x10", .notANumber), ("1,23,456", .brokenGrouping),
    ] as [(String, NumberFault)])
  func refused(_ text: String, _ fault: NumberFault) { #expect(Self.point.parse(text) == .invalid(fault)) }

  @Test("A column without grouping refuses grouped digits")
  func ungrouped() {
    #expect(NumberGrammar.plain.parse("1,234.56") == .invalid(.groupingNotAllowed))
    #expect(NumberGrammar.plain.parse("1,234") == .invalid(.groupingNotAllowed))
    #expect(NumberGrammar.plain.parse("1.234,56") == .invalid(.otherDecimalMark))
  }

  @Test(
    "Grouped digits are read where the column declares them",
    arguments: [
      (point, "1,234.56", "1234.56"), (point, "1,234,567", "1234567"), (point, "1,234", "1234"),
      (point, "1.234", "1.234"),
      (comma, "1.234,56", "1234.56"), (comma, "1 234,5", "1234.5"), (comma, "1\u{A0}234,5", "1234.5"),
      (comma, "1\u{202F}234\u{202F}567,5", "1234567.5"), (comma, "1.234", "1234"), (comma, "-12,5", "-12.5"),
      (NumberGrammar(decimalMark: .point, grouping: .apostrophe), "1'234.50", "1234.5"),
      (NumberGrammar(decimalMark: .point, grouping: .apostrophe), "1’234’567.50", "1234567.5"),
    ])
  func grouped(_ grammar: NumberGrammar, _ text: String, _ expected: String) throws {
    #expect(grammar.parse(text) == .value(try #require(Exact(expected))))
  }

  @Test(
    "Where the decimal mark is the comma, the point refuses in the same words",
    arguments: [
      ("1,234.56", .otherDecimalMark), ("1234.56", .otherDecimalMark), ("10.999.99", .brokenGrouping),
      ("1.234.56,7", .brokenGrouping), ("1,2,3", .severalDecimalMarks), ("1.234 567,8", .brokenGrouping),
    ] as [(String, NumberFault)])
  func commaRefused(_ text: String, _ fault: NumberFault) { #expect(Self.comma.parse(text) == .invalid(fault)) }

  @Test("Without a declared mark, a number has to prove what its mark is")
  func ambiguity() throws {
    for text in ["1.234", "1,234", "-12.345", "999,999"] {
      #expect(Self.undecided.parse(text) == .ambiguous, "\(text)")
    }
    let proven = [
      ("1.5", "1.5"), ("1,5", "1.5"), ("0.123", "0.123"), ("1234.567", "1234.567"), ("1.234,5", "1234.5"),
      ("1,234.567", "1234.567"), ("1.234.567", "1234567"), ("12", "12"), ("1,2345", "1.2345"),
    ]
    for (text, expected) in proven {
      #expect(Self.undecided.parse(text) == .value(try #require(Exact(expected))), "\(text)")
    }
    #expect(Self.undecided.parse("-0.0.66962") == .invalid(.severalDecimalMarks))
    #expect(Self.undecided.parse("1,400,00.00") == .invalid(.brokenGrouping))
  }

  @Test(
    "Adornments are taken off where the column declares them",
    arguments: [
      ("(1.00)", "-1"), ("($1,234.50)", "-1234.5"), ("$(5)", "-5"), ("5.00-", "-5"), ("-$5", "-5"), ("$-5", "-5"),
      ("€ 5", "5"), ("5 EUR", "5"), ("EUR 5", "5"), ("£1,000", "1000"), ("12 zł", "12"), ("R$ 7", "7"), ("+5", "5"),
    ])
  func adorned(_ text: String, _ expected: String) throws {
    let grammar = NumberGrammar(
      decimalMark: .point, grouping: [.comma], adornments: [.currency, .parentheses, .trailingMinus, .plus])
    #expect(grammar.parse(text) == .value(try #require(Exact(expected))))
  }

  @Test(
    "Adornments may not contradict or repeat each other",
    arguments: [
      ("-5-", .misplacedSign), ("(-5)", .misplacedSign), ("-(5)", .misplacedSign), ("€5 EUR", .notANumber),
      ("()", .missingDigits), ("(5", .notANumber), ("5 ABC", .notANumber),
    ] as [(String, NumberFault)])
  func contradictions(_ text: String, _ fault: NumberFault) {
    let grammar = NumberGrammar(
      decimalMark: .point, adornments: [.currency, .parentheses, .trailingMinus, .plus])
    #expect(grammar.parse(text) == .invalid(fault))
  }

  @Test("What cannot be held exactly is told apart from what is no number")
  func limits() {
    #expect(NumberGrammar.plain.parse("0.0000001") == .tooFine)
    #expect(NumberGrammar.plain.parse("1234567890123456.78") == .tooLarge)
    #expect(NumberGrammar.plain.parse("9223372036854.775808") == .tooLarge)
    #expect(NumberGrammar.plain.parse("99999999999999999999999") == .tooLarge)
    #expect(NumberGrammar.plain.parse("") == .empty)
    #expect(NumberGrammar.plain.parse(" \u{A0} ") == .empty)
  }

  @Test("A plus is refused where the column does not declare it")
  func plus() { #expect(NumberGrammar(decimalMark: .point, adornments: []).parse("+5") == .invalid(.misplacedSign)) }

  @Test("The quick way and the strict way read the same")
  func agreement() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789..-,".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 48 }
      for grammar in [NumberGrammar.plain, Self.point, Self.comma, Self.undecided] {
        #expect(
          grammar.parse(bytes.span) == grammar.parseSlowly(bytes.span), "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
