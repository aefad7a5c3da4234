/// What the two books lack of each other.
import Books
import Commerce
import Ledger
import Pipeline

/// A row is a published document that no entry of the journal books, with the reason, or an entry of sales or refunds that no
/// document stands behind.
struct UnbookedReport: Report {
  let name = "unbooked"
  let summary = "Documents that no journal entry books, and why; entries that no document stands behind."
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private enum Line {
    case document(BookedDocument)
    case entry(Int64)

    var document: BookedDocument? {
      if case .document(let document) = self { document } else { nil }
    }

    var entry: Int64? {
      if case .entry(let number) = self { number } else { nil }
    }
  }

  private static let shape = RowShape<Line>(
    name: "unbooked",
    items: [
      .init("lacks", .text, "What is lacking: entry or document.") { .text($0.entry == nil ? "entry" : "document") },
      .init("store", .text, "Name of the store.") { .text($0.document?.store ?? "") },
      .init("kind", .text, "sale, refund or adjustment.") { .text($0.document?.kind.name ?? "") },
      .init("document", .text, "The platform's id of the document.") { .text($0.document?.externalID ?? "") },
      .init("entry", .integer, "Number of the entry.") { $0.entry.map { .integer($0) } ?? .missing },
      .init("date", .text, "The civil date of the supply.") { .text($0.document?.date ?? "") },
      .init("currency", .text, "Currency of the amount.") { .text($0.document?.currency ?? "") },
      .init("gross", .decimal, "The amount, tax included.") { line in
        guard let document = line.document else { return .missing }
        return .amount(document.gross.count, exponent: Currency(document.currency)?.exponent ?? 0)
      },
      .init("reason", .text, "Why the document is not booked; not_looked_at before the first booking.") {
        .text($0.entry == nil ? $0.document?.reason?.rawValue ?? "not_looked_at" : "")
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let documents = try ledger.unbookedDocuments(store: request.store).map(Line.document)
    let entries = request.store == nil ? try ledger.entriesWithoutDocuments().map(Line.entry) : []
    return [Self.shape.table(documents + entries)]
  }
}
