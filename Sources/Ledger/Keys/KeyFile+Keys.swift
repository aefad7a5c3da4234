/// Keys of rows: given out, destroyed, and sealed under another key.
import Foundation
import GRDB
public import Pipeline
public import Privacy
import Synchronization

extension KeyFile {
  /// How many blocks are kept opened.
  private static let blocksHeld = 16
  /// The most blocks that are made at once.
  private static let blocksMadeMax: Int64 = 16

  /// A block, which is made and on the disk when it is asked for the first time.
  ///
  /// With it come some that follow: waiting for the disk costs more than making keys.
  public func block(_ purpose: SealPurpose, _ number: Int64) throws(RunFailure) -> KeyBlock {
    let place = Place(purpose: purpose, number: number)
    if let block = state.withLock({ $0.blocks[place] }) { return block }
    if let block = try stored(place) { return block }
    return try write { database, state in
      if let block = try load(place, database, state.key) { return block }
      let block = try make(place, database, &state)
      for next in 1..<max(1, min(number, Self.blocksMadeMax)) {
        let following = Place(purpose: purpose, number: number + next)
        guard try !exists(following, database) else { break }
        _ = try make(following, database, &state)
      }
      return block
    }
  }

  /// The key to seal a row's data with; a new one where the row that had the number before was erased.
  public func sealingKey(_ purpose: SealPurpose, row: Int64) throws(RunFailure) -> SealingKey {
    let (number, slot) = KeyBlock.place(of: row)
    if let key = try block(purpose, number).key(slot) { return key }
    return try write { database, state in
      let place = Place(purpose: purpose, number: number)
      guard var block = try load(place, database, state.key),
        block.renew(slot, random: SystemRandom.bytes(SealingKey.byteCount)), let key = block.key(slot)
      else { throw KeyFileFailure.noRandomness() }
      try store(block, database, &state)
      return key
    }
  }

  /// The key that a row's data was sealed with; `nil` when it was destroyed or never made.
  public func openingKey(_ purpose: SealPurpose, row: Int64) throws(RunFailure) -> SealingKey? {
    let (number, slot) = KeyBlock.place(of: row)
    let place = Place(purpose: purpose, number: number)
    if let block = state.withLock({ $0.blocks[place] }) { return block.key(slot) }
    return try stored(place)?.key(slot)
  }

  /// Destroys keys for good and keeps what tells erased people again, in one transaction.
  ///
  /// - Returns: how many keys were destroyed that had not been before.
  @discardableResult
  public func shred(
    _ rows: [SealPurpose: [Int64]], leaving tombstones: Set<Tombstone> = []
  ) throws(RunFailure) -> Int {
    try write { database, state in
      var count = 0
      for (purpose, rows) in rows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let slots = Dictionary(grouping: rows) { KeyBlock.place(of: $0).block }
        for (number, rows) in slots.sorted(by: { $0.key < $1.key }) {
          guard var block = try load(Place(purpose: purpose, number: number), database, state.key) else { continue }
          let shredded = block.shred(rows.map { KeyBlock.place(of: $0).slot })
          guard shredded > 0 else { continue }
          try store(block, database, &state)
          count += shredded
          crash(.betweenBlocks)
        }
      }
      try insert(tombstones, database)
      return count
    }
  }

  /// Seals everything under another key, in one transaction: before it the old key opens the file, after it the new one.
  ///
  /// With it the file notes the rotation, for the audit log of a ledger to take it up.
  ///
  /// - Parameter instant: now, in seconds since 1970.
  /// - Returns: how many blocks were sealed anew.
  @discardableResult
  public func rotate(to key: KeyEncryptionKey, at instant: Int64) throws(RunFailure) -> Int {
    try write { database, state in
      try note(Rotation(from: state.key.fingerprint, to: key.fingerprint, at: instant), database)
      let places = try Row.fetchAll(database, sql: "SELECT purpose, number FROM blocks ORDER BY purpose, number")
        .compactMap { row in
          SealPurpose(rawValue: row["purpose"]).map { Place(purpose: $0, number: row["number"]) }
        }
      var blocks = 0
      for place in places {
        guard let block = try load(place, database, state.key) else { continue }
        try database.execute(
          sql: "UPDATE blocks SET sealed = ? WHERE purpose = ? AND number = ?",
          arguments: [
            Data(try block.sealed(under: key, nonce: state.nonces.next())), place.purpose.rawValue, place.number,
          ])
        blocks += 1
        crash(.betweenBlocks)
      }
      let index = try secret("index_secret", KeyFileSchema.secretName, database, state.key)
      let head = try secret("audit_head", KeyFileSchema.headName, database, state.key)
      try database.execute(
        sql: "UPDATE identity SET fingerprint = ?, index_secret = ?, audit_head = ?",
        arguments: [
          key.fingerprint, Data(try key.seal(index, named: KeyFileSchema.secretName, nonce: state.nonces.next())),
          Data(try key.seal(head, named: KeyFileSchema.headName, nonce: state.nonces.next())),
        ])
      state.key = key
      return blocks
    }
  }

  /// What is sealed in a column of the file's one row.
  func secret(_ column: String, _ name: String, _ database: Database, _ key: KeyEncryptionKey) throws -> [UInt8] {
    let sealed: Data = try Data.fetchOne(database, sql: "SELECT \(column) FROM identity") ?? Data()
    do { return try key.open(Array(sealed), named: name) } catch { throw KeyFileFailure.damaged(path, "the \(name)") }
  }

  // MARK: Blocks

  /// A block that is there, kept for the next time.
  private func stored(_ place: Place) throws(RunFailure) -> KeyBlock? {
    let key = state.withLock { $0.key }
    guard let block = try read({ try load(place, $0, key) }) else { return nil }
    state.withLock { Self.hold(block, &$0) }
    return block
  }

  private func exists(_ place: Place, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM blocks WHERE purpose = ? AND number = ?)",
      arguments: [place.purpose.rawValue, place.number]) ?? false
  }

  private func load(_ place: Place, _ database: Database, _ key: KeyEncryptionKey) throws -> KeyBlock? {
    let row = try Row.fetchOne(
      database, sql: "SELECT version, sealed FROM blocks WHERE purpose = ? AND number = ?",
      arguments: [place.purpose.rawValue, place.number])
    guard let row else { return nil }
    let sealed: Data = row["sealed"]
    do {
      return try KeyBlock(
        opening: Array(sealed), purpose: place.purpose, number: place.number, version: row["version"], under: key)
    } catch { throw KeyFileFailure.damaged(path, "block \(place.number) of the \(place.purpose.word) keys") }
  }

  private func make(_ place: Place, _ database: Database, _ state: inout State) throws -> KeyBlock {
    let random = SystemRandom.bytes(KeyBlock.byteCount)
    guard let block = KeyBlock(purpose: place.purpose, number: place.number, random: random) else {
      throw KeyFileFailure.noRandomness()
    }
    try store(block, database, &state)
    return block
  }

  private func store(_ block: KeyBlock, _ database: Database, _ state: inout State) throws {
    try database.execute(
      sql: """
        INSERT INTO blocks (purpose, number, version, sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET version = excluded.version, sealed = excluded.sealed
        """,
      arguments: [
        block.purpose.rawValue, block.number, block.version,
        Data(try block.sealed(under: state.key, nonce: state.nonces.next())),
      ])
    Self.hold(block, &state)
  }

  private static func hold(_ block: KeyBlock, _ state: inout State) {
    if state.blocks.count >= blocksHeld { state.blocks.removeAll(keepingCapacity: true) }
    state.blocks[Place(purpose: block.purpose, number: block.number)] = block
  }
}
