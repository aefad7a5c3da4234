/// Numbers by hash, in a bounded amount of memory: what was used lately, in two generations.
///
/// When the young generation is full it becomes the old one and the old one is forgotten; what was forgotten is found in
/// the ledger, where it was committed many batches before.
public struct MatchIndex: Sendable {
  /// Keys that one generation holds before it is retired; 24 bytes each at the most.
  public static let generationCapacity = 1 << 20

  private var young = KeyTable()
  private var old = KeyTable()
  private let capacity: Int
  /// Whether keys were forgotten, so that a miss has to be looked up in the ledger.
  public private(set) var hasForgotten = false

  /// An empty index whose generations hold `capacity` keys.
  public init(capacity: Int = MatchIndex.generationCapacity) { self.capacity = capacity }

  /// The number of `key`, if it is remembered.
  public func value(_ key: Int64) -> Int64? { young[key] ?? (old.count > 0 ? old[key] : nil) }

  /// Fetches from memory what looking up `keys` will need; the look-ups then find it near.
  ///
  /// One look-up after the other waits for memory each time; these loads depend on nothing and wait together.
  @inline(never)
  public func fetch(_ keys: [Int64?]) -> Int64 {
    var sum: Int64 = 0
    for case let key? in keys { sum &+= young.touch(key) }
    return sum
  }

  /// Remembers the number of `key`, from 1 on; true when that made it forget others.
  @discardableResult
  public mutating func remember(_ key: Int64, value: Int64) -> Bool {
    var forgets = false
    if young.count >= capacity {
      forgets = old.count > 0
      hasForgotten = hasForgotten || forgets
      old = young
      young = KeyTable()
    }
    young.insert(key, value)
    return forgets
  }
}

/// A hash table from keys that are hashes themselves to numbers; open addressing, linear probing.
struct KeyTable: Sendable {
  /// Key and value lie side by side, for a look-up mostly waits for memory; value 0 is a free slot.
  private struct Slot: BitwiseCopyable {
    var key: Int64 = 0
    var value: Int64 = 0
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  init() {
    slots = Array(repeating: Slot(), count: 1024)
    mask = 1023
  }

  subscript(key: Int64) -> Int64? {
    let value = slots[place(of: key)].value
    return value == 0 ? nil : value
  }

  /// What lies where a look-up of `key` begins.
  func touch(_ key: Int64) -> Int64 { slots[Int(truncatingIfNeeded: key) & mask].key }

  mutating func insert(_ key: Int64, _ value: Int64) {
    precondition(value > 0, "values are numbered from 1")
    let place = place(of: key)
    if slots[place].value == 0 { count += 1 }
    slots[place] = Slot(key: key, value: value)
    if count * 4 > slots.count * 3 { grow() }
  }

  /// Where `key` is, or the free slot where it belongs.
  private func place(of key: Int64) -> Int {
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].value != 0, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.value != 0 { slots[place(of: slot.key)] = slot }
  }
}
