/// Writes customers and their match keys.
import Columns
import Commerce
import GRDB

/// The country is the documents': a customer who moves has several, and none of them is the one that was read first.
///
/// A customer is written even when a later stage refused the document that made it: the number was given out, and other
/// documents may bear it.
struct CustomerRows {
  private let insert: BulkInsert
  private let keys: Statement

  /// Prepares the statements for one run.
  init(run: Int64, _ database: Database) throws {
    insert = try BulkInsert(
      "customers",
      [.row("id"), .shared("run_id")]
        + ["source_id", "name", "email", "phone", "address", "postcode"].map { .row($0) },
      rowsPerStep: 24, database)
    keys = try Statement("INSERT INTO customer_keys (run_id, entries) VALUES (?1, ?2)", database)
    insert.bindShared(1, run)
    keys.bind(1, run)
  }

  /// Writes the customers and keys that the batch adds.
  func write(_ batch: Batch, _ documents: DocumentColumns, _ text: PinnedText) throws {
    let content = Content(batch, documents)
    var pending: [Int] = []
    for document in 0..<batch.documentCount
    where documents.customerRule[document] == MatchRule.created.rawValue && documents.customer[document] != .missing {
      content.bind(document, text, to: insert.many, after: insert.base(pending.count))
      pending.append(document)
      guard pending.count == insert.rowsPerStep else { continue }
      try insert.many.run()
      pending.removeAll(keepingCapacity: true)
    }
    for document in pending {
      content.bind(document, text, to: insert.one, after: insert.base(0))
      try insert.one.run()
    }
    try writeKeys(batch, documents)
  }

  private func writeKeys(_ batch: Batch, _ documents: DocumentColumns) throws {
    var entries = KeyEntries()
    for (kind, key) in zip(MatchKeyKind.allCases, OrderKeys.newMatchKeys) where batch.has(key) {
      let values = batch[key].stored
      for document in values.indices where values[document] != .missing && documents.customer[document] != .missing {
        entries.append(key: values[document], customer: documents.customer[document], kind: kind)
      }
    }
    guard !entries.bytes.isEmpty else { return }
    keys.bind(2, copying: entries.bytes)
    try keys.run()
  }

  /// What the ledger stores of a customer.
  private struct Content {
    private let customer: [Int64]
    private let sourceID, name, email, phone, address, postcode: [TextRange]

    init(_ batch: Batch, _ documents: DocumentColumns) {
      customer = documents.customer
      sourceID = batch[OrderKeys.customerSourceID].stored
      name = batch[OrderKeys.name].stored
      email = batch[OrderKeys.email].stored
      phone = batch[OrderKeys.phone].stored
      address = batch[OrderKeys.address].stored
      postcode = documents.postcode
    }

    func bind(_ document: Int, _ text: PinnedText, to statement: Statement, after base: Int32) {
      statement.bind(base &+ 1, customer[document])
      statement.bind(base &+ 2, sourceID[document], of: text)
      statement.bind(base &+ 3, name[document], of: text)
      statement.bind(base &+ 4, email[document], of: text)
      statement.bind(base &+ 5, phone[document], of: text)
      statement.bind(base &+ 6, address[document], of: text)
      statement.bind(base &+ 7, postcode[document], of: text)
    }
  }
}
