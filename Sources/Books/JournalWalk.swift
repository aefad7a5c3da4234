public import Commerce

/// Walks a journal from its first entry, with nothing but its entries and hashes, and tells where it was tampered with.
public struct JournalWalk: Sendable, Equatable {
  /// How many entries it has seen.
  public private(set) var count: Int64 = 0
  /// The first thing that is wrong; what follows from it is not told.
  public private(set) var fault: JournalFault?

  private let base: Currency?
  private var head = JournalChain.start
  private var records: [Int64: [UInt8]]

  /// A walk.
  ///
  /// - Parameters:
  ///   - base: the currency of the books; `nil` when none was begun.
  ///   - records: hashes of entries that are on record elsewhere, by number.
  public init(base: Currency?, records: [Int64: [UInt8]]) {
    self.base = base
    self.records = records
  }

  /// Takes in the next entry with the hash that is stored beside it.
  public mutating func add(_ entry: JournalEntry, hash: [UInt8]) {
    guard fault == nil else { return }
    fault = judge(entry, hash)
    guard fault == nil else { return }
    count = entry.number
    head = hash
  }

  /// Ends the walk: a journal may be longer than what is on record of it, never shorter.
  public mutating func finish(orphans: Int64 = 0) {
    guard fault == nil else { return }
    if let last = records.keys.max(), last > count {
      fault = .cutOff(found: count, recorded: last)
    } else if orphans > 0 {
      fault = .orphans(count: orphans)
    }
  }

  private func judge(_ entry: JournalEntry, _ hash: [UInt8]) -> JournalFault? {
    guard entry.number == count + 1 else { return .number(expected: count + 1, found: entry.number) }
    guard JournalChain.hash(of: entry, after: head) == hash else { return .hash(entry: entry.number) }
    if let recorded = records[entry.number], recorded != hash { return .rewritten(entry: entry.number) }
    guard entry.lines.count >= 2, entry.lines.allSatisfy({ $0.currency != base || $0.amount == $0.base }) else {
      return .malformed(entry: entry.number)
    }
    guard entry.lines.reduce(0, { $0 &+ $1.base.count }) == 0 else { return .unbalanced(entry: entry.number) }
    return nil
  }
}
