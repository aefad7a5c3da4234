/// Gzip in and out: conformance, damage, determinism.
import Formats
import Testing

@Suite struct GzipTests {
  static let text =
    Array(String(repeating: "Name,Total\n#1001,12.50 é\n", count: 40).utf8) + (0...255).map { UInt8($0) }

  func gzip(_ bytes: [UInt8], level: Int = 6, stretch: Int = .max) throws -> [UInt8] {
    var writer = GzipWriter(MemorySink(), level: level)
    var rest = bytes[...]
    while !rest.isEmpty {
      try writer.write(Array(rest.prefix(stretch)))
      rest = rest.dropFirst(stretch)
    }
    return try writer.finish().bytes
  }

  func gunzip(_ bytes: [UInt8], largestRead: Int = .max) throws -> [UInt8] {
    var source = GunzipSource(MemorySource(bytes, largestRead: largestRead))
    return try source.readAll()
  }

  /// What comes out before the error, and the error.
  func gunzipUntilError(_ bytes: [UInt8]) -> (bytes: [UInt8], error: FormatError?) {
    var source = GunzipSource(MemorySource(bytes))
    var result: [UInt8] = []
    do throws(FormatError) {
      while try source.append(to: &result, atMost: 100) > 0 {}
      return (result, nil)
    } catch {
      return (result, error)
    }
  }

  @Test("The files of flate2-rs unpack, one of several members among them", arguments: ["good-file", "multi"])
  func conformance(name: String) throws {
    let packed = try Fixture.bytes("flate2-rs/\(name).gz")
    let expected = try Fixture.bytes("flate2-rs/\(name).txt")
    for largestRead in [Int.max, 1, 2, 3, 7] {
      #expect(try gunzip(packed, largestRead: largestRead) == expected)
    }
    #expect(GunzipSource<MemorySource>.isGzip(packed))
    #expect(!GunzipSource<MemorySource>.isGzip(expected))
  }

  @Test("What is packed unpacks equal, at every level", arguments: [1, 6, 9])
  func roundTrip(level: Int) throws {
    for bytes in [Self.text, [], [7]] { #expect(try gunzip(gzip(bytes, level: level)) == bytes) }
  }

  @Test("The same bytes give the same file, whatever stretches they come in, and the header tells nothing")
  func deterministic() throws {
    let whole = try gzip(Self.text)
    for stretch in [1, 13, 500] { #expect(try gzip(Self.text, stretch: stretch) == whole) }
    #expect(whole.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  @Test("Members joined end to end read as one, with zeros behind the last")
  func members() throws {
    let packed = try gzip(Self.text)
    #expect(try gunzip(packed + gzip([]) + packed) == Self.text + Self.text)
    for largestRead in [Int.max, 1] {
      #expect(try gunzip(packed + [UInt8](repeating: 0, count: 600), largestRead: largestRead) == Self.text)
    }
  }

  @Test("A file cut off at any byte is an error that names its end, and gives nothing but sound bytes")
  func truncated() throws {
    let packed = try gzip(Self.text) + gzip(Self.text)
    let memberEnd = packed.count / 2
    for end in 0..<packed.count where end != memberEnd {
      let result = gunzipUntilError(Array(packed.prefix(end)))
      let error = try #require(result.error, "cut at \(end)")
      #expect(error.code == .gzipTruncated)
      #expect(error.byte == end)
      #expect((Self.text + Self.text).starts(with: result.bytes))
    }
  }

  @Test("A byte changed anywhere in data or checksum never passes for sound")
  func corrupt() throws {
    let packed = try gzip(Self.text)
    for index in 10..<packed.count {
      var damaged = packed
      damaged[index] ^= 0x10
      let result = gunzipUntilError(damaged)
      if let error = result.error {
        #expect([.gzipCorrupt, .gzipTruncated, .gzipTrailingGarbage].contains(error.code))
        #expect((error.byte ?? -1) > 0)
      } else {
        // The last bits of the data fill up its last byte and mean nothing.
        #expect(index == packed.count - 9)
        #expect(result.bytes == Self.text)
      }
    }
  }

  @Test("Anything but zeros behind the last member is an error at that byte")
  func trailingGarbage() throws {
    let packed = try gzip(Self.text)
    let result = gunzipUntilError(packed + [0, 0] + Array("junk".utf8))
    #expect(result.bytes == Self.text)
    #expect(result.error?.code == .gzipTrailingGarbage)
    #expect(result.error?.byte == packed.count + 2)
    #expect(gunzipUntilError(packed + [0x1F, 0x00]).error?.code == .gzipTrailingGarbage)
    #expect(gunzipUntilError(packed + [0x1F]).error != nil)
  }

  @Test("An error stays: reading on never turns it into an end")
  func errorStays() throws {
    var source = GunzipSource(MemorySource(Array(try gzip(Self.text).dropLast(3))))
    for _ in 0..<3 {
      #expect(throws: FormatError.self) { try source.readAll() }
    }
  }
}
