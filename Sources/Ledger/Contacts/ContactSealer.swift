/// Seals what stores tell of people, each under a key of its own.
import GRDB
import Privacy

struct ContactSealer {
  private let keys: LedgerKeys
  private let database: Database
  private var nonces = KeyFile.nonces()
  private var encoder = ContactEncoder()
  /// Opened with the first contact: a run that tells of nobody needs no keys.
  private var file: KeyFile?

  init(_ keys: LedgerKeys, _ database: Database) {
    self.keys = keys
    self.database = database
  }

  /// Seals the record of a contact that `encode` puts together.
  mutating func seal(
    _ purpose: SealPurpose, _ contact: Int64, _ encode: (inout ContactEncoder) -> Void
  ) throws -> [UInt8] {
    let file = try file ?? keys.open(database)
    self.file = file
    encoder.removeAll()
    encode(&encoder)
    return try Seal.seal(
      encoder.bytes, key: file.sealingKey(purpose, row: contact), nonce: nonces.next(),
      associated: purpose.associated(row: contact))
  }
}
