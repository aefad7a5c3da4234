/// Rows that many documents or lines share, such as the terms of a sale: written when they are first seen, then named by
/// their id.
///
/// A column that is repeated a million times costs its bytes and its time a million times; a shared row costs one id. The
/// rows that were used are kept in memory up to a bound; beyond it a row may be written again, which costs space only.
import Columns
import GRDB

struct SharedRows {
  /// What a column holds.
  enum ColumnKind: Sendable {
    /// A whole number.
    case integer
    /// Text.
    case text
    /// Text that columns hold as a number.
    case code(CodeText)
  }

  /// How a number is written as text, and read from it.
  struct CodeText: Sendable {
    let text: @Sendable (Int64) -> String
    let number: @Sendable (String) -> Int64?
  }

  /// Rows kept in memory.
  static let rowsMax = 32_768

  private let kinds: [ColumnKind]
  private let insert: Statement
  private var nextID: Int64
  /// The keys of the rows kept in memory, one after another.
  private var keys: [UInt8] = []
  private var rows: [Entry] = []
  /// Open addressing over ``rows``; -1 is free.
  private var slots: [Int32] = Array(repeating: -1, count: 1_024)
  /// The values of the row that is asked for: eight bytes for a number, four of length before a text.
  private let key = KeyBuffer()

  private struct Entry {
    var start, count: Int
    var hash: Int64
    var id: Int64
  }

  /// The rows of `table`, whose columns behind `id` are these.
  init(_ table: String, _ columns: KeyValuePairs<String, ColumnKind>, _ database: Database) throws {
    kinds = columns.map(\.value)
    let names = columns.map(\.key)
    let places = (1...names.count + 1).map { "?\($0)" }.joined(separator: ", ")
    insert = try Statement(
      "INSERT INTO \(table) (id, \(names.joined(separator: ", "))) VALUES (\(places))", database)
    nextID = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM \(table)") ?? 1
    try load("SELECT id, \(names.joined(separator: ", ")) FROM \(table) WHERE id >= ? ORDER BY id", database)
  }

  /// Takes up the rows that are there, so that a run which goes on gives the ids that it would have given.
  private mutating func load(_ sql: String, _ database: Database) throws {
    let stored = try Row.fetchCursor(database, sql: sql, arguments: [nextID - Int64(Self.rowsMax)])
    while let row = try stored.next() {
      begin()
      for (index, kind) in kinds.enumerated() {
        switch kind {
        case .integer: add((row[index + 1] as Int64?) ?? .missing)
        case .text: add((row[index + 1] as String?) ?? "")
        case .code(let code): add((row[index + 1] as String?).flatMap(code.number) ?? .missing)
        }
      }
      keep(id: row[0], hash: key.hash, at: freeSlot(key.hash))
    }
  }

  // MARK: Asking

  /// Begins a row; its values follow in the order of the columns.
  @inline(__always)
  mutating func begin() { key.clear() }

  /// Adds a number; a missing one is NULL.
  @inline(__always)
  mutating func add(_ value: Int64) { key.append(UInt64(bitPattern: value)) }

  /// Adds a number; a missing one is NULL.
  @inline(__always)
  mutating func add(_ value: Int32) { add(value == .missing ? .missing : Int64(value)) }

  /// Adds text; an empty one is NULL.
  @inline(__always)
  mutating func add(_ range: TextRange, of text: PinnedText) { unsafe key.append(text: text.bytes(range)) }

  /// Adds the text that a table has for a code; a missing code is NULL.
  @inline(__always)
  mutating func add(_ code: Int32, in table: TextTable) {
    if code == .missing {
      key.append(UInt32(0))
    } else if let bytes = unsafe table.bytes(code) {
      unsafe key.append(text: bytes)
    } else {
      add(table.string(code))
    }
  }

  private func add(_ text: String) {
    var text = text
    text.withUTF8 { unsafe key.append(text: $0) }
  }

  /// The id of the row with the values that were added, which is written when it is new.
  @inline(__always)
  mutating func id() throws -> Int64 {
    let hash = key.hash
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let row = rows[Int(slots[slot])]
      if row.hash == hash, isKey(row) { return row.id }
      slot = (slot + 1) & mask
    }
    return try write(hash, slot)
  }

  @inline(__always)
  private func isKey(_ row: Entry) -> Bool { row.count == key.count && key.isEqual(to: keys.span, from: row.start) }

  // MARK: Writing

  private mutating func write(_ hash: Int64, _ slot: Int) throws -> Int64 {
    let id = nextID
    nextID += 1
    insert.bind(1, id)
    var offset = 0
    for (index, kind) in kinds.enumerated() {
      switch kind {
      case .integer:
        insert.bind(Int32(index + 2), Int64(bitPattern: key.number(offset, 8)))
        offset += 8
      case .code(let code):
        let number = Int64(bitPattern: key.number(offset, 8))
        insert.bind(Int32(index + 2), copying: number == .missing ? nil : code.text(number))
        offset += 8
      case .text:
        let count = Int(key.number(offset, 4))
        offset += 4
        insert.bind(Int32(index + 2), copying: count == 0 ? nil : key.string(offset, count))
        offset += count
      }
    }
    try insert.run()
    keep(id: id, hash: hash, at: slot)
    return id
  }

  private mutating func keep(id: Int64, hash: Int64, at slot: Int) {
    var slot = slot
    if rows.count == Self.rowsMax {
      rows.removeAll(keepingCapacity: true)
      keys.removeAll(keepingCapacity: true)
      slots = Array(repeating: -1, count: 1_024)
      slot = freeSlot(hash)
    }
    slots[slot] = Int32(rows.count)
    rows.append(Entry(start: keys.count, count: key.count, hash: hash, id: id))
    key.copy(to: &keys)
    guard rows.count * 2 > slots.count else { return }
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, row) in rows.enumerated() { slots[freeSlot(row.hash)] = Int32(index) }
  }

  private func freeSlot(_ hash: Int64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    return slot
  }
}
