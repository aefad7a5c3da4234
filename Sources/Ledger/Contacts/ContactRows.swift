/// Writes contacts and their match keys.
import Columns
import Commerce
import GRDB
import Privacy

/// A contact is written even when a later stage refused the document that made it: the number was given out, and other
/// documents may bear it.
struct ContactRows {
  private let insert: BulkInsert
  private var keys: ContactKeys
  private var sealer: ContactSealer

  /// Prepares the statements for one run.
  init(store: Int64, run: Int64, _ keyFile: LedgerKeys, _ database: Database) throws {
    insert = try BulkInsert(
      "contacts", [.row("id"), .shared("run_id"), .shared("store_id"), .row("sealed"), .row("fiscal")],
      rowsPerStep: 24, database)
    keys = try ContactKeys(run: run, database)
    sealer = ContactSealer(keyFile, database)
    insert.bindShared(1, run)
    insert.bindShared(2, store)
  }

  /// Writes the contacts that the batch adds.
  mutating func write(_ batch: Batch, _ text: PinnedText) throws {
    let contacts = batch[OrderKeys.contact].stored
    try writeRows(batch, contacts, text)
    try writeKeys(OrderKeys.newMatchKeys, joining: true, of: contacts, batch)
    try writeKeys(OrderKeys.newSearchKeys, joining: false, of: contacts, batch)
  }

  private mutating func writeKeys(
    _ columns: [ColumnKey<Int64>], joining: Bool, of contacts: [Int64], _ batch: Batch
  ) throws {
    for (kind, key) in columns.enumerated() where batch.has(key) {
      let values = batch[key].stored
      for document in values.indices where values[document] != .missing {
        try keys.add(values[document], contact: contacts[document], kind: kind, joining: joining)
      }
    }
  }

  /// Writes what waits for the end of the transaction.
  mutating func flush() throws { try keys.flush() }

  private mutating func writeRows(_ batch: Batch, _ contacts: [Int64], _ text: PinnedText) throws {
    guard let key = MatchKeyKind.allCases.firstIndex(of: .contact).map({ OrderKeys.newMatchKeys[$0] }) else { return }
    let new = batch[key].stored
    let parts = ContactParts(batch)
    var pending: [Int] = []
    for document in new.indices where new[document] != .missing {
      try bind(document, contacts[document], parts, text, to: insert.many, after: insert.base(pending.count))
      pending.append(document)
      guard pending.count == insert.rowsPerStep else { continue }
      try insert.many.run()
      pending.removeAll(keepingCapacity: true)
    }
    for document in pending {
      try bind(document, contacts[document], parts, text, to: insert.one, after: insert.base(0))
      try insert.one.run()
    }
  }

  private mutating func bind(
    _ document: Int, _ contact: Int64, _ parts: ContactParts, _ text: PinnedText, to statement: Statement,
    after base: Int32
  ) throws {
    statement.bind(base &+ 1, contact)
    statement.bind(base &+ 2, copying: try sealer.seal(.contact, contact) { parts.encode(document, text, into: &$0) })
    // Who buys as a business stands on invoices, which have to be kept: Directive 2006/112/EC, article 226(5).
    if parts.isBusiness(document) {
      statement.bind(
        base &+ 3,
        copying: try sealer.seal(.fiscal, contact) { parts.encode(document, text, invoicing: true, into: &$0) })
    } else {
      statement.bind(base &+ 3, Int64.missing)
    }
  }
}

/// The columns of a batch that a contact is made of.
private struct ContactParts {
  /// What names a business on an invoice.
  private static let invoicing: Set<ContactField> = [.name, .company, .address, .city, .postcode]

  private let fields: [(field: ContactField, values: [TextRange])]
  private let vatIDs: [TextRange]

  init(_ batch: Batch) {
    let keys: [(ContactField, ColumnKey<TextRange>)] = [
      (.sourceID, OrderKeys.customerSourceID), (.name, OrderKeys.name), (.company, OrderKeys.company),
      (.email, OrderKeys.email), (.phone, OrderKeys.phone), (.address, OrderKeys.address), (.city, OrderKeys.city),
      (.postcode, OrderKeys.postcode), (.tags, CustomerKeys.tags),
    ]
    fields = keys.map { ($0, batch[$1].stored) }
    vatIDs = batch[OrderKeys.vatID].stored
  }

  func isBusiness(_ document: Int) -> Bool { !vatIDs[document].isEmpty }

  func encode(_ document: Int, _ text: PinnedText, invoicing: Bool = false, into encoder: inout ContactEncoder) {
    for part in fields where !part.values[document].isEmpty && (!invoicing || Self.invoicing.contains(part.field)) {
      unsafe encoder.append(part.field, text.bytes(part.values[document]).span)
    }
  }
}
