/// The words of the integer codes, written into the ledger at every opening so that they always are the program's own.
import Commerce
import GRDB
import Tax

enum CodeTable {
  /// Makes every table of words equal to the program's vocabulary; writes nothing when it is already.
  static func syncAll(_ database: Database) throws {
    try sync("transaction_kinds", TransactionKind.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("document_statuses", DocumentStatus.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("price_bases", PriceBasis.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("match_rules", MatchRule.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("line_kinds", LineKind.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("treatments", Treatment.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("schemes", Scheme.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("rate_categories", RateCategory.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("liable_parties", LiableParty.allCases.map { ($0.rawValue, $0.name) }, database)
    try sync("tax_returns", TaxReturn.allCases.map { ($0.rawValue, $0.name) }, database)
    try syncReasons(database)
  }

  /// The reasons of tax decisions, with their sentences and the law they rest on.
  private static func syncReasons(_ database: Database) throws {
    let words = Set(
      DecisionReason.all.map { ReasonWords(id: $0.number, texts: [$0.code, $0.sentence, $0.legalBasis]) })
    let known = Set(
      try Row.fetchAll(database, sql: "SELECT id, name, sentence, legal_basis FROM decision_reasons").map { row in
        ReasonWords(id: row["id"], texts: [row["name"], row["sentence"], row["legal_basis"]])
      })
    guard known != words else { return }
    try database.execute(sql: "DELETE FROM decision_reasons")
    for reason in DecisionReason.all {
      try database.execute(
        sql: "INSERT INTO decision_reasons VALUES (?, ?, ?, ?)",
        arguments: [reason.number, reason.code, reason.sentence, reason.legalBasis])
    }
  }

  private static func sync(_ table: String, _ words: [(code: Int32, name: String)], _ database: Database) throws {
    let known = try Row.fetchAll(database, sql: "SELECT id, name FROM \(table)")
      .reduce(into: [Int32: String]()) { $0[$1["id"]] = $1["name"] }
    guard known != Dictionary(uniqueKeysWithValues: words.map { ($0.code, $0.name) }) else { return }
    try database.execute(sql: "DELETE FROM \(table)")
    for word in words {
      try database.execute(sql: "INSERT INTO \(table) VALUES (?, ?)", arguments: [word.code, word.name])
    }
  }

  private struct ReasonWords: Hashable {
    let id: Int32
    let texts: [String]
  }
}
