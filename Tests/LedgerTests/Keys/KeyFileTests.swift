/// The file of keys gives every row its key for as long as it may be read, and tells what is wrong with itself.
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

@Suite("File of keys")
struct KeyFileTests {
  private static let text = Array("erika@example.org".utf8)

  @Test("keys are the same when the file is opened again, and differ by row and purpose")
  func stable() throws {
    let folder = try TestKeys()
    var marks: [[UInt8]] = []
    for _ in 0..<2 {
      let keys = try folder.open()
      for row in [Int64(1), 2, 4_095, 4_096, 100_000] {
        for purpose in SealPurpose.allCases {
          marks.append(try keys.sealingKey(purpose, row: row).mark())
          #expect(try keys.openingKey(purpose, row: row)?.mark() == marks.last)
        }
      }
      try keys.close()
    }
    #expect(marks.prefix(15).elementsEqual(marks.suffix(15)) && Set(marks).count == 15)
  }

  @Test("numbers of texts are the same when the file is opened again, and others in another file")
  func index() throws {
    let folder = try TestKeys()
    let first = try folder.open()
    let number = first.index.key(kind: 3, Self.text.span)
    try first.close()
    #expect(try folder.open().index.key(kind: 3, Self.text.span) == number)
    #expect(try TestKeys().open().index.key(kind: 3, Self.text.span) != number)
  }

  @Test("a row that never had a key has none to open with")
  func never() throws {
    #expect(try TestKeys().open().openingKey(.contact, row: 5) == nil)
  }

  @Test("nobody but the owner may read or write the file")
  func permissions() throws {
    let folder = try TestKeys()
    _ = try folder.open().block(.contact, 0)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  // MARK: Destroying

  @Test("a destroyed key is gone here and when the file is opened again, and its neighbours are not")
  func shredding() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    let neighbour = try keys.sealingKey(.contact, row: 18).mark()
    _ = try keys.sealingKey(.contact, row: 17)
    _ = try keys.sealingKey(.fiscal, row: 17)
    #expect(try keys.shred([.contact: [17, 17, 9_000_000]]) == 1)
    for keys in [keys, try folder.open()] {
      #expect(try keys.openingKey(.contact, row: 17) == nil)
      #expect(try keys.openingKey(.contact, row: 18)?.mark() == neighbour)
      #expect(try keys.openingKey(.fiscal, row: 17) != nil)
    }
    #expect(try keys.counts().map(\.shredded) == [1, 0, 0])
  }

  @Test("the block as it was before a key was destroyed stands in no file any more")
  func gone() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    _ = try keys.block(.contact, 0)
    let sealed: Data = try #require(try folder.value("SELECT sealed FROM blocks"))
    let parts = [0, 40_000, 80_000, sealed.count - 64].map { Array(sealed[$0..<$0 + 64]) }
    for part in parts { #expect(try folder.holds(part)) }
    try keys.shred([.contact: [17]])
    for part in parts { #expect(try !folder.holds(part)) }
  }

  @Test("a row that takes the number of an erased one gets a new key")
  func renewed() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    let old = try keys.sealingKey(.reject, row: 5).mark()
    try keys.shred([.reject: [5]])
    let new = try keys.sealingKey(.reject, row: 5).mark()
    #expect(new != old)
    #expect(try folder.open().openingKey(.reject, row: 5)?.mark() == new)
  }

  @Test("who was erased is remembered, with the keys or by themselves")
  func tombstones() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    let (one, other) = (Tombstone(kind: 1, key: -7, erasedAt: 5), Tombstone(kind: 2, key: 9, erasedAt: 6))
    try keys.shred([:], leaving: [one])
    try keys.shred([:], leaving: [one, other])
    #expect(try folder.open().tombstones() == [one, other])
  }

  // MARK: Rotation

  @Test("after a rotation the new key opens everything and the old one nothing")
  func rotation() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    let number = keys.index.key(kind: 0, Self.text.span)
    let marks = try (0..<3).map { try keys.sealingKey(.contact, row: $0 * 4_096).mark() }
    try keys.shred([.contact: [7]])
    let before: Data = try #require(try folder.value("SELECT sealed FROM blocks"))
    // Three blocks were asked for, and one was made ahead.
    #expect(try keys.rotate(to: .sample(2), at: 7) == 4)
    #expect(try keys.fingerprint == KeyEncryptionKey.sample(2).fingerprint)
    // A block that is made now is sealed under the new key.
    let later = try keys.sealingKey(.fiscal, row: 1).mark()
    try keys.close()
    #expect(failure { _ = try folder.open() }?.code == "E8203")
    let opened = try folder.open(key: 2)
    #expect(opened.index.key(kind: 0, Self.text.span) == number)
    #expect(try (0..<3).map { try opened.openingKey(.contact, row: $0 * 4_096)?.mark() } == marks)
    #expect(try opened.openingKey(.fiscal, row: 1)?.mark() == later)
    #expect(try opened.openingKey(.contact, row: 7) == nil)
    #expect(try !folder.holds(Array(before.prefix(64))))
  }

  // MARK: Failures

  @Test("another key is refused with the fingerprints of both, and the file stays as it is")
  func otherKey() throws {
    let folder = try TestKeys()
    try folder.open().close()
    let refusal = try #require(failure { _ = try folder.open(key: 2) })
    #expect(refusal.code == "E8203" && refusal.exit == .destinationUnavailable)
    for key: UInt8 in [1, 2] {
      #expect(try refusal.message.contains(KeyEncryptionKey.sample(key).fingerprint))
    }
    try folder.open().close()
  }

  @Test("a file that is missing, or empty, beside a ledger with personal data is told with what is lost")
  func missing() throws {
    let folder = try TestKeys()
    let refusal = try #require(failure { _ = try folder.open(mayBegin: false) })
    #expect(refusal.code == "E8201" && refusal.remedy.contains("backup"))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    _ = FileManager.default.createFile(atPath: folder.path, contents: nil)
    #expect(failure { _ = try folder.open(mayBegin: false) }?.code == "E8201")
    try folder.open().close()
    _ = try folder.open(mayBegin: false)
  }

  @Test("the keys of another ledger are refused")
  func otherLedger() throws {
    let folder = try TestKeys()
    try folder.open().close()
    #expect(failure { _ = try folder.open(identity: 2) }?.code == "E8202")
  }

  @Test("a file of something else is refused and left alone", arguments: ["a letter, no database", ""])
  func foreign(text: String) throws {
    let folder = try TestKeys()
    if text.isEmpty {
      try DatabaseQueue(path: folder.path).write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
    } else {
      _ = FileManager.default.createFile(atPath: folder.path, contents: Data(text.utf8))
    }
    let before = FileManager.default.contents(atPath: folder.path)
    #expect(failure { _ = try folder.open() }?.code == "E8204")
    #expect(FileManager.default.contents(atPath: folder.path) == before)
  }

  @Test("a block that was changed, or moved to another's place, is told as damaged")
  func damaged() throws {
    let folder = try TestKeys()
    let keys = try folder.open()
    for number in [Int64(0), 1] { _ = try keys.block(.contact, number) }
    try keys.close()
    try DatabaseQueue(path: folder.path).write { database in
      try database.execute(
        sql: "UPDATE blocks SET sealed = (SELECT sealed FROM blocks WHERE number = 0) WHERE number = 1")
    }
    #expect(try folder.open().openingKey(.contact, row: 5) != nil)
    #expect(failure { _ = try folder.open().openingKey(.contact, row: 5_000) }?.code == "E8205")
  }
}
