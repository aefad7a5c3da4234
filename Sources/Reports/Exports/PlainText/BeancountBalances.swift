import Books
import Commerce

/// The balances that beancount is asked to find again.
struct BeancountBalances {
  private let accounts: PlainAccounts
  private let facts: ExportFacts
  private var books: Currency { facts.currency }
  private var balances: [String: [Currency: Int64]] = [:]
  /// The day of the entries that are being added.
  private var day: CivilDate?
  /// Accounts that payouts of that day moved.
  private var paidOut: Set<String> = []

  init(_ accounts: PlainAccounts, _ facts: ExportFacts) {
    self.accounts = accounts
    self.facts = facts
    for number in accounts.byNumber.keys {
      balances[number] = facts.earlier.balance(of: number, books: facts.currency)
    }
  }

  mutating func add(_ entry: JournalEntry) {
    day = entry.date
    for line in entry.lines {
      let posting = PlainPosting(line, books: books)
      balances[line.account.number, default: [:]][posting.currency, default: 0] += posting.amount
      if entry.kind == .payout || entry.kind == .exchange { paidOut.insert(line.account.number) }
    }
  }

  /// What is to be said before the entries of `next`: that accounts which payouts emptied are empty.
  mutating func assertions(before next: CivilDate) -> [String] {
    guard let day, day < next else { return [] }
    defer { paidOut = [] }
    guard isSayable(day) else { return [] }
    return paidOut.sorted().filter { isEmpty($0) }.flatMap { lines($0, day.addingDays(1)) }
  }

  /// What is to be said after the last entry: the balance of every account where nothing will be added to it, else what there
  /// is to say of its day.
  mutating func last() -> [String] {
    guard let day else { return [] }
    guard facts.isWhole else { return assertions(before: day.addingDays(1)) }
    return isSayable(day) ? accounts.byNumber.keys.sorted().flatMap { lines($0, day.addingDays(1)) } : []
  }

  /// Whether entries of that day and before are all there: neither left some before that are booked later, nor can a file that
  /// follows bring more.
  private func isSayable(_ day: CivilDate) -> Bool {
    facts.isFinal(day) && facts.earlier.lastDay.map { $0 <= day } ?? true
  }

  private func isEmpty(_ number: String) -> Bool { (balances[number] ?? [:]).values.allSatisfy { $0 == 0 } }

  private func lines(_ number: String, _ day: CivilDate) -> [String] {
    guard let account = accounts.byNumber[number] else { return [] }
    return (balances[number] ?? [:]).sorted { $0.key.code < $1.key.code }.map { currency, amount in
      "\(day) balance \(BeancountFormat.name(account))  \(PlainPosting.text(amount, currency))\n"
    }
  }
}
