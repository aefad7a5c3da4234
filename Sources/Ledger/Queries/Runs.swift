/// The runs of a ledger and the sources they read.
import Foundation
import GRDB
public import Pipeline

/// One run.
public struct RunRow: Sendable, Equatable {
  /// Its number.
  public var run: Int64
  /// Name of the pipeline.
  public var pipeline: String
  /// Name of the store.
  public var store: String
  /// `open`, `published`, `unchanged`, `refused` or `undone`.
  public var status: String
  /// When it was started, in seconds since 1970.
  public var startedAt: Int64
  /// When it ended; `nil` while it is open.
  public var finishedAt: Int64?
  /// Why it ended so, where that needs saying.
  public var message: String
  /// Version of the program.
  public var version: String
  /// Currency of the books.
  public var baseCurrency: String
  /// SHA-256 of the definition and all that decides the result.
  public var definitionDigest: [UInt8]
  /// Documents read, loaded as new or as revisions, found unchanged, and rejected.
  public var documents, loaded, unchanged, rejected: Int64
  /// Of the loaded ones, those that replaced an earlier revision.
  public var revised: Int64
}

/// One source of a run.
public struct RunSourceRow: Sendable, Equatable {
  /// Its number.
  public var source: Int64
  /// The file as it was found.
  public var identity: SourceIdentity
  /// The layout it was read with.
  public var layout: String
  /// How far it was read; `nil` when nothing of it was loaded.
  public var checkpoint: SourceCheckpoint?
  /// Its SHA-256 once it was read to its end.
  public var digest: [UInt8]?
}

extension LedgerReader {
  /// The latest runs, newest first.
  public func runs(limit: Int = 50) throws(RunFailure) -> [RunRow] {
    try read { database in
      try Row.fetchAll(database, sql: "\(Self.runSQL) ORDER BY r.id DESC LIMIT ?", arguments: [limit])
        .map(RunRow.init(row:))
    }
  }

  /// One run; `nil` when there is none of that number.
  public func run(_ number: Int64) throws(RunFailure) -> RunRow? {
    try read { database in
      try Row.fetchOne(database, sql: "\(Self.runSQL) WHERE r.id = ?", arguments: [number]).map(RunRow.init(row:))
    }
  }

  /// The sources that a run opened, in the order in which it opened them.
  public func sources(ofRun number: Int64) throws(RunFailure) -> [RunSourceRow] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM sources WHERE run_id = ? ORDER BY id", arguments: [number])
        .map(RunSourceRow.init(row:))
    }
  }

  private static let runSQL = """
    SELECT r.*, s.name AS store,
      (SELECT coalesce(sum(documents), 0) FROM batches b WHERE b.run_id = r.id) AS documents,
      (SELECT coalesce(sum(loaded), 0) FROM batches b WHERE b.run_id = r.id) AS loaded,
      (SELECT coalesce(sum(unchanged), 0) FROM batches b WHERE b.run_id = r.id) AS unchanged,
      (SELECT coalesce(sum(rejected), 0) FROM batches b WHERE b.run_id = r.id) AS rejected,
      (SELECT coalesce(sum(revised), 0) FROM batches b WHERE b.run_id = r.id) AS revised
    FROM runs r JOIN stores s ON s.id = r.store_id
    """
}

extension RunRow {
  fileprivate init(row: Row) {
    let digest: Data = row["definition_digest"]
    self.init(
      run: row["id"], pipeline: row["pipeline"], store: row["store"], status: row["status"],
      startedAt: row["started_at"], finishedAt: row["finished_at"], message: row["message"], version: row["version"],
      baseCurrency: row["base_currency"], definitionDigest: Array(digest), documents: row["documents"],
      loaded: row["loaded"], unchanged: row["unchanged"], rejected: row["rejected"], revised: row["revised"])
  }
}

extension RunSourceRow {
  fileprivate init(row: Row) {
    let digest: Data? = row["sha256"]
    self.init(
      source: row["id"], identity: SourceIdentity(row: row), layout: row["layout"],
      checkpoint: SourceCheckpoint(row: row), digest: digest.map(Array.init))
  }
}
