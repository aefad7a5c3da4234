/// The ledger as reports and commands read it: a connection that cannot write.
import GRDB
public import Pipeline
import Privacy

/// Reading goes on while a run writes: a reader sees the ledger as it was when the query began.
public final class LedgerReader: Sendable {
  /// Where the ledger is.
  public let path: String

  private let queue: DatabaseQueue
  private let keyring: LedgerKeys

  /// Opens the ledger at `path`.
  ///
  /// - Parameter key: where the key is that personal data is sealed under; it is asked for when such data is.
  /// - Throws: `E8007` when there is none; `E8003` to `E8006` when it cannot be read.
  public init(path: String, key: KeyAccess = .besideLedger) throws(RunFailure) {
    self.path = path
    keyring = LedgerKeys(ledger: path, key: key)
    queue = try LedgerFile.openForReading(path)
  }

  /// Runs a query.
  func read<Result>(_ query: (Database) throws -> Result) throws(RunFailure) -> Result {
    do {
      return try queue.read(query)
    } catch { throw StorageFailure.failure(error, path: path) }
  }

  /// The names of the stores for which something was run, in the order of their first runs.
  public func storeNames() throws(RunFailure) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM stores ORDER BY id") }
  }

  /// The keys of the ledger's personal data.
  ///
  /// - Throws: `E8201` to `E8213` when the file of keys cannot be opened, or the key of it is not there.
  public func keys() throws(RunFailure) -> KeyFile { try read { try keyring.open($0) } }

  /// The keys of the ledger's personal data; `nil` while nothing in it needs any.
  func keysIfBegun(_ database: Database) throws -> KeyFile? {
    try keyring.isBegun(database) ? keyring.open(database) : nil
  }
}
