import Pipeline
import Synchronization

/// The events that came before: those that the ledger knows, and those of this run, whichever spool they lie in.
final class SeenEvents: Sendable {
  private let keys = Mutex<Set<[UInt8]>>([])

  /// Notes an event; `false` when it came before.
  func isNew(
    _ key: [UInt8], in known: (any DeliveryDirectory)?, stream: String, store: String
  ) throws(RunFailure) -> Bool {
    guard keys.withLock({ $0.insert(key).inserted }) else { return false }
    return try known?.isKnown(key, stream: stream, store: store) != true
  }
}
