import Books
import Commerce

/// The balances that beancount is asked to find again.
struct BeancountBalances {
  private let accounts: PlainAccounts
  private let books: Currency
  /// Entries that left before may be booked later than these; nothing is said about days before their last one.
  private let firstSayable: CivilDate?
  private var balances: [String: [Currency: Int64]] = [:]
  /// The day of the entries that are being added.
  private var day: CivilDate?
  /// Accounts that payouts of that day moved.
  private var paidOut: Set<String> = []

  init(_ accounts: PlainAccounts, _ facts: ExportFacts) {
    self.accounts = accounts
    books = facts.currency
    firstSayable = facts.earlier.lastDay
    for number in accounts.byNumber.keys {
      balances[number] = facts.earlier.balance(of: number, books: books)
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

  /// What is to be said after the last entry: the balance of every account.
  func last() -> [String] {
    guard let day, isSayable(day) else { return [] }
    return accounts.byNumber.keys.sorted().flatMap { lines($0, day.addingDays(1)) }
  }

  private func isSayable(_ day: CivilDate) -> Bool { firstSayable.map { $0 <= day } ?? true }

  private func isEmpty(_ number: String) -> Bool { (balances[number] ?? [:]).values.allSatisfy { $0 == 0 } }

  private func lines(_ number: String, _ day: CivilDate) -> [String] {
    guard let account = accounts.byNumber[number] else { return [] }
    return (balances[number] ?? [:]).sorted { $0.key.code < $1.key.code }.map { currency, amount in
      "\(day) balance \(BeancountFormat.name(account))  \(PlainPosting.text(amount, currency))\n"
    }
  }
}
