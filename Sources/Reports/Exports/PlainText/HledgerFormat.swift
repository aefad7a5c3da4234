public import Books
import Commerce
public import Pipeline

/// A journal for hledger that passes `hledger check --strict` and `check ordereddates`.
///
/// Accounts and commodities are declared; foreign amounts have their total cost in the books' currency. Accounts that an
/// earlier file has declared are not declared again, so that a main file can include one after the other.
public struct HledgerFormat: JournalFormat {
  /// `hledger`.
  public let name = "hledger"
  /// What it is for.
  public let summary = "A journal for hledger: accounts declared, foreign amounts with their cost."

  /// The format.
  public init() {}

  /// Writes the entries by date.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    var text = "decimal-mark .\n"
    let postings = entries.flatMap(\.lines).map { PlainPosting($0, books: facts.currency) }
    for currency in Set(postings.map(\.currency) + [facts.currency]).sorted(by: { $0.code < $1.code }) {
      // hledger wants the decimal mark even where no decimals follow.
      let exponent = currency.exponent ?? 2
      text += "commodity 1000.\(String(repeating: "0", count: exponent)) \(currency)\n"
    }
    text += "\n"
    let accounts = PlainAccounts(entries, facts)
    for account in accounts.new {
      text += "account \(Self.name(account))  ; type: \(account.type.hledgerLetter)\n"
    }
    for entry in entries.sorted(by: { ($0.date, $0.number) < ($1.date, $1.number) }) {
      text += "\n" + Self.transaction(entry, accounts, facts.currency)
    }
    let name = "journal_\(ExportFile.stretch(entries.map(\.number))).journal"
    return ExportPackage(files: [
      ExportFile(name: name, bytes: Array(text.utf8), rows: entries.count, entries: entries.map(\.number))
    ])
  }

  private static func transaction(_ entry: JournalEntry, _ accounts: PlainAccounts, _ books: Currency) -> String {
    var text = "\(entry.date) *"
    let document = plain(entry.document, without: "()")
    if !document.isEmpty { text += " (\(document))" }
    text += " \(plain([entry.kind.words, entry.note].filter { !$0.isEmpty }.joined(separator: ", "), without: "|"))\n"
    var tags = ["entry: \(entry.number)"]
    if !entry.store.isEmpty { tags.append("store: \(plain(entry.store, without: ","))") }
    if let month = entry.correctionOf { tags.append("correction: \(month)") }
    if let reversed = entry.reverses { tags.append("reverses: \(reversed)") }
    text += "    ; \(tags.joined(separator: ", "))\n"
    for line in entry.lines {
      text += "    \(name(accounts.account(of: line)))  \(PlainPosting(line, books: books).text(books: books))"
      var tags: [String] = []
      if !line.reference.isEmpty { tags.append("ref: \(plain(line.reference, without: ","))") }
      if let tax = line.tax { tags.append("tax: \(tax.code)\(tax.territory.map { " \($0)" } ?? "")") }
      if !line.note.isEmpty { tags.append("note: \(plain(line.note, without: ","))") }
      text += tags.isEmpty ? "\n" : "  ; \(tags.joined(separator: ", "))\n"
    }
    return text
  }

  /// The account under the word of its side, such as `assets:1361 Shopify`.
  static func name(_ account: Account) -> String {
    "\(account.type.hledgerRoot):\(plain("\(account.number) \(account.name)", without: ":"))"
  }

  /// Text on one line without what begins a comment and without `marks`; two blanks would end the name of an account.
  private static func plain(_ text: String, without marks: String) -> String {
    let unwanted = Set(marks + ";")
    let cleaned = text.map { character in
      character.isNewline || character.isWhitespace || unwanted.contains(character) ? " " : character
    }
    return String(cleaned).split(separator: " ").joined(separator: " ")
  }
}

extension EntryKind {
  /// The kind in words for people.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}

extension AccountType {
  fileprivate var hledgerRoot: String {
    switch self {
    case .asset: "assets"
    case .liability: "liabilities"
    case .equity: "equity"
    case .income: "income"
    case .expense: "expenses"
    }
  }

  fileprivate var hledgerLetter: String {
    switch self {
    case .asset: "A"
    case .liability: "L"
    case .equity: "E"
    case .income: "R"
    case .expense: "X"
    }
  }
}
