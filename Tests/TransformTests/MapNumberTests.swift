/// How numbers are read into exact amounts, and why some are not.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Numbers in the map stage")
struct MapNumberTests {
  /// The field `total` of a document for each cell.
  private func map(_ cells: [String], _ options: String = "") throws -> Batch {
    try Mapping.map(#""total": { "from": "A"\#(options) }"#, SourceRows("A", cells))
  }

  private func numbers(_ cells: [String], _ options: String = "") throws -> [String?] {
    let batch = try map(cells, options)
    #expect(batch.refused == [])
    return batch.values(OrderKeys.total).map { $0?.description }
  }

  @Test("A point is the decimal mark unless another is declared; a blank is no number")
  func plain() throws {
    #expect(try numbers(["1234.50", "-3", "0.000001", "", " 7 "]) == ["1234.5", "-3", "0.000001", nil, "7"])
  }

  @Test("decimal and grouping say how numbers are written")
  func notation() throws {
    #expect(
      try numbers(["1.234,56", "1234,5", "1.234"], #", "decimal": ",", "grouping": ".""#) == [
        "1234.56", "1234.5", "1234",
      ])
    #expect(try numbers(["1,234.56", "1,234"], #", "grouping": ",""#) == ["1234.56", "1234"])
    #expect(try numbers(["1 234,5", "1\u{202F}234,5"], #", "decimal": ",", "grouping": " ""#) == ["1234.5", "1234.5"])
    #expect(try numbers(["1'234.5", "1’234.5"], #", "grouping": "'""#) == ["1234.5", "1234.5"])
  }

  @Test("A default stands for a blank")
  func defaultValue() throws { #expect(try numbers(["", "2"], #", "default": "0""#) == ["0", "2"]) }

  @Test(
    "A number that cannot be read refuses its document, by its value and column",
    arguments: [
      ("abc", "R2101"), ("12abc", "R2101"), ("-", "R2101"), ("1-2", "R2101"), ("1,5", "R2102"), ("1.234,56", "R2102"),
      ("1,234.56", "R2102"), ("1 234", "R2102"), ("€5", "R2102"), ("(5.00)", "R2102"), ("1.2.3", "R2102"),
      ("1.2345678", "R2104"), ("99999999999999", "R2105"), ("1.5E+05", "R2106"),
    ])
  func refused(cell: String, code: String) throws {
    let batch = try map(["1.00", cell])
    #expect(batch.refused == [Refused(code, 1, "A", cell)])
    #expect(batch.values(OrderKeys.total) == [Exact("1"), nil])
  }

  @Test("Quantities and prices are needed; a line's own cell is named")
  func lines() throws {
    let rows = SourceRows([["Q": "2", "P": "3.00"], ["Q": "1", "P": ""], ["Q": "x", "P": "1"]], documents: [2, 1])
    let batch = try Mapping.map(#""quantity": "Q", "unit_price": "P""#, rows)
    #expect(batch.refused == [Refused("R2101", 1, line: 2, "Q", "x"), Refused("R2001", 0, line: 1, "P", "")])
  }

  @Test("A line's amount is its quantity times its price, exactly")
  func amounts() throws {
    let rows = SourceRows([["Q": "3", "P": "1.995"], ["Q": "-1", "P": "2.00"]], documents: [2])
    let batch = try Mapping.map(#""quantity": { "from": "Q", "allow_negative": true }, "unit_price": "P""#, rows)
    #expect(batch.values(OrderKeys.sourceAmount) == [Exact("5.985"), Exact("-2")])
  }

  @Test("An amount that the source states counts, whatever quantity and price say")
  func ownAmounts() throws {
    let batch = try Mapping.map(
      #""quantity": "Q", "unit_price": "P", "source_amount": "A""#, SourceRows([["Q": "3", "P": "1.00", "A": "2.50"]]))
    #expect(batch.values(OrderKeys.sourceAmount) == [Exact("2.5")])
  }

  @Test("An amount that needs a seventh decimal is refused, not rounded")
  func fineAmount() throws {
    let batch = try Mapping.map(#""quantity": "Q", "unit_price": "P""#, SourceRows([["Q": "0.5", "P": "0.000001"]]))
    #expect(batch.refusals.map(\.code) == ["R2104"])
    #expect(batch.refusals.map(\.detail) == ["quantity × unit price"])
  }

  @Test("An amount that is too large is refused as such", arguments: ["9000000000.00", "-9000000000.000001"])
  func largeAmount(price: String) throws {
    let rows = SourceRows([["Q": "900000000", "P": price]])
    let batch = try Mapping.map(#""quantity": "Q", "unit_price": "P""#, rows)
    #expect(batch.refusals.map(\.code) == ["R2105"])
  }

  @Test("A sale with a negative quantity is refused by its cell; a refund, a discount and what is allowed are not")
  func negative() throws {
    let fields = #""quantity": "Q", "unit_price": "P", "kind": "K", "line_kind": { "from": "L", "otherwise": "goods" }"#
    let rows = SourceRows(
      [
        ["Q": "1", "P": "1", "K": "sale"], ["Q": "-2", "P": "1", "K": "sale"], ["Q": "-2", "P": "1", "K": "refund"],
        ["Q": "-1", "P": "1", "K": "sale", "L": "discount"],
      ], documents: [2, 1, 1])
    #expect(try Mapping.map(fields, rows).refused == [Refused("R2107", 0, line: 1, "Q", "-2")])
    let allowed = fields.replacing(#""quantity": "Q""#, with: #""quantity": { "from": "Q", "allow_negative": true }"#)
    #expect(try Mapping.map(allowed, rows).refused == [])
  }
}
