/// Finds names of objects by their bytes.
internal import CSimdJSON

/// The names that a reader of objects knows, compiled once so that ``JSONPayload/read(_:_:into:unknown:)`` goes over an
/// object's members in one pass.
public struct JSONKeys: Sendable {
  /// The names, in the order in which values are given.
  public let names: [String]
  /// The bytes of all names, one after the other.
  private let letters: [UInt8]
  /// Names by hash, with at least every second slot free.
  private let table: [Slot]

  private struct Slot {
    var hash: UInt32 = 0
    /// Where the name stands in the letters.
    var start: UInt32 = 0
    var count: UInt32 = 0
    /// The name's number; −1 when the slot is free.
    var number: Int32 = -1
  }

  /// Knows `names`, each once; at most 10,000.
  public init(_ names: [String]) {
    self.names = names
    // As bytes: to a String, two spellings of one character are the same.
    let texts = names.map { Array($0.utf8) }
    precondition(names.count <= 10_000 && Set(texts).count == names.count, "names must differ")
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var table = [Slot](repeating: Slot(), count: size)
    var letters: [UInt8] = []
    for (number, text) in texts.enumerated() {
      let hash = Self.hash(text)
      var index = Int(hash) & (size - 1)
      while table[index].number >= 0 { index = (index + 1) & (size - 1) }
      table[index] = Slot(
        hash: hash, start: UInt32(letters.count), count: UInt32(text.count), number: Int32(number))
      letters += text
    }
    self.table = table
    self.letters = letters
  }

  /// Number of names.
  public var count: Int { names.count }

  /// The number of the name that has `hash` and is the `count` bytes from `start`; −1 when it is not known.
  @inline(__always)
  func number(hash: UInt32, start: UInt32, count: UInt32, in bytes: Span<UInt8>) -> Int {
    let (table, letters) = (table.span, letters.span)
    var index = Int(hash)
    while true {
      let slot = table[index & (table.count &- 1)]
      if slot.number < 0 { return -1 }
      if slot.hash == hash, slot.count == count {
        var offset: UInt32 = 0
        while offset < count, letters[Int(slot.start &+ offset)] == bytes[Int(start &+ offset)] { offset &+= 1 }
        if offset == count { return Int(slot.number) }
      }
      index &+= 1
    }
  }

  /// The number of the name that is `text`; −1 when it is not known.
  func number(of text: [UInt8]) -> Int {
    number(hash: Self.hash(text), start: 0, count: UInt32(text.count), in: text.span)
  }

  private static func hash(_ text: [UInt8]) -> UInt32 {
    unsafe text.withUnsafeBufferPointer { unsafe csimdjson_hash($0.baseAddress, $0.count) }
  }
}
