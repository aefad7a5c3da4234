/// New documents that are read in stretches, several at a time.
import Books
import Commerce
import Ledger
import Pipeline
import Tax
import Testing

@Suite("Walking through documents")
struct DocumentWalkTests {
  private func line(_ net: Int64, _ tax: Int64) -> SampleLine {
    var line = SampleLine()
    (line.net, line.tax) = (net, tax)
    (line.treatment, line.scheme) = (.taxed, .domestic)
    return line
  }

  private func sale(_ number: Int, day: Int, _ lines: [SampleLine]) -> SampleDocument {
    SampleDocument("\(number)").with { document in
      document.date = "2026-01-\(day)"
      document.lines = lines
      document.paymentMethod = "shopify_payments"
    }
  }

  /// Sales of five days, among them refunds, orders that are not paid, and orders that were called off.
  private var documents: [SampleDocument] {
    (1...40).map { number in
      let sale = sale(number, day: 10 + number % 5, [line(1_000, 190)])
      switch number % 8 {
      case 3:
        return self.sale(number, day: 20, [line(-1_000, -190)]).with {
          $0.kind = .refund
          $0.refunds = "\(number - 1)"
        }
      case 5: return sale.with { $0.status = .pending }
      case 6: return sale.with { $0.status = .cancelled }
      default: return sale
      }
    }
  }

  /// Two sales that were booked and one that was not paid, as they are now.
  private var changed: [SampleDocument] { [4, 20, 37].map { sale($0, day: 12, [line(500, 95)]) } }

  private func post(_ ledger: TestLedger, stretch: Int64) throws -> JournalOutcome {
    var configuration = LedgerConfiguration()
    configuration.documentsPerStretch = stretch
    let store = try LedgerStore(path: ledger.path, configuration: configuration)
    defer { try? store.close() }
    return try store.post(
      JournalOrder(store: "shop", platform: "shopify", granularity: .day, books: try SampleBooks.profile), at: 1)
  }

  @Test("documents that are sorted in many stretches at a time are booked as those of one", arguments: [65_536, 3])
  func stretches(_ stretch: Int64) throws {
    let ledger = try TestLedger()
    try ledger.load(documents)
    let first = try post(ledger, stretch: stretch)
    #expect(first.documents == 30)
    #expect(first.waiting == [.unpaid: 5])
    try ledger.load(changed, from: "changed.csv", digest: 2)
    let second = try post(ledger, stretch: stretch)
    #expect(second.documents == 3)
    #expect(second.corrections == 4)
    #expect(second.waiting == [.unpaid: 4])
    var entries: [JournalEntry] = []
    try ledger.reader().journalEntries { entries.append($0) }
    #expect(
      entries.map { "\($0.date) \($0.kind.rawValue) \($0.lines.first?.base.count ?? 0)" } == [
        "2026-01-10 sale 5950", "2026-01-11 sale 5950", "2026-01-12 sale 5950", "2026-01-13 sale 5950",
        "2026-01-14 sale 5950", "2026-01-20 refund 5000",
        "2026-01-14 correction -1190", "2026-01-12 correction 595", "2026-01-10 correction -1190",
        "2026-01-12 correction 595", "2026-01-12 sale 595",
      ])
    #expect(try ledger.reader().booksAgreement().differences == [:])
  }
}
