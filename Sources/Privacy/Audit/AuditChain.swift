import Crypto

/// A row of the audit log, as it is hashed.
public struct ChainedRow: Sendable, Hashable {
  /// Its number, from 1, without gaps.
  public var number: Int64
  /// When it happened, in seconds since 1970.
  public var at: Int64
  /// What happened.
  public var event: String
  /// The number of the store; `nil` where it is about none.
  public var store: Int64?
  /// The number of the run; `nil` where none did it.
  public var run: Int64?
  /// To what: numbers and codes, nothing personal.
  public var subject: String

  /// A row.
  public init(number: Int64, at: Int64, event: String, store: Int64?, run: Int64?, subject: String) {
    self.number = number
    self.at = at
    self.event = event
    self.store = store
    self.run = run
    self.subject = subject
  }

  /// The row in bytes: a version, then numbers in eight bytes, texts behind their length, and a byte before what may be
  /// missing. Two different rows never give the same bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [AuditChain.version]
    bytes.appendBigEndian(number)
    bytes.appendBigEndian(at)
    for text in [event, subject] {
      bytes.appendBigEndian(Int64(text.utf8.count))
      bytes += text.utf8
    }
    for number in [store, run] {
      bytes.append(number == nil ? 0 : 1)
      if let number { bytes.appendBigEndian(number) }
    }
    return bytes
  }
}

/// Binds the rows of a log together: each is hashed with the hash of the one before it, so that none can be changed, left
/// out, put in or moved without all that follow being changed too; and under a secret, so that nobody can do that, or add a
/// row, who lacks the keys.
public struct AuditChain: Sendable {
  /// The first byte of what is hashed: how a row is written in bytes.
  public static let version: UInt8 = 2

  private let code: MessageCode

  /// The chain under a secret that other keys are derived from too.
  public init(secret: [UInt8]) {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: Array("shopledger audit chain".utf8),
      outputByteCount: AuditHead.hashBytes)
    code = MessageCode(key: Bytes.of(key))
  }

  /// The head of a log once `row` was added to it: HMAC-SHA256 over the hash before it and the row's bytes.
  public func head(after head: AuditHead, adding row: ChainedRow) -> AuditHead {
    let bytes = head.hash + row.bytes
    return AuditHead(count: head.count + 1, hash: Array(code.code(bytes.span)))
  }
}

/// Walks a log from its first row and tells where it was tampered with.
public struct AuditWalk: Sendable {
  /// What is wrong with a log.
  public enum Fault: Sendable, Hashable {
    /// A row bears another number than the one that follows: some were deleted, put in or moved.
    case number(expected: Int64, found: Int64)
    /// A row was changed, or one before it was.
    case hash(number: Int64)
    /// Rows are missing at the end, of which there is a record elsewhere.
    case cutOff(found: Int64, recorded: Int64)
    /// The log was written anew: what is recorded elsewhere of this row is another hash.
    case rewritten(number: Int64)
  }

  /// How far it has walked.
  public private(set) var head = AuditHead.none
  /// The first thing that is wrong; what follows from it is not told.
  public private(set) var fault: Fault?
  /// How often each thing happened that the log has come past.
  public private(set) var counts: [String: Int] = [:]

  private let recorded: AuditHead
  private let chain: AuditChain?

  /// A walk along a log that was as far as `recorded` once.
  ///
  /// - Parameter chain: what binds the rows; without one no row is right.
  public init(recorded: AuditHead, chain: AuditChain?) {
    self.recorded = recorded
    self.chain = chain
  }

  /// Takes in the next row with the hash that is stored beside it.
  public mutating func add(_ row: ChainedRow, hash: [UInt8]) {
    guard fault == nil else { return }
    guard row.number == head.count + 1 else {
      fault = .number(expected: head.count + 1, found: row.number)
      return
    }
    guard let next = chain?.head(after: head, adding: row), next.hash == hash else {
      fault = .hash(number: row.number)
      return
    }
    head = next
    counts[row.event, default: 0] += 1
    if head.count == recorded.count, head.hash != recorded.hash { fault = .rewritten(number: head.count) }
  }

  /// Ends the walk: a log may be longer than what is recorded of it, never shorter.
  public mutating func finish() {
    guard fault == nil, head.count < recorded.count else { return }
    fault = .cutOff(found: head.count, recorded: recorded.count)
  }
}
