/// What "did you mean" finds, and what it leaves alone.
import Testing

@testable import Pipeline

@Suite("Did you mean")
struct SuggestionTests {
  @Test(
    "The nearest word is suggested",
    arguments: [
      ("rate_sourse", "rate_source"), ("Rate_Source", "rate_source"), ("raet_source", "rate_source"), ("vta", "vat"),
      ("curr", "currency"), ("ledgre", "ledger"), ("rates_ource", "rate_source"),
    ])
  func near(word: String, meant: String) {
    let words = ["vat", "map", "rate_source", "currency", "ledger"]
    #expect(Suggestion.nearest(to: word, among: words) == meant)
  }

  @Test("Nothing is suggested for a word that is like none", arguments: ["mat", "c", "", "report", "ratesorce12"])
  func far(word: String) {
    #expect(Suggestion.nearest(to: word, among: ["vet", "currency", "customers", "rate_sources"]) == nil)
  }

  @Test("A beginning counts only when one word begins so")
  func prefix() {
    #expect(Suggestion.nearest(to: "cust", among: ["currency", "customers"]) == "customers")
    #expect(Suggestion.nearest(to: "cu", among: ["currency", "customers"]) == nil)
  }

  @Test(
    "Swaps count once",
    arguments: [("", "abc", 3), ("ab", "ba", 1), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("same", "same", 0)])
  func distance(first: String, second: String, distance: Int) {
    #expect(Suggestion.distance(first, second) == distance)
    #expect(Suggestion.distance(second, first) == distance)
  }
}
