/// What the report of rejects shows of a document.
import Pipeline
import Testing

@testable import Reports

@Suite struct RejectsTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger.sample() }

  private func row(_ change: (inout ReportRequest) -> Void) throws -> [String: String] {
    var request = ReportRequest()
    change(&request)
    let table = try RejectsReport().tables(request, from: ledger.reader())[0]
    let row = try #require(table.rows.first)
    return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row.map(\.text)))
  }

  @Test("a value and a full id are shown only when asked for")
  func masks() throws {
    let plain = try row { _ in }
    #expect(plain["document"] == "***8")
    #expect(plain["value"] == "")
    let open = try row {
      $0.showsReferences = true
      $0.showsValues = true
    }
    #expect(open["document"] == "1008")
    #expect(open["value"] == "12,x0")
  }

  @Test("a reject says what, where and in which file")
  func place() throws {
    let row = try row { _ in }
    #expect(row["code"] == "R2101")
    #expect(row["title"] == RejectCode.notANumber.title)
    #expect(row["path"] == "shop-uk-1.csv")
    #expect(row["line"] == "10")
    #expect(row["byte"] == "180")
    #expect(row["column"] == "UnitPrice")
    #expect(row["status"] == "open")
  }
}
