/// The published suite csv-spectrum, whole.
import Formats
import Testing

@Suite struct CSVSpectrumTests {
  @Test("csv-spectrum reads as its JSON says", arguments: Fixture.names(in: "csv-spectrum", suffix: ".csv"))
  func spectrum(name: String) throws {
    let file = try Fixture.bytes("csv-spectrum/\(name)")
    let expected = try JSONText.parse(Fixture.bytes("csv-spectrum/\(name.dropLast(4)).json"))
    let expectedRecords = (expected.elements ?? [expected]).map { $0.members ?? [] }
    #expect(!expectedRecords.isEmpty)
    // The suite's JSON of this file has another telephone number than its CSV.
    let firstCell = name == "location_coordinates.csv" ? 1 : 0
    for dialect in [CSVDialect(), DialectDetection.detect(sample: file, atEnd: true).dialect] {
      let read = try readAll(file, dialect)
      let expectedCells = expectedRecords.map { Array($0.map { $0.value.string ?? "" }[firstCell...]) }
      #expect(read.records.map { Array($0.cells[firstCell...]) } == expectedCells)
      #expect(expectedRecords.allSatisfy { $0.map(\.key) == read.header })
      #expect(read.records.allSatisfy { $0.problems.isEmpty })
    }
  }

  @Test("The suite is complete")
  func complete() { #expect(Fixture.names(in: "csv-spectrum", suffix: ".csv").count == 12) }

  @Test("What the writer writes reads back equal", arguments: Fixture.names(in: "csv-spectrum", suffix: ".csv"))
  func roundTrip(name: String) throws {
    let read = try readAll(Fixture.bytes("csv-spectrum/\(name)"))
    var writer = CSVWriter(MemorySink())
    try writer.record(read.header)
    for record in read.records { try writer.record(record.cells) }
    let again = try readAll(writer.finish().bytes)
    #expect(again.header == read.header)
    #expect(again.records.map(\.cells) == read.records.map(\.cells))
  }
}
