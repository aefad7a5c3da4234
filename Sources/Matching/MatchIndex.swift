/// Customers by match key, in a bounded amount of memory: what was used lately, in two generations.
///
/// When the young generation is full it becomes the old one and the old one is forgotten; a key that was forgotten is
/// found in the ledger, where it was committed many batches before.
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

  /// The customer of `key`, if it is remembered.
  public func customer(_ key: Int64) -> Int64? { young[key] ?? old[key] }

  /// Remembers the customer of `key`.
  public mutating func remember(_ key: Int64, customer: Int64) {
    if young.count >= capacity {
      if old.count > 0 { hasForgotten = true }
      old = young
      young = KeyTable()
    }
    young.insert(key, customer)
  }
}

/// A hash table from keys that are hashes themselves to customers; open addressing, linear probing.
struct KeyTable: Sendable {
  private var keys: [Int64]
  private var customers: [Int64]
  private var mask: Int
  private(set) var count = 0

  init() {
    keys = Array(repeating: 0, count: 1024)
    customers = Array(repeating: 0, count: 1024)
    mask = 1023
  }

  subscript(key: Int64) -> Int64? {
    let slot = slot(of: key)
    return customers[slot] == 0 ? nil : customers[slot]
  }

  mutating func insert(_ key: Int64, _ customer: Int64) {
    precondition(customer > 0, "customers are numbered from 1")
    let slot = slot(of: key)
    if customers[slot] == 0 { count += 1 }
    keys[slot] = key
    customers[slot] = customer
    if count * 4 > keys.count * 3 { grow() }
  }

  /// The slot that holds `key`, or the free one where it belongs.
  private func slot(of key: Int64) -> Int {
    var slot = Int(truncatingIfNeeded: key) & mask
    while customers[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldCustomers = customers
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    customers = Array(repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    for index in oldKeys.indices where oldCustomers[index] != 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      customers[slot] = oldCustomers[index]
    }
  }
}
