/// What is told of a person is stored in few bytes and read again whole, later versions' parts included.
import Privacy
import Testing

@Suite("Records of contacts")
struct ContactRecordTests {
  private static var record: ContactRecord {
    var record = ContactRecord()
    (record[.email], record[.name], record[.address]) = ("erika@example.org", "Erika Muster", "Musterweg 1")
    return record
  }

  @Test("a record comes back as it was, whatever the order in which its parts were set")
  func roundTrip() throws {
    let record = Self.record
    let read = try ContactRecord(record.bytes)
    #expect(read == record)
    #expect(read[.name] == "Erika Muster" && read[.email] == "erika@example.org" && read[.phone] == nil)
    #expect(record.bytes.count == 1 + 3 * 2 + 12 + 17 + 11)
  }

  @Test("texts that are written where they stand give the same bytes as a record")
  func encoder() {
    var encoder = ContactEncoder()
    let texts = ["Erika Muster", "", "erika@example.org", "Musterweg 1"].map { Array($0.utf8) }
    for (field, text) in zip([ContactField.name, .company, .email, .address], texts) {
      encoder.append(field, text.span)
    }
    #expect(encoder.bytes == Self.record.bytes)
    encoder.removeAll()
    #expect(encoder.bytes == ContactRecord().bytes)
  }

  @Test("long texts keep their length", arguments: [127, 128, 16_383, 16_384, 70_000])
  func long(count: Int) throws {
    var record = ContactRecord()
    record[.address] = String(repeating: "ä", count: count)
    #expect(try ContactRecord(record.bytes)[.address]?.count == count)
  }

  @Test("an empty text is none, and a part can be taken out")
  func empty() {
    var record = Self.record
    record[.name] = ""
    record[.email] = nil
    record[.address] = nil
    #expect(record.isEmpty && record[.name] == nil)
  }

  @Test("parts of later versions are kept")
  func unknown() throws {
    let bytes = Self.record.bytes + [200, 3, 1, 2, 3]
    var record = try ContactRecord(bytes)
    #expect(record.unknownParts == [200] && record.bytes == bytes)
    record[.city] = "Musterstadt"
    #expect(record.unknownParts == [200])
  }

  @Test("what is no record is refused: cut off at any byte but between parts, out of order, of another version")
  func damaged() throws {
    let bytes = Self.record.bytes
    let ends = [1, 15, 34, bytes.count]
    for count in bytes.indices where !ends.contains(count) {
      #expect(throws: ContactRecordError.cutOff) { try ContactRecord(Array(bytes.prefix(count))) }
    }
    for count in ends { _ = try ContactRecord(Array(bytes.prefix(count))) }
    #expect(throws: ContactRecordError.outOfOrder) { try ContactRecord([1, 3, 1, 65, 2, 1, 65]) }
    #expect(throws: ContactRecordError.unknownVersion(9)) { try ContactRecord([9]) }
    #expect(throws: ContactRecordError.cutOff) { try ContactRecord([1, 2, 255, 255, 255, 255, 255, 255]) }
  }
}
