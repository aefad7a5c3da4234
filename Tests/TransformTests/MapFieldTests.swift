/// Where a field takes its text from, and what each option of a field does with it.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Fields of the map stage")
struct MapFieldTests {
  /// The texts of the field `title`, a document for each row.
  private func titles(_ field: String, _ rows: [[String: String]]) throws -> [String] {
    try Mapping.map(#""title": \#(field)"#, SourceRows(rows)).texts(OrderKeys.title)
  }

  @Test("A field is the cell of its column without blanks around it")
  func column() throws { #expect(try titles(#""A""#, [["A": "  Mug \t"], ["A": "   "], [:]]) == ["Mug", "", ""]) }

  @Test("Of several columns the first that is not blank counts")
  func several() throws {
    #expect(
      try titles(#"{ "from": ["A", "B"] }"#, [["A": "a", "B": "b"], ["A": " ", "B": "b"], ["B": "b"], [:]])
        == ["a", "b", "b", ""])
  }

  @Test("A constant needs no column")
  func value() throws { #expect(try titles(#"{ "value": "Mug" }"#, [[:], [:]]) == ["Mug", "Mug"]) }

  @Test("A default stands for a blank cell alone")
  func defaultValue() throws {
    #expect(try titles(#"{ "from": "A", "default": "none" }"#, [["A": "a"], ["A": " "]]) == ["a", "none"])
  }

  @Test("strip_prefix takes off exactly one apostrophe, at the front alone")
  func prefix() throws {
    #expect(
      try titles(
        #"{ "from": "A", "strip_prefix": "'" }"#,
        [["A": "'00123"], ["A": "''00123"], ["A": "00123"], ["A": "O'Neill"], ["A": " '7"]])
        == ["00123", "'00123", "00123", "O'Neill", "7"])
  }

  @Test("strip_suffix takes off the end where it is there")
  func suffix() throws {
    #expect(
      try titles(
        #"{ "from": "A", "strip_suffix": ".0" }"#, [["A": "17850.0"], ["A": "17850"], ["A": "1.05"], ["A": "0.0.0"]])
        == ["17850", "17850", "1.05", "0.0"])
  }

  @Test("A cell of nothing but what is stripped is blank: the next column or the default counts")
  func nothingLeft() throws {
    let field = #"{ "from": ["A", "B"], "strip_prefix": "'", "default": "none" }"#
    #expect(try titles(field, [["A": "'", "B": "b"], ["A": "'"]]) == ["b", "none"])
  }

  @Test("match keeps the first group of the first match, and nothing where there is none")
  func match() throws {
    #expect(
      try titles(
        #"{ "from": "A", "match": "vat: (\\S+)" }"#,
        [["A": "gift: yes\nvat: DE123\nvat: DE456"], ["A": "gift: yes"], ["A": "größe: ü\nvat: ATU1"]])
        == ["DE123", "", "ATU1"])
  }

  @Test("A required field refuses a document whose cell is blank, by its column and line")
  func required() throws {
    let rows = SourceRows([["A": "a"], [:], ["A": "b"], ["A": " "]], documents: [2, 1, 1])
    let batch = try Mapping.map(#""title": { "from": ["A", "B"], "required": true }"#, rows)
    #expect(batch.refused == [Refused("R2001", 0, line: 1, "A", ""), Refused("R2001", 2, line: 3, "A", "")])
    let ofDocument = try Mapping.map(#""email": { "from": "A", "required": true }"#, SourceRows("A", ["a", ""]))
    #expect(ofDocument.refused == [Refused("R2001", 1, "A", "")])
  }

  @Test("A pattern that finds nothing in a required field refuses the document")
  func requiredMatch() throws {
    let batch = try Mapping.map(
      #""email": { "from": "A", "match": "<(.+)>", "required": true }"#, SourceRows("A", ["<a>", "a"]))
    #expect(batch.refused == [Refused("R2001", 1, "A", "")])
  }

  @Test("A document's field is read from its first row")
  func documentField() throws {
    let batch = try Mapping.map(#""email": "A""#, SourceRows([["A": "a"], ["A": "b"], ["A": "c"]], documents: [2, 1]))
    #expect(batch.texts(OrderKeys.email) == ["a", "c"])
  }

  @Test("An id that a spreadsheet has shortened is no id")
  func damagedID() throws {
    let batch = try Mapping.map(
      #""external_id": "A""#, SourceRows("A", ["5.27763E+12", "5,27763E+12", "5277630000000", "INV+12", "1E5"]))
    #expect(
      batch.refused == [Refused("R2304", 0, "A", "5.27763E+12"), Refused("R2304", 1, "A", "5,27763E+12")])
  }

  @Test("A document without an id is refused")
  func missingID() throws {
    #expect(
      try Mapping.map(#""external_id": "A""#, SourceRows("A", [""])).refused == [Refused("R2001", 0, "A", "")])
  }

  @Test("Flags are read in the words of exports; any other word leaves the flag open")
  func flags() throws {
    let batch = try Mapping.map(
      #""taxable": "A""#, SourceRows("A", ["true", "TRUE", "yes", "1", "false", "No", "0", "perhaps", ""]))
    #expect(batch.values(OrderKeys.taxable) == [1, 1, 1, 1, 0, 0, 0, nil, nil])
  }

  @Test("A country is kept as spelt and named where it can be; one that cannot is a finding")
  func country() throws {
    let batch = try Mapping.map(
      #""country_source": "A""#, SourceRows("A", ["DE", "United Kingdom", "Channel Islands", "Unspecified", ""]))
    #expect(
      batch.texts(OrderKeys.countrySource) == ["DE", "United Kingdom", "Channel Islands", "Unspecified", ""])
    #expect(batch.values(OrderKeys.country).map { $0?.code } == ["DE", "GB", nil, nil, nil])
    #expect(batch.values(OrderKeys.area).map { $0 != nil } == [false, false, true, false, false])
    #expect(batch.findings.map(\.code) == ["F2001"])
    #expect(batch.findings.map(\.document) == [3])
    #expect(batch.refused == [])
  }

  @Test("A currency that ISO 4217 does not have is refused, capitals or not")
  func currency() throws {
    let batch = try Mapping.map(#""currency": "A""#, SourceRows("A", ["EUR", "usd", "EURO", "", "XXX"]))
    #expect(
      batch.refused.filter { $0.document > 1 } == [
        Refused("R2302", 2, "A", "EURO"), Refused("R2001", 3, "A", ""), Refused("R2302", 4, "A", "XXX"),
      ])
    #expect(batch.values(OrderKeys.currency).first??.code == "EUR")
  }
}
