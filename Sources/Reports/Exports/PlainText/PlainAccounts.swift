import Books

/// The accounts of a journal in plain text, where the name is part of what an account is known by: one name for each number,
/// the first it had, whatever the chart calls it later.
struct PlainAccounts {
  /// The accounts that the entries move.
  let byNumber: [String: Account]
  /// Those that no earlier file has declared, by number.
  let new: [Account]

  init(_ entries: [JournalEntry], _ facts: ExportFacts) {
    let earlier = facts.earlier.accounts
    var byNumber: [String: Account] = [:]
    for line in entries.lazy.flatMap(\.lines) where byNumber[line.account.number] == nil {
      byNumber[line.account.number] = earlier[line.account.number] ?? line.account
    }
    self.byNumber = byNumber
    new = byNumber.values.filter { earlier[$0.number] == nil }.sorted { $0.number < $1.number }
  }

  /// The account of a line, under its one name.
  func account(of line: JournalLine) -> Account { byNumber[line.account.number] ?? line.account }
}
