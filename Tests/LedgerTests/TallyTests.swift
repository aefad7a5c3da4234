/// The tallies are the sums over the lines, whatever was loaded, revised, refused or taken back.
import Columns
import Commerce
import GRDB
import Ledger
import Pipeline
import Testing

@Suite("Tallies")
struct TallyTests {
  private let ledger: TestLedger

  init() throws { ledger = try TestLedger() }

  /// The tallies as they would be made anew from the lines of all published documents that stand.
  private static let recomputed = """
    SELECT s.name, t.kind, w.kind, coalesce(e.status, 0), coalesce(p.country_source, ''), coalesce(p.country, ''),
      coalesce(w.tax_country, ''), coalesce(w.treatment, 0), coalesce(w.scheme, 0), coalesce(w.rate, -1),
      coalesce(substr(t.tax_date, 1, 7), '') AS month, e.currency, coalesce(e.price_basis, 0), sum((l.id & 1048575) = 1),
      count(*), sum(l.source_amount), sum(l.net), sum(l.tax), sum(l.base_net), sum(l.base_tax)
    FROM transactions t JOIN runs r ON r.id = t.run_id AND r.status = 'published' JOIN stores s ON s.id = t.store_id
    JOIN document_terms e ON e.id = t.terms_id LEFT JOIN destinations p ON p.id = t.destination_id
    JOIN lines l ON l.id >> 20 = t.id JOIN line_terms w ON w.id = l.terms_id WHERE t.is_current = 1
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
    """
  private static let tallied = """
    SELECT s.name, a.kind, a.line_kind, a.status, a.country_source, a.country, a.tax_country, a.treatment, a.scheme,
      a.rate, a.month, a.currency, a.price_basis, sum(a.documents), sum(a.lines), sum(a.source_amount), sum(a.net), sum(a.tax),
      sum(a.base_net), sum(a.base_tax)
    FROM tallies a JOIN runs r ON r.id = a.run_id AND r.status = 'published' JOIN stores s ON s.id = a.store_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 HAVING sum(a.lines) <> 0
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
    """

  private func expectEqual() throws {
    let expected = try ledger.rows(Self.recomputed).map { Array($0.databaseValues) }
    #expect(try ledger.rows(Self.tallied).map { Array($0.databaseValues) } == expected)
  }

  @Test("they equal the sums over the lines after loads, revisions, rejects and a refused run")
  func equalLines() throws {
    let countries = ["DE", "FR", "GB", "US"]
    let documents = (0..<200).map { number in
      SampleDocument("\(number)").with {
        $0.country = countries[number % 4]
        $0.date = "2024-0\(number % 5 + 1)-11"
        $0.currency = number % 7 == 0 ? .usDollar : .euro
        $0.kind = number % 9 == 0 ? .refund : .sale
        $0.lines = (0...number % 3).map { SampleLine(kind: $0 == 2 ? .shipping : .goods, net: Int64(number * 10 + $0)) }
      }
    }
    try ledger.load(documents)
    try expectEqual()
    let revised = documents.prefix(90).map { document in
      document.with {
        $0.country = "FR"
        $0.lines.append(SampleLine(net: -5, tax: -1, rate: 7_000))
        if $0.id == "13" { $0.refusals = [("R2001", nil, "")] }
      }
    }
    try ledger.load(revised, from: "later.csv", digest: 2)
    try expectEqual()
    try ledger.load(documents, from: "again.csv", digest: 3, verdict: .refused)
    try expectEqual()
    #expect(try ledger.reader().tallies().reduce(0) { $0 + $1.documents } == 200)
  }

  @Test("a revision in the same run is counted once")
  func revisedTwice() throws {
    let store = try LedgerStore(path: ledger.path)
    _ = try store.begin(.sample())
    for net in 1...3 {
      _ = try store.loadWhole(
        .init([SampleDocument("A").with { $0.lines[0].net = Int64(net) }]), from: .sample("\(net).csv"))
    }
    try store.finish(.published, at: 1_000, message: "")
    try store.close()
    try expectEqual()
    #expect(try ledger.reader().tallies().map(\.net) == [3])
  }

  @Test("they are filtered by store and month")
  func filtered() throws {
    try ledger.load([SampleDocument("A"), SampleDocument("B").with { $0.date = "2024-04-01" }])
    try ledger.load([SampleDocument("A")], store: "other")
    let reader = try ledger.reader()
    let april = CivilMonth(year: 2024, month: 4)
    #expect(try reader.tallies().count == 3)
    #expect(try reader.tallies(store: "other").count == 1)
    #expect(try reader.tallies(from: april, to: april).map(\.month) == [april])
  }
}
