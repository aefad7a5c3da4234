/// Which decimal mark a number proves by itself.
import Commerce
import Testing

@Suite struct NumberProofTests {
  @Test(
    "A number proves the mark that makes it one amount",
    arguments: [
      ("1,5", .comma), ("1.234,56", .comma), ("1234,56", .comma), ("0,500", .comma), ("-0,99", .comma),
      ("1 234,5", .comma), ("1'234,5", .comma), ("1.234.567", .comma), ("(1,50)", .comma), ("1,50 €", .comma),
      ("1.5", .point), ("1,234.56", .point), ("1234.567", .point), ("0.500", .point), ("1,234,567", .point),
    ] as [(String, NumberGrammar.DecimalMark)])
  func proof(text: String, mark: NumberGrammar.DecimalMark) { #expect(provenMark(text) == mark) }

  @Test(
    "What both notations read alike, each in its own way, or not at all proves nothing",
    arguments: ["7", "1234", "1.234", "1,234", "999,000", "5 €", "-12", "1.2.3", "10.999.99", "1E5", "x", "", "1,2,3"])
  func none(text: String) { #expect(provenMark(text) == nil) }

  @Test(
    "Only digits that could be a group make a number ambiguous",
    arguments: [
      ("1.234", true), ("-12.345", true), ("123,456", true), ("0.234", false), ("1234.567", false), ("1.23", false),
      ("1.2345", false), ("1.234,5", false), ("1234", false),
    ])
  func ambiguous(text: String, expected: Bool) {
    let bytes = Array(text.utf8)
    #expect(NumberGrammar.isAmbiguous(bytes.span) == expected)
  }

  private func provenMark(_ text: String) -> NumberGrammar.DecimalMark? {
    let bytes = Array(text.utf8)
    return NumberGrammar.provenMark(bytes.span)
  }
}
