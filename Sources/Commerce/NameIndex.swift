/// A table from names to values in which case, accents and punctuation do not count; a look-up allocates nothing.
struct NameIndex<Value: Hashable & Sendable>: Sendable {
  private var slots: [Slot] = Array(repeating: Slot(), count: 4_096)
  private var keys: [UInt8] = []
  private var values: [Value] = []
  private let otherwise: Value

  private struct Slot: Sendable, BitwiseCopyable {
    var hash: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
    /// Index into the values plus one; 0 in an empty slot.
    var value: UInt32 = 0
  }

  /// A table that answers `otherwise` for names it does not hold; it takes a few thousand names.
  init(otherwise: Value) { self.otherwise = otherwise }

  /// The value of the name that `bytes` are.
  func lookup(_ bytes: Span<UInt8>) -> Value {
    var hash = NameFolding.seed
    var count: UInt32 = 0
    var folding = NameFolding()
    while let byte = folding.next(bytes) {
      hash = NameFolding.mix(hash, byte)
      count += 1
    }
    guard count > 0 else { return otherwise }
    var place = home(hash)
    while slots[place].value != 0 {
      let slot = slots[place]
      if slot.hash == hash, slot.count == count, matches(Int(slot.start), bytes) { return values[Int(slot.value) - 1] }
      place = next(place)
    }
    return otherwise
  }

  /// Adds a name; false when it is there with another value.
  mutating func add(_ name: String, _ value: Value) -> Bool {
    let bytes = Array(name.utf8)
    let known = lookup(bytes.span)
    guard known == otherwise else { return known == value }
    var slot = Slot(hash: NameFolding.seed, start: UInt32(keys.count))
    var folding = NameFolding()
    while let byte = folding.next(bytes.span) {
      slot.hash = NameFolding.mix(slot.hash, byte)
      keys.append(byte)
      slot.count += 1
    }
    values.append(value)
    slot.value = UInt32(values.count)
    var place = home(slot.hash)
    while slots[place].value != 0 { place = next(place) }
    slots[place] = slot
    return true
  }

  private func home(_ hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }
  private func next(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

  private func matches(_ start: Int, _ bytes: Span<UInt8>) -> Bool {
    var folding = NameFolding()
    var place = start
    while let byte = folding.next(bytes) {
      if keys[place] != byte { return false }
      place += 1
    }
    return true
  }
}
