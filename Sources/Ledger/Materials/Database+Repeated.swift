/// Statements that are executed for many items.
import GRDB

extension Database {
  /// Executes one statement that is compiled once however often it is executed: compiling takes longer than executing.
  func executeRepeatedly(sql: String, arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
