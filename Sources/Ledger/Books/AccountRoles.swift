/// The accounts that play roles, put on record as they do.
import Books
import GRDB

/// What was posted for a document is worked out again when the document changes. So that it is the same then, it is kept
/// which account a key stood for, from which entry on.
final class AccountRoles {
  /// The number that the next entry will have.
  var next: Int64

  private let chart: ChartOfAccounts
  private let database: Database
  private var known: [AccountKey: Account] = [:]

  init(_ chart: ChartOfAccounts, next: Int64, _ database: Database) {
    self.chart = chart
    self.next = next
    self.database = database
  }

  /// The account of a key.
  ///
  /// - Throws: `E8601` when the chart has none.
  func account(_ key: AccountKey) throws -> Account {
    if let account = known[key] { return account }
    guard let account = chart.account(for: key) else { throw BooksFailure.unmapped(key) }
    try keep(account)
    let text = key.description
    let current = try String.fetchOne(
      database, sql: "SELECT account FROM account_roles WHERE key = ? ORDER BY from_entry DESC, id DESC LIMIT 1",
      arguments: [text])
    if current != account.number {
      try database.execute(
        sql: "INSERT INTO account_roles (key, account, from_entry) VALUES (?, ?, ?)",
        arguments: [text, account.number, next])
    }
    known[key] = account
    return account
  }

  /// The account that a key stood for when an entry was sealed.
  static func account(_ key: AccountKey, asOf entry: Int64, _ database: Database) throws -> Account {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT a.* FROM account_roles r JOIN ledger_accounts a ON a.number = r.account
        WHERE r.key = ? AND r.from_entry <= ? ORDER BY r.from_entry DESC, r.id DESC LIMIT 1
        """, arguments: [key.description, entry])
    guard let row else { throw BooksFailure.unmapped(key) }
    return Account(row: row)
  }

  private func keep(_ account: Account) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM ledger_accounts WHERE number = ?", arguments: [account.number])
    guard let row else {
      return try database.execute(
        sql: "INSERT INTO ledger_accounts (number, name, type, works_out_tax) VALUES (?, ?, ?, ?)",
        arguments: [account.number, account.name, account.type.rawValue, account.worksOutTax])
    }
    guard Account(row: row) != account else { return }
    try database.execute(
      sql: "UPDATE ledger_accounts SET name = ?, type = ?, works_out_tax = ? WHERE number = ?",
      arguments: [account.name, account.type.rawValue, account.worksOutTax, account.number])
  }
}

extension Account {
  /// The account of a row of `ledger_accounts`; the type is one of the words that the table allows.
  init(row: Row) {
    self.init(
      number: row["number"], name: row["name"], type: AccountType(rawValue: row["type"]) ?? .asset,
      worksOutTax: row["works_out_tax"])
  }
}
