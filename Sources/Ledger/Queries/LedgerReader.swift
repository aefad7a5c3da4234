/// The ledger as reports and commands read it: a connection that cannot write.
import GRDB
public import Pipeline

/// Reading goes on while a run writes: a reader sees the ledger as it was when the query began.
public final class LedgerReader: Sendable {
  /// Where the ledger is.
  public let path: String

  private let queue: DatabaseQueue

  /// Opens the ledger at `path`.
  ///
  /// - Throws: `E8007` when there is none; `E8003` to `E8006` when it cannot be read.
  public init(path: String) throws(RunFailure) {
    self.path = path
    queue = try LedgerFile.openForReading(path)
  }

  /// Runs a query.
  func read<Result>(_ query: (Database) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try queue.read(query)
    } catch { throw StorageFailure.failure(error, path: path) }
  }
}
