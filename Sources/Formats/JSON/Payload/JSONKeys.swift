/// The names that a reader of objects knows, compiled once so that an object is read in one pass.
internal import CSimdJSON

/// ```swift
/// enum Field: Int, CaseIterable { case id, name }
/// let keys = JSONKeys(["id", "name"])
/// ```
public struct JSONKeys: Sendable {
  /// The names, in the order in which values are given.
  public let names: [String]
  private let texts: [[UInt8]]
  private let hashes: [UInt32]
  /// Key numbers by hash, with at least every second slot free; −1 is a free slot.
  private let table: [Int16]

  /// Knows `names`, each once; at most 10,000.
  public init(_ names: [String]) {
    precondition(names.count <= 10_000 && Set(names).count == names.count, "names must differ")
    self.names = names
    texts = names.map { Array($0.utf8) }
    hashes = texts.map(Self.hash)
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var table = [Int16](repeating: -1, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (size - 1)
      while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = Int16(number)
    }
    self.table = table
  }

  /// Number of names.
  public var count: Int { names.count }

  /// The number of the name that has `hash` and stands at `range` in `bytes`.
  @inline(__always)
  func number(hash: UInt32, _ range: Range<Int>, in bytes: [UInt8]) -> Int? {
    let mask = table.count &- 1
    var slot = Int(hash) & mask
    while table[slot] >= 0 {
      let number = Int(table[slot])
      if hashes[number] == hash, Self.same(texts[number], bytes, range) { return number }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The number of the name that is `text`.
  func number(of text: [UInt8]) -> Int? { number(hash: Self.hash(text), text.indices, in: text) }

  @inline(__always)
  private static func same(_ text: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard text.count == range.count else { return false }
    for offset in 0..<text.count where text[offset] != bytes[range.lowerBound &+ offset] { return false }
    return true
  }

  private static func hash(_ text: [UInt8]) -> UInt32 {
    unsafe text.withUnsafeBufferPointer { unsafe csimdjson_hash($0.baseAddress, $0.count) }
  }
}
