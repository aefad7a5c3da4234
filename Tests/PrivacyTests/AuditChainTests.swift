/// Rows of a log are bound together: whatever is done to them afterwards is found.
import Privacy
import Testing

@Suite("Chain of the audit log")
struct AuditChainTests {
  private static let chain = AuditChain(secret: [UInt8](repeating: 3, count: 32))
  private static let rows = (1...4).map { number in
    ChainedRow(number: Int64(number), at: 900, event: "reject_read", store: nil, run: 7, subject: "reject \(number)")
  }

  /// The heads after each row.
  private static let heads = rows.reduce(into: [AuditHead]()) { heads, row in
    heads.append(chain.head(after: heads.last ?? .none, adding: row))
  }

  private func walk(
    _ rows: [(row: ChainedRow, hash: [UInt8])], recorded: AuditHead = .none
  ) -> AuditWalk.Fault? {
    var walk = AuditWalk(recorded: recorded, chain: Self.chain)
    for (row, hash) in rows { walk.add(row, hash: hash) }
    walk.finish()
    return walk.fault
  }

  private let whole = zip(Self.rows, Self.heads).map { (row: $0, hash: $1.hash) }

  @Test("a log that nobody touched is whole, however far it was when it was recorded", arguments: 0...4)
  func untouched(recorded: Int) {
    #expect(walk(whole, recorded: recorded == 0 ? .none : Self.heads[recorded - 1]) == nil)
  }

  @Test("a change to any part of a row is found at that row")
  func changed() {
    let changes: [(inout ChainedRow) -> Void] = [
      { $0.at += 1 }, { $0.event = "x" }, { $0.store = 1 }, { $0.store = 0 }, { $0.run = nil }, { $0.run = 8 },
      { $0.subject += "0" },
    ]
    for change in changes {
      var rows = whole
      change(&rows[1].row)
      #expect(walk(rows) == .hash(number: 2))
    }
  }

  @Test("what moves from one text to the next is found too")
  func shifted() {
    var rows = whole
    (rows[2].row.event, rows[2].row.subject) = ("reject_readr", "eject 3")
    #expect(walk(rows) == .hash(number: 3))
  }

  @Test("rows that were deleted, put in or moved are found")
  func moved() {
    #expect(walk(Array(whole.dropFirst())) == .number(expected: 1, found: 2))
    #expect(walk(Array(whole[..<1] + whole[2...])) == .number(expected: 2, found: 3))
    #expect(walk([whole[0]] + whole) == .number(expected: 2, found: 1))
    #expect(walk([whole[1], whole[0], whole[2], whole[3]]) == .number(expected: 1, found: 2))
    var renumbered = whole[..<1] + whole[2...]
    for index in renumbered.indices { renumbered[index].row.number = Int64(index - renumbered.startIndex + 1) }
    #expect(walk(Array(renumbered)) == .hash(number: 2))
  }

  @Test("an end that was cut off, and a log that was written anew, are found by what is recorded elsewhere")
  func recorded() {
    #expect(walk(Array(whole.dropLast()), recorded: Self.heads[3]) == .cutOff(found: 3, recorded: 4))
    #expect(walk([], recorded: Self.heads[0]) == .cutOff(found: 0, recorded: 1))
    var head = AuditHead.none
    let anew = Self.rows.map { row in
      var row = row
      row.subject = "nothing"
      head = Self.chain.head(after: head, adding: row)
      return (row: row, hash: head.hash)
    }
    #expect(walk(anew) == nil)
    #expect(walk(anew, recorded: Self.heads[3]) == .rewritten(number: 4))
  }

  @Test("whoever lacks the secret can neither write a log anew nor add to it")
  func forged() {
    let forger = AuditChain(secret: [UInt8](repeating: 4, count: 32))
    let next = ChainedRow(number: 5, at: 901, event: "reject_read", store: nil, run: nil, subject: "reject 5")
    let added = forger.head(after: Self.heads[3], adding: next)
    #expect(walk(whole + [(row: next, hash: added.hash)], recorded: Self.heads[3]) == .hash(number: 5))
    let first = forger.head(after: .none, adding: Self.rows[0])
    #expect(walk([(row: Self.rows[0], hash: first.hash)]) == .hash(number: 1))
  }

  @Test("a head comes back from its bytes")
  func headBytes() {
    #expect(AuditHead(bytes: Self.heads[2].bytes) == Self.heads[2])
    #expect(AuditHead(bytes: [1, 2]) == nil)
  }

  /// HKDF-SHA256 and HMAC-SHA256, computed with Python's hmac: a log that was written once stays right.
  @Test("hashes are those that were given once")
  func stable() {
    let digits = Self.heads[0].hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(digits == "53d9b24a770f83dfc9a66d563e8bc9c49b81946c90bb8dbd7d437d8a496347bd")
  }
}
