/// The directory at the end of a zip archive (PKWARE APPNOTE 4.3.12 and 4.3.16).

/// Which entries an archive has and where they stand.
struct ZipDirectory {
  var entries: [ZipDirectoryEntry] = []

  /// Reads the directory of `archive`.
  init(_ archive: [UInt8]) throws(FormatError) {
    let fields = LittleEndianReader(bytes: archive)
    guard let end = Self.endRecord(in: fields), let count = fields.uint16(at: end + 10),
      let start = fields.uint32(at: end + 16)
    else { throw FormatError(.zipCorrupt, byte: archive.count, "the archive has no directory at its end") }
    var offset = Int(start)
    for _ in 0..<count {
      guard let entry = Self.entry(at: &offset, in: fields) else {
        throw FormatError(.zipCorrupt, byte: offset, "the archive's directory is not sound")
      }
      entries.append(entry)
    }
  }

  /// Where the record stands that ends the archive; a comment of up to 64 KiB may follow it.
  private static func endRecord(in fields: LittleEndianReader) -> Int? {
    let last = fields.bytes.count - 22
    guard last >= 0 else { return nil }
    return stride(from: last, through: max(0, last - 0xFFFF), by: -1).first { fields.uint32(at: $0) == 0x0605_4B50 }
  }

  private static func entry(at offset: inout Int, in fields: LittleEndianReader) -> ZipDirectoryEntry? {
    guard fields.uint32(at: offset) == 0x0201_4B50, let flags = fields.uint16(at: offset + 8),
      let method = fields.uint16(at: offset + 10), let checksum = fields.uint32(at: offset + 16),
      let packed = fields.uint32(at: offset + 20), let unpacked = fields.uint32(at: offset + 24),
      let nameCount = fields.uint16(at: offset + 28), let extraCount = fields.uint16(at: offset + 30),
      let commentCount = fields.uint16(at: offset + 32), let start = fields.uint32(at: offset + 42),
      offset + 46 + nameCount <= fields.bytes.count
    else { return nil }
    let name = String(decoding: fields.bytes[offset + 46..<offset + 46 + nameCount], as: UTF8.self)
    offset += 46 + nameCount + extraCount + commentCount
    return ZipDirectoryEntry(
      name: name, flags: flags, method: method, checksum: checksum, packedCount: Int(packed),
      unpackedCount: Int(unpacked), offset: Int(start))
  }
}

/// Little-endian fields at given places; `nil` beyond the end.
struct LittleEndianReader {
  let bytes: [UInt8]

  func uint16(at offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= bytes.count else { return nil }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  func uint32(at offset: Int) -> UInt32? {
    guard let low = uint16(at: offset), let high = uint16(at: offset + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }
}
