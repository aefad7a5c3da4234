/// Puts keyed hashes in place of those ids of accounts that are personal in themselves.
import Columns
import Commerce
import GRDB
import Matching
import Privacy

/// A platform's number stays: a pseudonym by which orders and revisions find their account. Where a source has none, an e-mail
/// address or a telephone number takes its place, and that stands sealed with the contact and nowhere else.
struct AccountIDs {
  private let store: String
  private let keys: LedgerKeys
  private let database: Database

  /// The ids of the accounts of a store.
  init(store: Int64, _ keys: LedgerKeys, _ database: Database) throws {
    self.store = try String.fetchOne(database, sql: "SELECT name FROM stores WHERE id = ?", arguments: [store]) ?? ""
    self.keys = keys
    self.database = database
  }

  /// The batch with hashes in place of personal ids; keys are asked for only if there are any.
  func hidden(in batch: Batch) throws -> Batch {
    let ids = batch[OrderKeys.externalID].stored
    let phones = batch[OrderKeys.phone].stored
    let personal = ids.indices.filter { document in
      !ids[document].isEmpty
        && (!OpaqueID.isOpaque(batch.text.bytes.span.extracting(ids[document].indices))
          || batch.text.same(ids[document], phones[document]))
    }
    guard !personal.isEmpty else { return batch }
    let index = try keys.open(database).index
    var hidden = batch
    var column = batch[OrderKeys.externalID]
    for document in personal {
      let hash = Self.hash(of: Array(batch.text[ids[document]]), store: store, index)
      column.stored[document] = hidden.text.append(hash)
    }
    hidden.put(OrderKeys.externalID, column)
    return hidden
  }

  /// What stands in the ledger in place of an id: 128 bits, which no other account has.
  static func hash(of id: [UInt8], store: String, _ index: BlindIndex) -> String {
    var texts = MatchTexts(store: store)
    _ = texts.sourceID(id.span)
    let kind = UInt8(truncatingIfNeeded: MatchKeyKind.sourceID.rawValue)
    // Another text than that of the match key, which these bits are not to be compared with.
    let halves = [UInt8(1), 2].map { half in
      let number = UInt64(bitPattern: index.key(kind: kind, (texts.bytes + [0, half]).span))
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return "keyed " + halves.joined()
  }
}
