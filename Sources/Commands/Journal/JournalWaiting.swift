import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Reports

/// `journal waiting`: documents without an entry, and entries without a document.
struct JournalWaiting: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiting", abstract: "List documents that no entry books, and why; and entries without documents.")

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    let name = try store.checked(in: ledger)
    let documents = try LimitedList(limit) { try ledger.unbookedDocuments(store: name, limit: $0) }
    try result.print(
      WaitingList(documents: documents.records, entries: try ledger.entriesWithoutDocuments()))
    documents.tell("documents")
  }
}

/// What lacks its counterpart, for people and programs.
private struct WaitingList: CommandResult {
  let documents: [BookedDocument]
  let entries: [Int64]

  var text: String {
    var text = "every document is booked\n"
    if !documents.isEmpty {
      text =
        TableText(
          header: ["number", "store", "kind", "id", "date", "gross", "", "reason"],
          rows: documents.map { document in
            [
              String(document.document), document.store, document.kind.name, document.externalID,
              document.date ?? "", Currency(document.currency)?.text(document.gross) ?? "", document.currency,
              document.reason?.rawValue ?? "not_looked_at",
            ]
          }
        ).text
      for reason in UnpostedReason.allCases where documents.contains(where: { $0.reason == reason }) {
        text += "\(reason.rawValue): \(reason.sentence)\n"
      }
      if documents.contains(where: { $0.reason == nil }) {
        text += "not_looked_at: book it with shopledger journal post\n"
      }
    }
    if !entries.isEmpty {
      text += "entries without documents: \(entries.map(String.init).joined(separator: ", "))\n"
    }
    return text
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.list("documents", documents) { document, object in document.write(to: &object) }
      object.key("entries_without_documents")
      object.array { array in for entry in entries { array.integer(entry) } }
    }
  }
}
