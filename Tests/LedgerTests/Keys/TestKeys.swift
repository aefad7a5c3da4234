/// A file of keys in a folder of its own, and short words for what is done with it.
import Foundation
import GRDB
import Ledger
import Pipeline
import Privacy
import Testing

/// Removes its folder when it goes.
final class TestKeys {
  let folder: String
  var ledger: String { folder + "/ledger.sqlite" }
  var path: String { KeyFile.path(ofLedger: ledger) }

  init() throws {
    folder = NSTemporaryDirectory() + "keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open(mayBegin: Bool = true, key: UInt8 = 1, identity: UInt8 = 1) throws -> KeyFile {
    try Self.open(ledger, mayBegin: mayBegin, key: key, identity: identity)
  }

  static func open(
    _ ledger: String, mayBegin: Bool = true, key: UInt8 = 1, identity: UInt8 = 1,
    crash: (@Sendable (KeyCrashPoint) -> Void)? = nil
  ) throws -> KeyFile {
    try KeyFile(
      ledger: ledger, identity: [UInt8](repeating: identity, count: 16), key: .sample(key), mayBegin: mayBegin,
      crashPoints: crash)
  }

  /// A value of a query on the file itself.
  func value<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
    try DatabaseQueue(path: path).read { try Value.fetchOne($0, sql: sql) }
  }

  /// Whether these bytes stand anywhere in any file of the folder.
  func holds(_ bytes: [UInt8]) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: folder).contains { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)")?.range(of: Data(bytes)) != nil
    }
  }
}

extension KeyEncryptionKey {
  static func sample(_ byte: UInt8 = 1) throws -> KeyEncryptionKey {
    try KeyEncryptionKey(bytes: [0] + [UInt8](repeating: byte, count: 31))
  }
}

extension SealingKey {
  /// What the key makes of nothing: it tells keys apart.
  func mark() throws -> [UInt8] {
    let nonce = try #require(SealNonce(repeatElement(0, count: 12)))
    return try Seal.seal([], key: self, nonce: nonce, associated: [])
  }
}
