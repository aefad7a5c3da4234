import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Reports
import Tax

/// `journal show`: one entry with its documents.
struct JournalShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a journal entry: its lines, and the documents that it books.",
    discussion: """
      shopledger journal show 17

      From a document go on with: shopledger explain document …
      """)

  @Argument(help: "The entry's number.")
  var entry: Int64

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "How many documents are listed.", transform: ArgumentValue.count)
  var limit = 20

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    guard let found = try ledger.journalEntry(entry) else {
      throw ValidationError("there is no journal entry \(entry) in \(books.ledger); see: shopledger journal list")
    }
    let documents = try LimitedList(limit) { try ledger.documents(ofEntry: entry, limit: $0) }
    try result.print(
      EntryDetails(entry: found, documents: documents.records, currency: try ledger.booksCurrency() ?? .euro))
    documents.tell("documents")
  }
}

/// An entry, for people and programs.
private struct EntryDetails: CommandResult {
  let entry: JournalEntry
  let documents: [BookedDocument]
  let currency: Currency

  var text: String {
    var title = "entry \(entry.number) of \(entry.date): \(entry.kind.rawValue), \(entry.document)"
    if let month = entry.correctionOf { title += ", belongs to \(month)" }
    if let number = entry.reverses { title += ", takes back entry \(number)" }
    if !entry.note.isEmpty { title += "\n\(entry.note)" }
    var text = title + "\n\n" + lines
    guard !documents.isEmpty else { return text }
    text += "\ndocuments\n"
    return text
      + TableText(
        header: ["document", "store", "kind", "id", "date", "gross", ""],
        rows: documents.map { document in
          [
            String(document.document), document.store, document.kind.name, document.externalID, document.date ?? "",
            Currency(document.currency)?.text(document.gross) ?? "", document.currency,
          ]
        }
      ).text
  }

  private var lines: String {
    let isForeign = entry.lines.contains { $0.currency != currency }
    let header =
      ["account", "name", "debit", "credit"] + (isForeign ? ["amount", ""] : []) + ["tax", "reference", "note"]
    let rows = entry.lines.map { line in
      [
        line.account.number, line.account.name, line.base.count > 0 ? currency.text(line.base) : "",
        line.base.count < 0 ? currency.text(-line.base) : "",
      ] + (isForeign ? [line.currency.text(line.amount), line.currency.code] : [])
        + [tax(line.tax), line.reference, line.note]
    }
    return TableText(header: header, rows: rows).text
  }

  private func tax(_ tag: TaxTag?) -> String {
    guard let tag else { return "" }
    return ([tag.code] + [tag.territory?.code, tag.rate.map { "\($0) %" }].compactMap { $0 }).joined(separator: " ")
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      entry.write(to: &object, currency)
      object.list("documents", documents) { document, object in document.write(to: &object) }
    }
  }
}

extension BookedDocument {
  func write(to object: inout JSONWriter) {
    object.member("document", document)
    object.member("store", store)
    object.member("kind", kind.name)
    object.member("external_id", externalID)
    object.member("revision", revision)
    object.member("date", date)
    object.member("currency", currency)
    object.member("gross", Currency(currency)?.text(gross))
    object.member("entry", entry)
    object.member("reason", reason?.rawValue)
  }
}
