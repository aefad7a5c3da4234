/// Entries of zip archives.
import Formats
import Testing

@Suite struct ZipEntryTests {
  static let text = Array("Date,USD,\n2026-10-30,1.0832,\n".utf8)

  /// An archive with the given entries, stored or deflated.
  static func archive(_ entries: [(name: String, deflated: Bool)]) throws -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    var writer = GzipWriter(MemorySink())
    try writer.write(text)
    let gzip = try writer.finish().bytes
    for entry in entries {
      let packed = entry.deflated ? Array(gzip[10..<gzip.count - 8]) : text
      let common =
        [20, 0, 0, 0, entry.deflated ? 8 : 0, 0, 0, 0, 0, 0] + gzip[(gzip.count - 8)..<(gzip.count - 4)]
        + field(packed.count, 4) + field(text.count, 4) + field(entry.name.utf8.count, 2) + [0, 0]
      directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + field(archive.count, 4)
      directory += Array(entry.name.utf8)
      archive += [0x50, 0x4B, 3, 4] + common + Array(entry.name.utf8) + packed
    }
    let start = archive.count
    return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + field(entries.count, 2) + field(entries.count, 2)
      + field(directory.count, 4) + field(start, 4) + [0, 0]
  }

  static func field(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }

  @Test("The only entry needs no name, stored or deflated", arguments: [true, false])
  func onlyEntry(deflated: Bool) throws {
    let entry = try ZipEntry(in: Self.archive([("rates/", false), ("rates/hist.csv", deflated)]))
    #expect(entry == (try ZipEntry("rates/hist.csv", in: Self.archive([("rates/hist.csv", deflated)]))))
    #expect(entry.name == "rates/hist.csv")
    #expect(entry.bytes == Self.text)
  }

  @Test("A missing or ambiguous entry is an error that lists what there is")
  func missing() throws {
    let archive = try Self.archive([("a.csv", true), ("b.csv", false)])
    let missing = #expect(throws: FormatError.self) { try ZipEntry("c.csv", in: archive) }
    #expect(missing?.code == .zipEntryMissing)
    #expect(missing?.detail == "the archive has no entry 'c.csv'; it holds: a.csv, b.csv")
    #expect(throws: FormatError.self) { try ZipEntry(in: archive) }
  }

  @Test("An archive cut off or changed at any byte never yields other bytes", arguments: [true, false])
  func damaged(deflated: Bool) throws {
    let archive = try Self.archive([("hist.csv", deflated)])
    for index in archive.indices {
      #expect(throws: FormatError.self) { try ZipEntry("hist.csv", in: Array(archive.prefix(index))) }
      var changed = archive
      changed[index] ^= 0x41
      if let entry = try? ZipEntry("hist.csv", in: changed) { #expect(entry.bytes == Self.text) }
    }
  }

  @Test("An entry larger than the limit is refused before it is unpacked")
  func limit() throws {
    let archive = try Self.archive([("hist.csv", true)])
    let error = #expect(throws: FormatError.self) { try ZipEntry(in: archive, limit: 10) }
    #expect(error?.code == .zipUnsupported)
  }
}
