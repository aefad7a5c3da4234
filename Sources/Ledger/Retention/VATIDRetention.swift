/// VAT ids whose documents nobody may ask for any more, and their end.
import Commerce
import GRDB
import Privacy
import Tax

/// A sole trader's VAT id is personal. What was asked about one is the proof of how its documents are taxed, so it stays as
/// long as vouchers do, counted from the last document or the last question.
struct VATIDRetention {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The numbers that are due on a day.
  func due(_ policy: RetentionPolicy, on today: CivilDate) throws -> [String] {
    try uses().filter { policy.isOver(.fiscal, since: $0.value.last, on: today) }.keys.sorted()
  }

  /// Takes numbers off the documents, and what was asked about them out of the ledger.
  func destroy(_ numbers: [String]) throws {
    guard !numbers.isEmpty else { return }
    let uses = try uses()
    try forEach(numbers.flatMap { uses[$0]?.texts ?? [] }) { list, texts in
      try database.execute(sql: "UPDATE transactions SET vat_id = NULL WHERE vat_id IN \(list)", arguments: texts)
    }
    try withoutTrigger("vat_id_checks_are_not_deleted") {
      try forEach(numbers) { list, numbers in
        try database.execute(sql: "DELETE FROM vat_id_checks WHERE vat_id IN \(list)", arguments: numbers)
      }
    }
  }

  /// Calls `body` with some texts at a time, and the list of their places in a statement.
  private func forEach(_ texts: [String], _ body: (_ list: String, StatementArguments) throws -> Void) throws {
    for start in stride(from: 0, to: texts.count, by: Self.textsAtOnce) {
      let some = texts[start..<min(start + Self.textsAtOnce, texts.count)]
      try body("(\(databaseQuestionMarks(count: some.count)))", StatementArguments(some))
    }
  }

  private static let textsAtOnce = 500

  /// Where a number stands.
  private struct Use {
    var last: CivilDate
    /// The number as documents have it.
    var texts: Set<String> = []
  }

  private func uses() throws -> [String: Use] {
    var uses: [String: Use] = [:]
    func add(_ number: String, on day: String?, text: String? = nil) {
      guard let day = day.flatMap({ CivilDate($0) }) else { return }
      var use = uses[number] ?? Use(last: day)
      use.last = max(use.last, day)
      if let text { use.texts.insert(text) }
      uses[number] = use
    }
    let documents = try Row.fetchCursor(
      database,
      sql: """
        SELECT t.vat_id, p.country, max(coalesce(t.tax_date, date(coalesce(t.placed_at, r.started_at), 'unixepoch'))) AS day
        FROM transactions t JOIN runs r ON r.id = t.run_id LEFT JOIN destinations p ON p.id = t.destination_id
        WHERE t.vat_id IS NOT NULL GROUP BY t.vat_id, p.country
        """)
    while let row = try documents.next() {
      let text: String = row["vat_id"]
      let country: String? = row["country"]
      let number = VATID.read(Array(text.utf8).span, of: country.flatMap { Country($0) }).text
      add(number, on: row["day"], text: text)
    }
    let checks = try Row.fetchCursor(
      database, sql: "SELECT vat_id, date(max(asked_at), 'unixepoch') AS day FROM vat_id_checks GROUP BY vat_id")
    while let row = try checks.next() { add(row["vat_id"], on: row["day"]) }
    return uses
  }

  /// Runs `body` without one of the triggers that let a table only grow, inside the caller's transaction: nobody else ever
  /// sees the ledger without it.
  private func withoutTrigger(_ name: String, _ body: () throws -> Void) throws {
    let sql = try String.fetchOne(
      database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", arguments: [name])
    guard let sql else { return try body() }
    try database.execute(sql: "DROP TRIGGER \(name)")
    try body()
    try database.execute(sql: sql)
  }
}
