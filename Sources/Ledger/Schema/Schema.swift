/// The migrations of the ledger, in order; each is one file, numbered, and never edited once released.
import Foundation
import GRDB
import Pipeline

enum Schema {
  private static let all: [any Migration.Type] = [
    Migration001.self, Migration002.self, Migration003.self, Migration004.self, Migration005.self, Migration006.self,
    Migration007.self, Migration008.self, Migration009.self, Migration010.self,
    Migration011.self, Migration012.self, Migration013.self, Migration014.self, Migration015.self, Migration016.self,
    Migration017.self, Migration018.self, Migration019.self, Migration020.self,
    Migration021.self, Migration022.self, Migration023.self, Migration024.self, Migration025.self, Migration026.self,
    Migration027.self,
  ]

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in all {
      let sql = migration.sql
      migrator.registerMigration(migration.name) { database in try database.execute(sql: sql) }
    }
    return migrator
  }

  /// Brings the schema up to date and writes the words of the codes.
  static func migrate(_ queue: DatabaseQueue, path: String) throws {
    if try queue.read(isNewer) { throw StorageFailure.newerSchema(path) }
    // First of all the file says whose it is: one that was left half made is taken up again, and not for a stranger's.
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(StorageFailure.applicationID)")
    }
    try migrator.migrate(queue)
    try queue.write(CodeTable.syncAll)
  }

  /// Whether the file holds migrations that this version does not know.
  static func isNewer(_ database: Database) throws -> Bool { try migrator.hasBeenSuperseded(database) }

  /// Whether any migration was applied: nothing was ever written into a file without one.
  static func isBegun(_ database: Database) throws -> Bool { try !migrator.appliedIdentifiers(database).isEmpty }

  /// Whether every migration was applied.
  static func isCurrent(_ database: Database) throws -> Bool { try migrator.hasCompletedMigrations(database) }
}

/// One step of the schema.
protocol Migration: Sendable {
  /// The name under which the ledger remembers that it was applied.
  static var name: String { get }
  /// The statements.
  static var sql: String { get }
}
