import Columns

/// Finds the pairs worth comparing: those that share one of several rough keys, so that nobody is compared with everybody.
///
/// Each key survives errors in the fields that it leaves out. A key that too many share is no help: its records are put in the
/// order of their names and each is paired with its next few neighbours.
struct CandidatePairs: Sendable {
  /// Records that may share a key and still be paired all with all.
  static let blockMax = 40
  /// Neighbours in larger blocks.
  static let neighbours = 6

  /// The parts of which keys are made.
  private enum Part {
    case sound(DuplicateField)
    case start(DuplicateField, Int)
    case whole(DuplicateField)
    /// Both names, whichever comes first.
    case names
  }

  private static let keys: [[Part]] = [
    [.whole(.postcode), .whole(.houseNumber)],
    [.sound(.familyName), .whole(.postcode)],
    [.sound(.givenName), .whole(.postcode)],
    [.start(.street, 5), .whole(.houseNumber)],
    [.sound(.street), .whole(.postcode)],
    [.sound(.familyName), .start(.street, 4)],
    [.sound(.givenName), .start(.street, 4)],
    [.start(.street, 5), .start(.city, 4)],
    [.sound(.familyName), .start(.city, 4)],
    [.sound(.givenName), .start(.city, 4)],
    [.names],
    [.whole(.birthDate), .sound(.familyName)],
    [.whole(.birthDate), .sound(.givenName)],
    [.start(.addressLine2, 6), .sound(.familyName)],
    [.start(.addressLine2, 6), .sound(.givenName)],
    [.start(.addressLine2, 6), .whole(.houseNumber)],
    [.sound(.city), .whole(.houseNumber), .start(.givenName, 2)],
    [.sound(.city), .whole(.houseNumber), .start(.familyName, 2)],
  ]

  /// Calls `body` with each pair of records once, the lower one first; with pairs of large blocks perhaps more than once.
  ///
  /// - Parameter contents: a hash of each record's content, by which those that are in one place of a large block are put in
  ///   order.
  static func forEach(_ table: borrowing RecordTable, _ contents: [Int64], _ body: (Int, Int) -> Void) {
    let sounds = (0..<Int32(table.textCount)).map { Sound.of(table.bytes, table.range($0)) }
    var earlier: [[UInt32]] = []
    for key in keys {
      var hashes = [UInt32](repeating: 0, count: table.count)
      var entries: [KeyEntry] = []
      for record in 0..<table.count {
        guard let hash = hash(key, table, record, sounds) else { continue }
        hashes[record] = UInt32(truncatingIfNeeded: hash) | 1
        entries.append(KeyEntry(key: hash, place: Int32(record)))
      }
      KeyEntry.sort(&entries)
      var start = 0
      while start < entries.count {
        var end = start + 1
        while end < entries.count, entries[end].key == entries[start].key { end += 1 }
        if end - start <= blockMax {
          pairs(entries[start..<end], reach: blockMax, earlier, body)
        } else {
          for entry in entries[start..<end] { hashes[Int(entry.place)] = 0 }
          pairs(inOrder(entries[start..<end], table, contents), reach: neighbours, earlier, body)
        }
        start = end
      }
      earlier.append(hashes)
    }
  }

  private static func pairs(
    _ block: ArraySlice<KeyEntry>, reach: Int, _ earlier: [[UInt32]], _ body: (Int, Int) -> Void
  ) {
    for first in block.indices {
      for second in (first + 1)..<max(first + 1, min(first + 1 + reach, block.endIndex)) {
        let (one, other) = (Int(block[first].place), Int(block[second].place))
        if earlier.contains(where: { $0[one] != 0 && $0[one] == $0[other] }) { continue }
        body(min(one, other), max(one, other))
      }
    }
  }

  /// A large block in the order of names and streets.
  private static func inOrder(
    _ block: ArraySlice<KeyEntry>, _ table: borrowing RecordTable, _ contents: [Int64]
  ) -> ArraySlice<KeyEntry> {
    var ranked: [(rank: UInt64, entry: KeyEntry)] = []
    for entry in block {
      var rank: UInt64 = 0
      for field in [DuplicateField.familyName, .givenName, .street] {
        let text = table.texts[field.rawValue][Int(entry.place)]
        for offset in 0..<(field == .street ? 2 : 3) {
          let range = text >= 0 ? table.range(text) : 0..<0
          rank = rank << 8 | (offset < range.count ? UInt64(table.bytes[range.lowerBound + offset]) : 0)
        }
      }
      ranked.append((rank, entry))
    }
    ranked.sort { one, other in
      guard one.rank == other.rank else { return one.rank < other.rank }
      let (first, second) = (contents[Int(one.entry.place)], contents[Int(other.entry.place)])
      return first != second ? first < second : one.entry.place < other.entry.place
    }
    return ranked.map(\.entry)[...]
  }

  private static func hash(
    _ key: [Part], _ table: borrowing RecordTable, _ record: Int, _ sounds: borrowing [UInt64]
  ) -> Int64? {
    var hash = FastHash(seed: 0)
    for part in key {
      switch part {
      case .sound(let field):
        let text = table.texts[field.rawValue][record]
        guard text >= 0 else { return nil }
        hash.combine(sounds[Int(text)])
      case .whole(let field):
        let text = table.texts[field.rawValue][record]
        guard text >= 0 else { return nil }
        hash.combine(UInt64(bitPattern: table.hashes[Int(text)]))
      case .start(let field, let count):
        let text = table.texts[field.rawValue][record]
        guard text >= 0 else { return nil }
        var start: UInt64 = 0
        for index in table.range(text).prefix(count) { start = start << 8 | UInt64(table.bytes[index]) }
        hash.combine(start)
      case .names:
        let given = table.texts[DuplicateField.givenName.rawValue][record]
        let family = table.texts[DuplicateField.familyName.rawValue][record]
        guard given >= 0, family >= 0 else { return nil }
        let (one, other) = (sounds[Int(given)], sounds[Int(family)])
        hash.combine(min(one, other))
        hash.combine(max(one, other))
      }
    }
    return hash.value
  }
}

/// How a word sounds, roughly: its first letter and its next three consonants, those that sound alike as one (Soundex).
enum Sound {
  /// The sound of a text; texts in other scripts sound as their first bytes look.
  static func of(_ bytes: borrowing [UInt8], _ range: Range<Int>) -> UInt64 {
    var sound: UInt64 = 0
    var letters = 0
    var last: UInt8 = 0
    for index in range {
      let byte = bytes[index]
      let group = byte &- UInt8(ascii: "a") < 26 ? groups[Int(byte - UInt8(ascii: "a"))] : byte
      if letters == 0 {
        sound = UInt64(byte)
        letters = 1
      } else if group != UInt8(ascii: "0"), group != last, group != UInt8(ascii: "-") {
        sound = sound << 8 | UInt64(group)
        letters += 1
      }
      if group != UInt8(ascii: "-") { last = group }
      if letters == 4 { break }
    }
    return sound
  }

  /// The groups of the letters from a on; vowels are 0, h and w are passed over.
  private static let groups = Array("0123012-02245501262301-202".utf8)
}
