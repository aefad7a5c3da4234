/// The tallies of a run while it is written: sums by key, added to once per line and written once per batch.
///
/// Open addressing over an array; a line costs one probe, because lines that follow one another are alike.
import Columns

struct TallyTable {
  private(set) var keys: [TallyKey] = []
  private(set) var deltas: [TallyDelta] = []
  private var slots: [Int32]
  private var spellings: [[UInt8]: Int32] = [[]: 0]
  private var texts: [String] = [""]
  private var lastSpelling: (bytes: [UInt8], number: Int32) = ([], 0)

  init() { slots = Array(repeating: -1, count: 1_024) }

  /// The number of a spelling, given out when it is first seen.
  mutating func number(of spelling: UnsafeBufferPointer<UInt8>) -> Int32 {
    if spelling.isEmpty { return 0 }
    if unsafe isLast(spelling) { return lastSpelling.number }
    let bytes = unsafe Array(spelling)
    let number = spellings[bytes] ?? Int32(texts.count)
    if number == texts.count {
      spellings[bytes] = number
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    lastSpelling = (bytes, number)
    return number
  }

  private func isLast(_ spelling: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lastSpelling.bytes.count == spelling.count else { return false }
    for index in lastSpelling.bytes.indices where unsafe lastSpelling.bytes[index] != spelling[index] { return false }
    return true
  }

  /// The spelling with a number.
  func spelling(_ number: Int32) -> String { texts[Int(number)] }

  /// The index of the tally for `key`, made when it is first seen.
  @inline(__always)
  mutating func index(of key: TallyKey) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if keys[index] == key { return index }
      slot = (slot + 1) & mask
    }
    return insert(key, at: slot)
  }

  /// Adds to the tally at `index`.
  @inline(__always)
  mutating func add(_ delta: TallyDelta, at index: Int) {
    deltas[index].documents &+= delta.documents
    deltas[index].lines &+= delta.lines
    deltas[index].sourceAmount &+= delta.sourceAmount
    deltas[index].net &+= delta.net
    deltas[index].tax &+= delta.tax
    deltas[index].baseNet &+= delta.baseNet
    deltas[index].baseTax &+= delta.baseTax
  }

  /// Forgets all tallies, as after they were written.
  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    deltas.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = -1 }
  }

  private mutating func insert(_ key: TallyKey, at slot: Int) -> Int {
    slots[slot] = Int32(keys.count)
    keys.append(key)
    deltas.append(TallyDelta())
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = Array(repeating: -1, count: mask + 1)
    for (index, key) in keys.enumerated() {
      var slot = Self.hash(key) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private static func hash(_ key: TallyKey) -> Int {
    var hash = FastHash(seed: 0)
    hash.combine(pair(key.country, key.taxCountry))
    hash.combine(pair(key.countrySource, key.currency))
    hash.combine(pair(key.month, key.rate))
    hash.combine(
      pair(
        key.kind << 24 ^ key.lineKind << 16 ^ key.status << 8 ^ key.priceBasis, key.treatment << 8 ^ key.scheme))
    return Int(truncatingIfNeeded: hash.value)
  }

  @inline(__always)
  private static func pair(_ first: Int32, _ second: Int32) -> Int64 {
    Int64(first) << 32 | Int64(UInt32(bitPattern: second))
  }
}
