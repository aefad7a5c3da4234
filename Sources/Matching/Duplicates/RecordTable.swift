import Columns

/// Records as numbers of their texts: equal texts have one number, so comparing is mostly comparing numbers.
struct RecordTable: Sendable {
  /// The caller's numbers of the records.
  private(set) var ids: [Int64] = []
  /// The number of each record's text in a field, ``missing`` where there is none; field by field.
  private(set) var texts: [[Int32]] = DuplicateField.allCases.map { _ in [] }
  /// All texts one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Where each text begins in ``bytes``, and at last where the last one ends.
  private(set) var starts: [Int] = [0]
  /// A hash of each text, which unlike its number is the same whatever came before it.
  private(set) var hashes: [Int64] = []
  private var slots = [Int32](repeating: missing, count: 1 << 12)
  private var buffer: [UInt8] = []

  static let missing: Int32 = -1
  /// Longer texts are cut: what two of them have in common is seen by then.
  static let bytesMax = 40

  /// The number of records.
  var count: Int { ids.count }
  /// The number of different texts.
  var textCount: Int { starts.count - 1 }

  /// Where a text is in ``bytes``.
  func range(_ text: Int32) -> Range<Int> { starts[Int(text)]..<starts[Int(text) + 1] }

  /// Adds a record.
  mutating func add(_ record: DuplicateRecord) {
    ids.append(record.id)
    if record.name.isEmpty || !(record.givenName.isEmpty && record.familyName.isEmpty) {
      put(.givenName, record.givenName, Normalise.name)
      put(.familyName, record.familyName, Normalise.name)
    } else {
      // Names in two parts are most often in this order; where they are not, they are compared crosswise as well.
      let last = record.name.split(separator: " ").last.map(String.init) ?? ""
      put(.givenName, String(record.name.dropLast(last.count))) { FormsOfAddress.shared.leaveOut(of: $0, into: &$1) }
      put(.familyName, last, Normalise.name)
    }
    put(.street, record.street) { AddressWords.append($0, .words, to: &$1) }
    put(.houseNumber, record.houseNumber.isEmpty ? record.street : record.houseNumber) {
      AddressWords.append($0, .numbers, to: &$1)
    }
    put(.addressLine2, record.addressLine2, Normalise.address)
    put(.city, record.city, Normalise.address)
    put(.postcode, record.postcode, Normalise.postcode)
    put(.region, record.region, Normalise.folded)
    put(.country, record.country, Normalise.folded)
    put(.birthDate, record.birthDate, Normalise.folded)
  }

  /// A hash of all that is known of each record: an order of the records that is not that in which they came.
  func contents() -> [Int64] {
    (0..<count).map { record in
      var hash = FastHash(seed: 0)
      for field in texts {
        let text = field[record]
        hash.combine(text < 0 ? 0 : UInt64(bitPattern: hashes[Int(text)]))
      }
      return hash.value
    }
  }

  private mutating func put(
    _ field: DuplicateField, _ text: String, _ normalise: (Span<UInt8>, inout [UInt8]) -> Void
  ) {
    guard !text.isEmpty else { return texts[field.rawValue].append(Self.missing) }
    let text = Array(text.utf8)
    buffer.removeAll(keepingCapacity: true)
    normalise(text.span, &buffer)
    if buffer.count > Self.bytesMax { buffer.removeLast(buffer.count - Self.bytesMax) }
    texts[field.rawValue].append(buffer.isEmpty ? Self.missing : number())
  }

  /// The number of the text in the buffer.
  private mutating func number() -> Int32 {
    if textCount * 2 > slots.count { grow() }
    var hash = FastHash(seed: 0)
    hash.combine(buffer.span)
    var slot = place(hash.value)
    while slots[slot] >= 0 {
      if bytes[range(slots[slot])].elementsEqual(buffer) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(textCount)
    bytes += buffer
    starts.append(bytes.count)
    hashes.append(hash.value)
    return slots[slot]
  }

  private func place(_ hash: Int64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }

  private mutating func grow() {
    slots = [Int32](repeating: Self.missing, count: slots.count * 4)
    for text in 0..<Int32(textCount) {
      var slot = place(hashes[Int(text)])
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = text
    }
  }
}
