/// How dates are read: the civil date of supply and, where the source has an offset, the instant.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Dates in the map stage")
struct MapDateTests {
  private func map(_ field: String, _ cells: [String]) throws -> Batch {
    try Mapping.map(field, SourceRows("A", cells))
  }

  @Test("The local date is the date of supply, the offset gives the instant")
  func instant() throws {
    let batch = try map(
      #""placed_at": { "from": "A", "format": "yyyy-MM-dd HH:mm:ss Z" }"#,
      ["2024-12-31 23:30:00 -0500", "2024-03-01 10:00:00 +0100"])
    #expect(batch.values(OrderKeys.taxDate).map { $0?.description } == ["2024-12-31", "2024-03-01"])
    #expect(
      batch.values(OrderKeys.placedAt).map { $0?.description } == ["2025-01-01T04:30:00Z", "2024-03-01T09:00:00Z"])
  }

  @Test("A date without an offset gives no instant")
  func noOffset() throws {
    let batch = try map(#""placed_at": "A""#, ["2024-02-29"])
    #expect(batch.values(OrderKeys.taxDate).map { $0?.description } == ["2024-02-29"])
    #expect(batch.values(OrderKeys.placedAt) == [nil])
  }

  @Test("A field of its own for the date of supply counts more")
  func taxDate() throws {
    let batch = try Mapping.map(
      #""placed_at": "A", "tax_date": { "from": "B", "format": "dd.MM.yyyy" }"#,
      SourceRows([["A": "2024-02-29", "B": "01.03.2024"]]))
    #expect(batch.values(OrderKeys.taxDate).map { $0?.description } == ["2024-03-01"])
  }

  @Test(
    "A date that cannot be read refuses its document",
    arguments: [
      ("", "yesterday", "R2201"), ("", "03/04/2024", "R2203"), ("", "2023-02-29", "R2202"),
      ("", "2024-03-01T25:00:00Z", "R2202"), ("", "", "R2001"), ("", "45352", "R2201"),
      ("dd.MM.yyyy", "2024-03-01", "R2201"), ("dd.MM.yyyy", "31.04.2024", "R2202"),
      ("MM/dd/yyyy", "31/04/2024", "R2202"),
    ])
  func refused(format: String, cell: String, code: String) throws {
    let option = format.isEmpty ? "" : #", "format": "\#(format)""#
    #expect(
      try map(#""placed_at": { "from": "A"\#(option) }"#, [cell]).refused == [Refused(code, 0, "A", cell)])
  }

  @Test("A format that leaves something out is a mistake of the definition")
  func badFormat() {
    #expect(Mapping.mistakes(#""tax_date": { "from": "A", "format": "yyyy-MM" }"#).map(\.code) == [.malformedValue])
    let mistakes = Mapping.mistakes(#""tax_date": { "from": "A", "format": "DD.MM.YYYY" }"#)
    #expect(
      mistakes.map(\.message) == [
        #"field "tax_date" has no usable date format: "DD", "YYYY" stand for nothing; letters that are text stand in "#
          + "single quotes, as in 'T'"
      ])
    #expect(mistakes.first?.suggestion == "dd.MM.yyyy")
    #expect(mistakes.first?.allowed.contains("MMM") == true)
  }
}
