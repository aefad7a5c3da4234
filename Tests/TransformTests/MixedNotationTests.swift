/// A column that mixes notations: what could be two amounts is refused, never guessed.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Numbers of mixed notation")
struct MixedNotationTests {
  /// A chain that maps the field `total` from column `A`, as the options say.
  private func chain(_ options: String = "") throws -> Chain {
    try Chain(Mapping.stage(#""total": { "from": "A"\#(options) }"#))
  }

  private func map(_ cells: [String], _ options: String = "") throws -> Batch {
    var chain = try chain(options)
    return try chain.run(SourceRows("A", cells))
  }

  @Test("Alone, a number with three decimals is what it says", arguments: ["1.234", "999.000", "-12.345"])
  func alone(cell: String) throws {
    let batch = try map([cell, "1.50", "7"])
    #expect(batch.refused == [])
    #expect(batch.values(OrderKeys.total).first == Exact(cell))
  }

  @Test(
    "Beside a decimal comma it could be thousands: it is refused, wherever the comma stands",
    arguments: [["1.234", "1,5"], ["1,5", "1.234"]],
    ["1,5", "1.234,56", "1234,56", "-0,99", "1 234,56", "0,500", "1.234.567"])
  func mixed(order: [String], proof: String) throws {
    let cells = order.map { $0 == "1,5" ? proof : $0 }
    let batch = try map(cells)
    let suspect = try #require(cells.firstIndex(of: "1.234"))
    #expect(batch.refused.contains(Refused("R2103", suspect, "A", "1.234")))
    #expect(batch.refused.contains(Refused("R2102", 1 - suspect, "A", proof)))
    #expect(batch.values(OrderKeys.total) == [nil, nil])
  }

  @Test(
    "A number that can mean only one amount is still read",
    arguments: ["1.23", "1.2345", "0.500", "1234.567", "1234", "12", ".125", "0"])
  func sure(cell: String) throws {
    let batch = try map(["1,5", cell])
    #expect(batch.refused == [Refused("R2102", 0, "A", "1,5")])
    #expect(batch.values(OrderKeys.total).last == Exact(cell))
  }

  @Test(
    "What is refused without proving a decimal comma changes nothing",
    arguments: ["1,234", "1,234.56", "1,234,567", "abc", "5 €", "1E+05", "10.999.99", "1.2.3", "1.23456789"])
  func noProof(cell: String) throws {
    let batch = try map([cell, "1.234"])
    #expect(batch.refused.map(\.document) == [0])
    #expect(batch.values(OrderKeys.total).last == Exact("1.234"))
  }

  @Test("Signs and blanks around a number do not hide it", arguments: ["-1.234", "+1.234", " 1.234 "])
  func adorned(cell: String) throws {
    #expect(try map(["1,5", cell]).refusals.map(\.code) == ["R2102", "R2103"])
  }

  @Test("A declared decimal mark settles it", arguments: [#", "decimal": ".""#, #", "decimal": ".", "grouping": ",""#])
  func declared(options: String) throws {
    let batch = try map(["1,5", "1.234"], options)
    #expect(batch.refused == [Refused("R2102", 0, "A", "1,5")])
    #expect(batch.values(OrderKeys.total).last == Exact("1.234"))
    #expect(
      try map(["1,5", "1.234"], #", "decimal": ",", "grouping": ".""#).values(OrderKeys.total) == [
        Exact("1.5"), Exact("1234"),
      ])
  }

  @Test("The proof counts for all later batches of the file, and not for the next file")
  func laterBatches() throws {
    var chain = try chain()
    #expect(try chain.run(SourceRows("A", ["1.234", "2.00"], firstLine: 2)).refused == [])
    #expect(try chain.run(SourceRows("A", ["1,5"], firstLine: 4)).refusals.map(\.code) == ["R2102"])
    #expect(
      try chain.run(SourceRows("A", ["3.00", "1.234"], firstLine: 5)).refused == [Refused("R2103", 1, "A", "1.234")])
    #expect(try chain.run(SourceRows("A", ["4.567"], firstLine: 7)).refused == [Refused("R2103", 0, "A", "4.567")])
    #expect(try chain.run(SourceRows("A", ["4.567"], firstLine: 2)).refused == [])
  }

  @Test("Each column is judged by its own cells")
  func columns() throws {
    let batch = try Mapping.map(
      #""total": "A", "tax_total": "B""#, SourceRows([["A": "1,5", "B": "1.00"], ["A": "2.00", "B": "1.234"]]))
    #expect(batch.refused == [Refused("R2102", 0, "A", "1,5")])
    #expect(batch.values(OrderKeys.taxTotal).last == Exact("1.234"))
  }

  @Test("A cell proves its notation in a document that another field has refused, but not in a damaged record")
  func refusedDocuments() throws {
    let rows = SourceRows([["A": "x", "B": "1,5"], ["A": "1", "B": "1.234"]])
    let batch = try Mapping.map(#""total": "A", "tax_total": "B""#, rows)
    #expect(batch.refused == [Refused("R2101", 0, "A", "x"), Refused("R2103", 1, "B", "1.234")])

    var damaged = SourceRows("A", ["1,5", "1.234"]).batch(["Id", "A"])
    damaged.refuse(Refusal("R1002", document: 0))
    var chain = try chain()
    #expect(try chain.run(damaged).refusals.map(\.code) == ["R1002"])
  }

  @Test("In a line's column the line is named, and its document has one refusal for each such line")
  func lines() throws {
    let rows = SourceRows(
      [["Q": "1", "P": "1.234"], ["Q": "1", "P": "2.345"], ["Q": "1", "P": "9,99"]], documents: [2, 1])
    #expect(
      try Mapping.map(#""quantity": "Q", "unit_price": "P""#, rows).refused == [
        Refused("R2102", 1, line: 2, "P", "9,99"), Refused("R2103", 0, line: 0, "P", "1.234"),
        Refused("R2103", 0, line: 1, "P", "2.345"),
      ])
  }

  @Test("A default that the definition gives is no cell of the column")
  func defaultValue() throws {
    let batch = try map(["1,5", ""], #", "default": "1.234""#)
    #expect(batch.refused == [Refused("R2102", 0, "A", "1,5")])
  }

  @Test("One mark cannot stand for decimals and between groups")
  func conflict() {
    #expect(Mapping.mistakes(#""total": { "from": "A", "grouping": "." }"#).map(\.code) == [.conflictingOptions])
    #expect(
      Mapping.mistakes(#""total": { "from": "A", "decimal": ",", "grouping": "," }"#).map(\.code)
        == [.conflictingOptions])
    #expect(Mapping.mistakes(#""total": { "from": "A", "decimal": ",", "grouping": "." }"#) == [])
  }

  @Test("Shopify writes a decimal point: its preset says so of every number")
  func shopify() throws {
    var chain = try Chain(#"{ "use": "map", "preset": "shopify.orders_export" }"#)
    let sound = [
      "Id": "1", "Name": "#1", "Currency": "EUR", "Created at": "2024-03-01 10:00:00 +0100", "Lineitem name": "Mug",
      "Lineitem quantity": "1", "Lineitem price": "1.234", "Total": "1.234", "Taxes": "1.234", "Tax 1 Value": "1.234",
    ]
    for column in ["Lineitem price", "Total", "Taxes", "Tax 1 Value", "Lineitem quantity"] {
      let odd = sound.merging([column: "1,5"]) { $1 }
      let batch = try chain.run(SourceRows([odd, sound]))
      #expect(batch.refused.map(\.document) == [0], "\(column)")
    }
  }
}
