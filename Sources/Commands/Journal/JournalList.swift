import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Reports
import Tax

/// `journal list`: entries of the general ledger.
struct JournalList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List journal entries, the latest first.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
  var limit = 50

  @Option(
    name: .long, help: ArgumentHelp("Entries of this month only.", valueName: "month"),
    transform: ArgumentValue.month)
  var period: CivilMonth?

  @OptionGroup var store: StoreFilter

  @OptionGroup var account: AccountFilter

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    let selection = JournalSelection(
      from: period?.firstDay, to: period?.lastDay, store: try store.checked(in: ledger),
      account: try account.checked(in: ledger))
    var entries: [JournalEntry] = []
    var count = 0
    try ledger.journalEntries(selection) { entry in
      count += 1
      entries.append(entry)
      if entries.count > 2 * limit { entries.removeFirst(entries.count - limit) }
    }
    let latest = LimitedList(entries.suffix(limit).reversed(), of: count)
    try result.print(EntryList(entries: latest.records, currency: try ledger.booksCurrency() ?? .euro))
    latest.tell("entries")
  }
}

/// Entries of the journal, for people and programs.
struct EntryList: CommandResult {
  let entries: [JournalEntry]
  let currency: Currency

  var text: String {
    guard !entries.isEmpty else { return "no entries\n" }
    return TableText(
      header: ["entry", "date", "kind", "document", "lines", "debit \(currency.code)"],
      rows: entries.map { entry in
        [
          String(entry.number), entry.date.description, entry.kind.rawValue, entry.document,
          String(entry.lines.count), currency.text(entry.debit),
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(entries) { entry, object in entry.write(to: &object, currency) }
  }
}

extension JournalEntry {
  /// The sum of its debits.
  var debit: MinorUnits { MinorUnits(lines.reduce(0) { $0 + max($1.base.count, 0) }) }

  func write(to object: inout JSONWriter, _ base: Currency) {
    object.member("entry", number)
    object.member("date", date.description)
    object.member("kind", kind.rawValue)
    object.member("store", store)
    object.member("document", document)
    object.member("correction_of", correctionOf?.description)
    object.member("reverses", reverses)
    object.member("note", note)
    object.list("lines", lines) { line, object in
      object.member("account", line.account.number)
      object.member("account_name", line.account.name)
      object.member("currency", line.currency.code)
      object.member("amount", line.currency.text(line.amount))
      object.member("base_amount", base.text(line.base))
      object.member("tax_code", line.tax?.code)
      object.member("territory", line.tax?.territory?.code)
      object.member("rate", line.tax?.rate?.description)
      object.member("reference", line.reference)
      object.member("note", line.note)
    }
  }
}

extension Currency {
  /// An amount as decimal text, such as `12.50`.
  func text(_ amount: MinorUnits) -> String { amount.description(exponent: exponent ?? 0) }
}
