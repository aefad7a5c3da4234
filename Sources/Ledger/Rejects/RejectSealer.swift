/// Seals refused documents as they came, and the values at fault, each reject under a key of its own.
import Foundation
import GRDB
import Pipeline
import Privacy

struct RejectSealer {
  private let keys: LedgerKeys
  private let database: Database
  private var nonces = KeyFile.nonces()
  /// Opened with the first reject.
  private var file: KeyFile?

  init(_ keys: LedgerKeys, _ database: Database) {
    self.keys = keys
    self.database = database
  }

  /// The kind under which the original bytes are numbered, beside the kinds of match keys.
  private static let originalKind: UInt8 = 31

  /// The number of original bytes: it tells the same document again without being able to tell what is in it.
  mutating func number(_ raw: [UInt8]) throws -> Int64 {
    try opened().index.key(kind: Self.originalKind, raw.span)
  }

  /// Seals a part of a reject: part 0 is the original bytes, part n the value of its reason n.
  mutating func seal(_ plain: [UInt8], reject: Int64, part: Int = 0) throws -> [UInt8] {
    try Seal.seal(
      plain, key: opened().sealingKey(.reject, row: reject), nonce: nonces.next(),
      associated: Self.associated(reject, part))
  }

  /// What ties a part to its reject; reasons from the 255th on are not told apart.
  static func associated(_ reject: Int64, _ part: Int) -> [UInt8] {
    SealPurpose.reject.associated(row: reject, part: UInt8(clamping: part))
  }

  /// The file of the keys.
  mutating func opened() throws -> KeyFile {
    let file = try file ?? keys.open(database)
    self.file = file
    return file
  }
}

/// Opens what ``RejectSealer`` has sealed.
struct RejectOpener {
  let keys: KeyFile

  /// A part of a reject; `nil` when it was destroyed with its key.
  func open(_ sealed: Data?, reject: Int64, part: Int = 0) throws -> [UInt8]? {
    guard let sealed, let key = try keys.openingKey(.reject, row: reject) else { return nil }
    do {
      return try Seal.open(Array(sealed), key: key, associated: RejectSealer.associated(reject, part))
    } catch { throw Self.unreadable(reject) }
  }

  /// The text of a part.
  func text(_ sealed: Data?, reject: Int64, part: Int) throws -> String? {
    try open(sealed, reject: reject, part: part).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func unreadable(_ reject: Int64) -> RunFailure {
    RunFailure(
      "E8208", .destinationUnavailable, "what is sealed of reject \(reject) was changed, or belongs to another one",
      remedy: "restore the ledger and its keys from the same backup; all figures are readable as they are")
  }
}
