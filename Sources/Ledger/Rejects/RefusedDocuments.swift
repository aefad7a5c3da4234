/// The refused documents that a person stands in, opened for whoever asks what is held.
public import Columns
import Commerce
import Foundation
import GRDB
public import Pipeline

/// A refused document that a person stands in.
public struct RefusedDocument: Sendable, Equatable {
  /// Its number among the rejects.
  public var reject: Int64
  /// The run that refused it.
  public var run: Int64
  /// When that was, in seconds since 1970.
  public var refusedAt: Int64
  /// Name of the store.
  public var store: String
  /// What kind of records it is of, such as `orders`.
  public var entity: String
  /// The platform's id of the document; `nil` where the record does not tell.
  public var externalID: String?
  /// The first reason.
  public var code: String
  /// The file or stream it came from.
  public var source: String
  /// Where it stood.
  public var position: SourcePosition
  /// `open`, `resolved` by a later load, or `repeated` by a later reject of the same document.
  public var status: String
  /// Its records as they came.
  public var text: String
}

extension LedgerStore {
  /// The refused documents that a person stands in, opened; for somebody who stands nowhere else that is put on record.
  ///
  /// - Parameter instant: now, in seconds since 1970.
  /// - Throws: `E2101` when there is no such customer.
  public func refusedDocuments(of person: HeldPerson, at instant: Int64) throws(RunFailure) -> [RefusedDocument] {
    try onRecord { database in
      let file = try keyring.open(database)
      let rejects = try plan(person, file, database).rejects
      if case .refused = person {
        try transaction(database) {
          try record(AuditEntry(.customerExported, subject: "rejects \(Self.list(rejects))"), at: instant, database)
        }
      }
      let opener = RejectOpener(keys: file)
      return try Row.fetchAll(
        database,
        sql: """
          SELECT j.*, s.name AS store, f.path, r.started_at FROM rejects j JOIN stores s ON s.id = j.store_id
          JOIN sources f ON f.id = j.source_id JOIN runs r ON r.id = j.run_id
          WHERE j.id IN (SELECT value FROM json_each(?)) ORDER BY j.id
          """, arguments: [rejects.jsonArray]
      ).map { try RefusedDocument(row: $0, opener) }
    }
  }
}

extension RefusedDocument {
  fileprivate init(row: Row, _ opener: RejectOpener) throws {
    let sealed: Data? = row["raw"]
    self.init(
      reject: row["id"], run: row["run_id"], refusedAt: row["started_at"], store: row["store"], entity: row["entity"],
      externalID: row["external_id"], code: row["code"], source: row["path"], position: SourcePosition(row: row),
      status: row["status"], text: String(decoding: try opener.open(sealed, reject: row["id"]) ?? [], as: UTF8.self))
  }
}
