/// One file out of a zip archive, as central banks publish their rates.
internal import CZlib

/// An entry of a zip archive that was read, checked and unpacked.
public struct ZipEntry: Sendable, Hashable {
  /// The entry's name, with its folders.
  public var name: String
  /// The unpacked bytes.
  public var bytes: [UInt8]

  /// Reads the entry `name` of `archive`, or the only one when no name is given.
  ///
  /// Stored and deflated entries are read and their checksum compared; folders do not count as entries.
  ///
  /// - Parameter limit: bytes beyond which an entry is refused rather than unpacked.
  public init(_ name: String? = nil, in archive: [UInt8], limit: Int = 1 << 30) throws(FormatError) {
    let entries = try ZipDirectory(archive).entries.filter { !$0.name.hasSuffix("/") }
    let matching = entries.filter { name == nil || $0.name == name }
    guard let entry = matching.first, matching.count == 1 else {
      let names = entries.map(\.name).joined(separator: ", ")
      let wanted = name.map { "no entry '\($0)'" } ?? "\(entries.count) entries where one was expected"
      throw FormatError(.zipEntryMissing, "the archive has \(wanted); it holds: \(names.isEmpty ? "nothing" : names)")
    }
    self.name = entry.name
    bytes = try entry.unpacked(from: archive, limit: limit)
  }
}

/// An entry as the archive's directory describes it.
struct ZipDirectoryEntry {
  var name: String
  var flags: Int
  var method: Int
  var checksum: UInt32
  var packedCount: Int
  var unpackedCount: Int
  /// Where the entry's own header stands.
  var offset: Int

  /// The entry's bytes, unpacked and compared with their checksum.
  func unpacked(from archive: [UInt8], limit: Int) throws(FormatError) -> [UInt8] {
    if flags & 1 != 0 { throw FormatError(.zipUnsupported, byte: offset, "the entry '\(name)' is encrypted") }
    if unpackedCount > limit {
      throw FormatError(.zipUnsupported, byte: offset, "the entry '\(name)' is larger than \(limit) bytes")
    }
    let header = LittleEndianReader(bytes: archive)
    guard header.uint32(at: offset) == 0x0403_4B50, let nameCount = header.uint16(at: offset + 26),
      let extraCount = header.uint16(at: offset + 28)
    else { throw corrupt("has no header") }
    let start = offset + 30 + nameCount + extraCount
    guard packedCount >= 0, start + packedCount <= archive.count else { throw corrupt("ends behind the archive") }
    let packed = archive[start..<start + packedCount]
    let bytes: [UInt8]
    switch method {
    case 0: bytes = Array(packed)
    case 8: bytes = try inflated(Array(packed))
    default: throw FormatError(.zipUnsupported, byte: offset, "the entry '\(name)' is packed with method \(method)")
    }
    let actual = unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
    guard bytes.count == unpackedCount, actual == checksum else { throw corrupt("does not match its checksum") }
    return bytes
  }

  private func inflated(_ packed: [UInt8]) throws(FormatError) -> [UInt8] {
    let inflater = Inflater(.none)
    var outcome = Inflater.Outcome.more
    // One byte more than announced shows an entry that unpacks to more.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: unpackedCount + 1) { room, count in
      unsafe packed.withUnsafeBytes { input in
        let result = unsafe inflater.run(input, into: UnsafeMutableRawBufferPointer(room))
        count = result.produced
        outcome = result.outcome
      }
    }
    guard case .end = outcome else { throw corrupt("is not sound") }
    return bytes
  }

  private func corrupt(_ what: String) -> FormatError {
    FormatError(.zipCorrupt, byte: offset, "the archive's entry '\(name)' \(what)")
  }
}
