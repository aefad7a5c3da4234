/// Every report of a small ledger, byte by byte.
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct GoldenTests {
  private let ledger: TestLedger

  private let shops: TestLedger

  init() throws {
    ledger = try TestLedger.sampleOfAll()
    shops = try TestLedger.oneStopShops()
  }

  @Test("a report is what its golden files say", arguments: ReportCatalogue.all.map(\.name), [ReportFormat.csv, .json])
  func matchesGoldenFile(name: String, format: ReportFormat) throws {
    let report = try #require(ReportCatalogue.named(name))
    let isShop = OSSScheme(rawValue: name) != nil
    for table in try report.tables(isShop ? .shops : .everything, from: (isShop ? shops : ledger).reader()) {
      let found = String(decoding: try ReportWriter.bytes(of: table, as: format), as: UTF8.self)
      #expect(found == Golden.text("\(table.name).\(format.rawValue)", found: found))
    }
  }

  @Test("a tax report by quarter, of one store and some months", arguments: [ReportFormat.csv])
  func narrowed(format: ReportFormat) throws {
    var request = ReportRequest()
    request.period = .quarter
    request.store = "shop-uk"
    request.from = CivilMonth(year: 2011, month: 2)
    request.to = CivilMonth(year: 2011, month: 4)
    let tables = try VATByCountryReport().tables(request, from: ledger.reader())
    for table in tables {
      let found = String(decoding: try ReportWriter.bytes(of: table, as: format), as: UTF8.self)
      #expect(found == Golden.text("quarter.\(table.name).csv", found: found))
    }
  }

  @Test("the tables have the columns that help and manifest promise", arguments: ReportCatalogue.all.map(\.name))
  func keepsItsLayout(name: String) throws {
    let report = try #require(ReportCatalogue.named(name))
    let isShop = OSSScheme(rawValue: name) != nil
    let tables = try report.tables(isShop ? .shops : .everything, from: (isShop ? shops : ledger).reader())
    #expect(tables.map { ReportLayout(name: $0.name, columns: $0.columns) } == report.layouts)
    #expect(report.layouts.first?.name == name)
    for layout in report.layouts {
      #expect(Set(layout.columns.map(\.name)).count == layout.columns.count)
      #expect(layout.columns.allSatisfy { $0.meaning.hasSuffix(".") })
    }
    for table in tables {
      for row in table.rows {
        for (column, cell) in zip(table.columns, row) { #expect(cell.fits(column.kind), "\(column.name): \(cell)") }
      }
    }
  }
}

extension ReportCell {
  fileprivate func fits(_ kind: ReportColumn.Kind) -> Bool {
    switch self {
    case .missing: true
    case .text: kind == .text
    case .integer: kind == .integer
    case .decimal: kind == .decimal
    }
  }
}
