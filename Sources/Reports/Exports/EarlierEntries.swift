public import Books
public import Commerce

/// What entries that left before have done to each account, so that a file of new entries continues theirs.
public struct EarlierEntries: Sendable {
  /// The accounts they moved, by number.
  public private(set) var accounts: [String: Account] = [:]
  /// The last day on which one of them was booked; `nil` when there are none.
  public private(set) var lastDay: CivilDate?
  /// Balances by account number and currency, in minor units.
  private var balances: [String: [Currency: Int64]] = [:]
  /// What revaluations did to an account in the books' currency alone.
  private var revaluations: [String: Int64] = [:]

  /// No entries.
  public init() {}

  /// Takes note of an entry.
  public mutating func add(_ entry: JournalEntry) {
    lastDay = max(lastDay ?? entry.date, entry.date)
    for line in entry.lines {
      let number = line.account.number
      if accounts[number] == nil { accounts[number] = line.account }
      if line.isRevaluation {
        revaluations[number, default: 0] += line.base.count
      } else {
        balances[number, default: [:]][line.currency, default: 0] += line.amount.count
      }
    }
  }

  /// The balance of an account by currency, in minor units, revaluations in `books`.
  func balance(of number: String, books: Currency) -> [Currency: Int64] {
    var balance = balances[number] ?? [:]
    if let revaluation = revaluations[number] { balance[books, default: 0] += revaluation }
    return balance
  }
}

extension JournalLine {
  /// Whether it moves the books' currency alone.
  var isRevaluation: Bool { amount == .zero && base != .zero }
}
