/// Writes customers and their match keys.
import Columns
import Commerce
import GRDB

/// The country is the documents': a customer who moves has several, and none of them is the one that was read first.
///
/// A customer is written even when a later stage refused the document that made it: the number was given out, and other
/// documents may bear it.
struct CustomerRows {
  private let customer: Statement
  private let keys: Statement

  /// Prepares the statements for one run.
  init(run: Int64, _ database: Database) throws {
    customer = try Statement(
      """
      INSERT INTO customers (run_id, id, source_id, name, email, phone, address, postcode)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """, database)
    keys = try Statement("INSERT INTO customer_keys (run_id, entries) VALUES (?1, ?2)", database)
    customer.bind(1, run)
    keys.bind(1, run)
  }

  /// Writes the customers and keys that the batch adds.
  func write(_ batch: Batch, _ documents: DocumentColumns, _ text: PinnedText) throws {
    let sourceID = batch[OrderKeys.customerSourceID].stored
    let name = batch[OrderKeys.name].stored
    let email = batch[OrderKeys.email].stored
    let phone = batch[OrderKeys.phone].stored
    let address = batch[OrderKeys.address].stored
    for document in 0..<batch.documentCount
    where documents.customerRule[document] == MatchRule.created.rawValue && documents.customer[document] != .missing {
      customer.bind(2, documents.customer[document])
      customer.bind(3, sourceID[document], of: text)
      customer.bind(4, name[document], of: text)
      customer.bind(5, email[document], of: text)
      customer.bind(6, phone[document], of: text)
      customer.bind(7, address[document], of: text)
      customer.bind(8, documents.postcode[document], of: text)
      try customer.run()
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
}
