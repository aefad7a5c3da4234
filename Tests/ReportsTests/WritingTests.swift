/// Files of reports: the formats agree, the same table gives the same bytes, and no half file is ever seen.
import Formats
import Foundation
import Pipeline
import Testing

@testable import Reports

@Suite struct WritingTests {
  private let ledger: TestLedger
  private var folder: String { ledger.folder }

  init() throws { ledger = try TestLedger.sample() }

  @Test("JSON says what CSV says, row by row", arguments: ReportCatalogue.all.map(\.name))
  func formatsAgree(name: String) throws {
    for table in try ReportCatalogue.named(name)?.tables(.everything, from: ledger.reader()) ?? [] {
      let csv = CSVText.records(String(decoding: try ReportWriter.bytes(of: table, as: .csv), as: UTF8.self))
      let json = try JSONText.parse(ReportWriter.bytes(of: table, as: .json)).elements ?? []
      #expect(csv.first == table.columns.map(\.name))
      #expect(csv.count == json.count + 1)
      for (record, object) in zip(csv.dropFirst(), json) {
        #expect(object.members?.map(\.key) == csv.first)
        let values = object.members?.map { $0.value.string ?? $0.value.number ?? "" }
        #expect(values == record.map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 })
      }
    }
  }

  @Test("text that a spreadsheet would run as a formula is disarmed in CSV and plain in JSON")
  func formula() throws {
    let table = try SalesByCountryReport().tables(ReportRequest(), from: ledger.reader())[0]
    let csv = CSVText.records(String(decoding: try ReportWriter.bytes(of: table, as: .csv), as: UTF8.self))
    #expect(csv.contains { $0[1] == "'=cmd|' /C calc'!A0" })
    #expect(!csv.contains { record in record.contains { $0.hasPrefix("=") } })
    #expect(csv.contains { $0[9] == "-10.000" }, "a negative amount is a number, not a formula")
    let json = try JSONText.parse(ReportWriter.bytes(of: table, as: .json)).elements ?? []
    #expect(json.contains { $0["country_source"]?.string == "=cmd|' /C calc'!A0" })
  }

  @Test("the same ledger gives the same bytes", arguments: ReportFormat.allCases)
  func deterministic(format: ReportFormat) throws {
    let again = try TestLedger.sample()
    for report in ReportCatalogue.all {
      let one = try report.tables(.everything, from: ledger.reader())
      let other = try report.tables(.everything, from: again.reader())
      for (one, other) in zip(one, other) {
        #expect(try ReportWriter.bytes(of: one, as: format) == ReportWriter.bytes(of: other, as: format))
      }
    }
  }

  @Test("gzip and gunzip of the system understand the files")
  func gunzip() throws {
    let table = try SalesByCountryReport().tables(ReportRequest(), from: ledger.reader())[0]
    let path = "\(folder)/out/table.csv.gz"
    let delivery = try ReportWriter.write(table, as: .csvGzip, to: path)
    #expect(delivery.rows == table.rows.count)
    #expect(try Array(system("gzip", "-dc", path).utf8) == ReportWriter.bytes(of: table, as: .csv))
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(size == delivery.byteCount)
  }

  @Test("when writing fails the old file stays and nothing unfinished is left")
  func halfFile() throws {
    let path = "\(folder)/table.csv"
    try Data("old".utf8).write(to: URL(filePath: path))
    let failure = #expect(throws: RunFailure.self) {
      _ = try AtomicFile.write(path) { sink throws(FormatError) in
        var sink = sink
        try sink.write("half of the new o")
        throw FormatError(.io, "the cable was pulled")
      }
    }
    #expect(failure?.code == "E8104")
    #expect(failure?.message == "\(path) cannot be written: the cable was pulled")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("unfinished") } == [])
  }

  @Test("a full disk is told from other trouble")
  func fullDisk() throws {
    let sink = try FileSink(path: "/dev/full", name: "out/table.csv")
    #expect(throws: FormatError.self) {
      var sink = sink
      try sink.write("one byte too many")
    }
    #expect(sink.failure?.code == "E8103")
    #expect(sink.failure?.exit == .destinationUnavailable)
    #expect(sink.failure?.message == "the disk is full: out/table.csv was not written")
  }

  @Test("a folder that cannot be made and one that cannot be written say so")
  func folders() throws {
    let table = ReportTable(name: "table", columns: [], rows: [])
    try Data().write(to: URL(filePath: "\(folder)/file"))
    let blocked = #expect(throws: RunFailure.self) {
      _ = try ReportWriter.write(table, as: .csv, to: "\(folder)/file/in/table.csv")
    }
    #expect(blocked?.code == "E8101")
    #expect(blocked?.message == "the folder \(folder)/file cannot be made: Not a directory")
    let refused = OutputFailure.failure("\(folder)/table.csv", errno: EROFS)
    #expect(refused.code == "E8102")
    #expect(refused.exit == .destinationUnavailable)
    #expect(refused.message == "\(folder)/table.csv cannot be written: Read-only file system")
  }
}

/// What a program of the system prints.
func system(_ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}
