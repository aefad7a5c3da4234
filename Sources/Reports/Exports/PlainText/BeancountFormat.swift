public import Books
import Commerce
public import Pipeline

/// A file for beancount that passes `bean-check`.
///
/// Each entry links its document and its open items. Where a payout leaves an account at nothing, the next day has a
/// balance assertion that it is at nothing: in closed months, and everywhere in files that no other will continue, which also
/// assert every account's balance at their end. Elsewhere an entry that comes later would break the assertion.
public struct BeancountFormat: JournalFormat {
  /// `beancount`.
  public let name = "beancount"
  /// What it is for.
  public let summary = "A file for beancount: accounts opened, links, metadata, balances asserted after payouts."

  /// The format.
  public init() {}

  /// Writes the entries by date.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    let books = facts.currency
    var text = ""
    if facts.earlier.accounts.isEmpty { text += "option \"operating_currency\" \"\(books)\"\n\n" }
    let accounts = PlainAccounts(entries, facts)
    for account in accounts.new {
      // Before anything that can be booked later, so that no file has to open an account again.
      text += "1970-01-01 open \(Self.name(account))\n"
    }
    var balances = BeancountBalances(accounts, facts)
    for entry in entries.sorted(by: { ($0.date, $0.number) < ($1.date, $1.number) }) {
      for line in balances.assertions(before: entry.date) { text += "\n" + line }
      text += "\n" + Self.transaction(entry, accounts, books)
      balances.add(entry)
    }
    for line in balances.last() { text += "\n" + line }
    let name = "journal_\(ExportFile.stretch(entries.map(\.number))).beancount"
    return ExportPackage(files: [
      ExportFile(name: name, bytes: Array(text.utf8), rows: entries.count, entries: entries.map(\.number))
    ])
  }

  private static func transaction(_ entry: JournalEntry, _ accounts: PlainAccounts, _ books: Currency) -> String {
    let links = Set([entry.document] + entry.lines.map(\.reference)).filter { !$0.isEmpty }.map(link).sorted()
    var text = "\(entry.date) * \(quoted(entry.kind.words)) \(quoted(entry.note.isEmpty ? entry.document : entry.note))"
    text += links.map { " ^\($0)" }.joined() + "\n  entry: \(entry.number)\n"
    if !entry.store.isEmpty { text += "  store: \(quoted(entry.store))\n" }
    if !entry.document.isEmpty { text += "  document: \(quoted(entry.document))\n" }
    if let month = entry.correctionOf { text += "  correction: \(quoted(month.description))\n" }
    if let reversed = entry.reverses { text += "  reverses: \(reversed)\n" }
    for line in entry.lines {
      text += "  \(name(accounts.account(of: line)))  \(PlainPosting(line, books: books).text(books: books))\n"
      if !line.reference.isEmpty { text += "    ref: \(quoted(line.reference))\n" }
      if let tax = line.tax { text += "    tax: \(quoted(tax.code))\n" }
      if !line.note.isEmpty { text += "    note: \(quoted(line.note))\n" }
    }
    return text + roundingRoom(entry, accounts, books)
  }

  /// Nothing in the books' currency, where an entry has amounts in others only: beancount divides each total by its amount and
  /// multiplies again, and takes from the amounts in a currency how exact their sum has to be.
  private static func roundingRoom(_ entry: JournalEntry, _ accounts: PlainAccounts, _ books: Currency) -> String {
    guard let line = entry.lines.first,
      !entry.lines.contains(where: { PlainPosting($0, books: books).currency == books })
    else { return "" }
    return "  \(name(accounts.account(of: line)))  \(PlainPosting.text(0, books))\n"
  }

  /// The account under the word of its side, such as `Assets:1361-Shopify`: letters, digits and hyphens only.
  static func name(_ account: Account) -> String {
    let words = "\(account.number) \(account.name)".split { !($0.isLetter || $0.isNumber) }
    return "\(account.type.beancountRoot):\(words.joined(separator: "-"))"
  }

  private static func quoted(_ text: String) -> String {
    var written = ""
    for character in text {
      switch character {
      case "\"", "\\": written += "\\\(character)"
      case _ where character.isNewline: written += " "
      default: written.append(character)
      }
    }
    return "\"\(written)\""
  }

  /// A link takes letters, digits and `-_/.`.
  private static func link(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_/.".contains($0)) ? $0 : "-" })
  }
}

extension AccountType {
  fileprivate var beancountRoot: String {
    switch self {
    case .asset: "Assets"
    case .liability: "Liabilities"
    case .equity: "Equity"
    case .income: "Income"
    case .expense: "Expenses"
    }
  }
}
