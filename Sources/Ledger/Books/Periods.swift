/// The months that are closed: what happened to which, and what follows from it.
public import Commerce
import Foundation
import GRDB

/// One closing or reopening.
public struct PeriodChange: Sendable, Equatable {
  /// Its number.
  public var number: Int64
  /// When, in seconds since 1970.
  public var at: Int64
  /// Whether the month was closed; else it was reopened.
  public var isClosing: Bool
  /// The month.
  public var month: CivilMonth
  /// The last month that is closed since.
  public var closedThrough: CivilMonth
  /// Why.
  public var reason: String
  /// How many entries the journal had.
  public var entries: Int64
  /// The hash of the last of them.
  public var head: [UInt8]
}

struct Periods {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// The last month that is closed; `nil` while none is.
  func closedThrough() throws -> CivilMonth? {
    try String.fetchOne(database, sql: "SELECT closed_through FROM period_changes ORDER BY id DESC LIMIT 1")
      .flatMap { CivilMonth($0) }
  }

  /// Everything that happened, oldest first.
  func changes() throws -> [PeriodChange] {
    try Row.fetchAll(database, sql: "SELECT * FROM period_changes ORDER BY id").map { row in
      let month = CivilMonth(row["month"] as String)
      let through = CivilMonth(row["closed_through"] as String)
      guard let month, let through else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return PeriodChange(
        number: row["id"], at: row["at"], isClosing: row["action"] == "close", month: month, closedThrough: through,
        reason: row["reason"], entries: row["entry_count"], head: Array(row["head"] as Data))
    }
  }

  /// Closes a month and all before it that were open.
  ///
  /// - Throws: `E8605` when it is closed.
  func close(_ month: CivilMonth, reason: String, at instant: Int64) throws {
    let last = try closedThrough()
    if let last, month <= last { throw BooksFailure.outOfOrder(month, through: last) }
    try insert("close", month, through: month, reason, instant)
  }

  /// Reopens the month that was closed last.
  ///
  /// - Throws: `E8605` when it is another.
  func reopen(_ month: CivilMonth, reason: String, at instant: Int64) throws {
    let last = try closedThrough()
    guard month == last else { throw BooksFailure.outOfOrder(month, through: last) }
    try insert("reopen", month, through: CivilMonth(ordinal: month.ordinal - 1), reason, instant)
  }

  private func insert(
    _ action: String, _ month: CivilMonth, through last: CivilMonth, _ reason: String, _ instant: Int64
  ) throws {
    let head = try Row.fetchOne(database, sql: "SELECT id, hash FROM journal_entries ORDER BY id DESC LIMIT 1")
    let number = 1 + (try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) FROM period_changes") ?? 0)
    try database.execute(
      sql: """
        INSERT INTO period_changes (id, at, action, month, closed_through, reason, entry_count, head)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, instant, action, month.description, last.description, reason, head?["id"] ?? 0,
        head?["hash"] ?? Data(count: 32),
      ])
  }
}
