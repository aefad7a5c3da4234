/// The tallies of a run while it is written: sums by key, added to once per line and written once per batch.
///
/// Open addressing over an array; a line costs one probe, because lines that follow one another are alike.
import Columns

struct TallyTable {
  private(set) var keys: [TallyKey] = []
  private(set) var deltas: [TallyDelta] = []
  private var slots: [Int32]
  /// Spellings by their hash; one whose hash another has takes a number each time, and its tallies are added in the ledger.
  private var spellings: [Int64: Int32] = [:]
  private var texts: [[UInt8]] = [[]]

  init() { slots = Array(repeating: -1, count: 1_024) }

  /// The number of a spelling, given out when it is first seen.
  mutating func number(of spelling: UnsafeBufferPointer<UInt8>) -> Int32 {
    if spelling.isEmpty { return 0 }
    var hash = FastHash(seed: 0)
    unsafe hash.combine(spelling.span)
    if let number = spellings[hash.value], unsafe isSame(texts[Int(number)], spelling) { return number }
    let number = Int32(texts.count)
    spellings[hash.value] = number
    unsafe texts.append(Array(spelling))
    return number
  }

  private func isSame(_ one: [UInt8], _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for index in one.indices where unsafe one[index] != other[index] { return false }
    return true
  }

  /// The spelling with a number.
  func spelling(_ number: Int32) -> String { String(decoding: texts[Int(number)], as: UTF8.self) }

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
