/// What a store tells of a person, as it is sealed: a version, then for every part its number, its length and its text.
///
/// Parts stand in the order of their numbers and empty ones are left out, so that equal contents give equal bytes. Parts
/// that only a later version of the program knows are kept as they are.
public struct ContactRecord: Sendable, Equatable {
  /// The version that this program writes.
  public static let version: UInt8 = 1

  /// The parts by number, in order, none of them empty.
  private var parts: [(tag: UInt8, text: [UInt8])] = []

  /// A record without parts.
  public init() {}

  /// The text of a part; `nil` when it has none.
  public subscript(field: ContactField) -> String? {
    get {
      parts.first { $0.tag == field.rawValue }.map { String(decoding: $0.text, as: UTF8.self) }
    }
    set {
      parts.removeAll { $0.tag == field.rawValue }
      guard let newValue, !newValue.isEmpty else { return }
      let place = parts.firstIndex { $0.tag > field.rawValue } ?? parts.endIndex
      parts.insert((field.rawValue, Array(newValue.utf8)), at: place)
    }
  }

  /// Whether no part has a text.
  public var isEmpty: Bool { parts.isEmpty }

  /// The numbers of parts that this version of the program does not know.
  public var unknownParts: [UInt8] { parts.map(\.tag).filter { ContactField(rawValue: $0) == nil } }

  /// The record as it is sealed.
  public var bytes: [UInt8] {
    var encoder = ContactEncoder()
    for part in parts { encoder.append(tag: part.tag, part.text.span) }
    return encoder.bytes
  }

  /// The record that was stored as `bytes`.
  ///
  /// - Throws: ``ContactRecordError`` when they are no record.
  public init(_ bytes: [UInt8]) throws(ContactRecordError) {
    guard let version = bytes.first else { throw .cutOff }
    guard version == Self.version else { throw .unknownVersion(version) }
    var index = 1
    while index < bytes.count {
      let tag = bytes[index]
      index += 1
      let count = try Self.length(bytes, &index)
      guard count <= bytes.count - index else { throw .cutOff }
      guard tag > parts.last?.tag ?? 0 else { throw .outOfOrder }
      parts.append((tag, Array(bytes[index..<index + count])))
      index += count
    }
  }

  /// Whether both have the same parts with the same texts.
  public static func == (one: ContactRecord, other: ContactRecord) -> Bool {
    one.parts.elementsEqual(other.parts) { $0.tag == $1.tag && $0.text == $1.text }
  }

  /// Reads a length: seven bits a byte, the lowest first, the highest bit says that more follow.
  private static func length(_ bytes: [UInt8], _ index: inout Int) throws(ContactRecordError) -> Int {
    var value = 0
    for shift in stride(from: 0, through: 28, by: 7) {
      guard index < bytes.count else { throw .cutOff }
      let byte = bytes[index]
      index += 1
      value |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw .cutOff
  }
}

/// Puts a record together from texts where they stand, without a String in between: one per person of an import.
public struct ContactEncoder {
  /// The record so far, as it is sealed.
  public private(set) var bytes: [UInt8]

  /// A record without parts.
  public init() {
    bytes = []
    bytes.reserveCapacity(192)
    bytes.append(ContactRecord.version)
  }

  /// Adds a part; an empty one is left out. Parts come in the order of ``ContactField``.
  public mutating func append(_ field: ContactField, _ text: Span<UInt8>) { append(tag: field.rawValue, text) }

  /// Takes the parts out again, to begin the next record in the same memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(ContactRecord.version)
  }

  mutating func append(tag: UInt8, _ text: Span<UInt8>) {
    guard !text.isEmpty else { return }
    bytes.append(tag)
    var count = text.count
    while count >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: count) | 0x80)
      count >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: count))
    for index in text.indices { bytes.append(text[index]) }
  }
}

/// Why bytes are no record of a person.
public enum ContactRecordError: Error, Hashable, Sendable {
  /// They end within a part.
  case cutOff
  /// A part comes twice or before one of a lower number.
  case outOfOrder
  /// A version of the program wrote them that this one does not know.
  case unknownVersion(UInt8)
}
