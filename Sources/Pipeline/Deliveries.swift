/// Deliveries of webhooks as a run deals with them, and what the ledger remembers of them.
public import Columns

/// A delivery that was dealt with: what keeps it, and any repeat of it, from being dealt with again.
public struct DeliveryRecord: Sendable, Hashable {
  /// What became of it.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The record that it names was asked for.
    case fetched
    /// It is about something that the pipeline does not load.
    case leftOut = "left_out"
    /// The same event had been delivered before.
    case repeated
    /// It was not believed.
    case rejected
  }

  /// The stream that was read, such as `orders`.
  public var stream: String
  /// Its name within a spool folder; empty in a file of lines.
  public var name: String
  /// Where it stands in its file.
  public var position: SourcePosition
  /// The first byte behind it.
  public var end: Int
  /// SHA-256 of its bytes as they lie in the spool.
  public var digest: [UInt8]
  /// SHA-256 of what tells its event from all others; `nil` where nothing does, as with what is not believed.
  public var key: [UInt8]?
  /// The platform's word for what happened; empty for what is not believed.
  public var topic: String
  /// What became of it.
  public var outcome: Outcome
  /// The reject that is settled by it, when it was sent through the pipeline again.
  public var reject: Int64?

  /// A delivery.
  public init(
    stream: String, name: String, position: SourcePosition, end: Int, digest: [UInt8], key: [UInt8]? = nil,
    topic: String = "", outcome: Outcome, reject: Int64? = nil
  ) {
    self.stream = stream
    self.name = name
    self.position = position
    self.end = end
    self.digest = digest
    self.key = key
    self.topic = topic
    self.outcome = outcome
    self.reject = reject
  }
}

/// What reading deliveries needs of the ledger: which were dealt with, for one stream of one store.
public protocol DeliveryDirectory: AnyObject, Sendable {
  /// The names of the deliveries of a spool folder that were dealt with.
  func takenDeliveries(in spool: String, stream: String, store: String) throws(RunFailure) -> Set<String>
  /// The last delivery of a file of lines that was dealt with; `nil` when none was.
  func lastDelivery(in spool: String, stream: String, store: String) throws(RunFailure) -> DeliveryRecord?
  /// Whether an event was dealt with, whichever spool it came in.
  func isKnown(_ key: [UInt8], stream: String, store: String) throws(RunFailure) -> Bool
}
