/// What the words of a source mean, by the values and patterns of a definition.
import Commerce
import Pipeline
import Testing

@Suite("Words in the map stage")
struct MapWordTests {
  private func kinds(_ field: String, _ words: [String]) throws -> [String?] {
    try Mapping.map(#""line_kind": \#(field)"#, SourceRows("A", words)).values(OrderKeys.lineKind).map { $0?.name }
  }

  @Test("A word means what the definition says, capitals or not; the canonical words mean themselves")
  func words() throws {
    #expect(
      try kinds(#"{ "from": "A", "values": { "POST": "shipping" } }"#, ["POST", "post", "shipping", "Goods"])
        == ["shipping", "shipping", "shipping", "goods"])
  }

  @Test(
    "A * stands for any text at the start, at the end, or on both sides",
    arguments: [
      ("C*", ["C": true, "C536379": true, "c1": true, "AC": false]),
      ("*card", ["card": true, "Gift Card": true, "cards": false]),
      ("*gift card*", ["Gift card": true, "A gift card of 20": true, "gift  card": false]), ("*", ["x": true]),
      ("D", ["D": true, "DOT": false]),
    ])
  func patterns(pattern: String, words: [String: Bool]) throws {
    for (word, fits) in words {
      let kind = try kinds(#"{ "from": "A", "values": { "\#(pattern)": "fee" }, "otherwise": "goods" }"#, [word])
      #expect(kind == [fits ? "fee" : "goods"], "\(word)")
    }
  }

  @Test("Of several that fit the first in the definition counts, before the canonical words")
  func order() throws {
    #expect(
      try kinds(#"{ "from": "A", "values": { "gift*": "gift_card", "*": "fee" } }"#, ["gift", "goods"])
        == ["gift_card", "fee"])
  }

  @Test("A currency is what the definition says of a mark, else a code, else what any other word means")
  func currencies() throws {
    let field = #""currency": { "from": "A", "values": { "€": "EUR", "$": "AUD" }"#
    let rows = SourceRows("A", ["€", "$", "USD", "kr", ""])
    let strict = try Mapping.map(field + " }", rows)
    #expect(strict.values(OrderKeys.currency).map { $0?.code } == ["EUR", "AUD", "USD", nil, nil])
    #expect(strict.refused.map(\.document) == [3, 4])
    let lenient = try Mapping.map(field + #", "otherwise": "SEK" }"#, rows)
    #expect(lenient.values(OrderKeys.currency).map { $0?.code } == ["EUR", "AUD", "USD", "SEK", "SEK"])
    let mistakes = Mapping.mistakes(#""currency": { "from": "A", "values": { "kr": "KRO" }, "otherwise": "XXY" }"#)
    #expect(mistakes.map(\.code) == [.unknownName, .unknownName])
  }

  @Test("Any other word, and a blank, is what \"otherwise\" says")
  func otherwise() throws {
    #expect(try kinds(#"{ "from": "A", "otherwise": "goods" }"#, ["Mug", ""]) == ["goods", "goods"])
  }

  @Test("Without it an unlisted word refuses the document, by its value, column and line")
  func unknown() throws {
    let rows = SourceRows([["A": "goods"], ["A": "Mug"], ["A": ""]], documents: [2, 1])
    let batch = try Mapping.map(#""line_kind": "A""#, rows)
    #expect(batch.refused == [Refused("R2301", 0, line: 1, "A", "Mug"), Refused("R2001", 1, line: 2, "A", "")])
  }

  @Test("Kinds of document are words too, and belong to the document")
  func documentKinds() throws {
    let batch = try Mapping.map(
      #""kind": { "from": "A", "values": { "C*": "refund" } }"#, SourceRows("A", ["C1", "sale", "credit", "debit"]))
    #expect(batch.values(OrderKeys.kind) == [.refund, .sale, .refund, nil])
    #expect(batch.refused == [Refused("R2301", 3, "A", "debit")])
  }
}
