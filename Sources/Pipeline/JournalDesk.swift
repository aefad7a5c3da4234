public import Books

/// Books what a run has published: the journal lies in the ledger, the contract here.
public protocol JournalDesk: AnyObject, Sendable {
  /// Books the documents of a store that are not in the journal yet.
  ///
  /// - Throws: `E8601` when a role has no account, `E8603` when the books are kept in another currency.
  func post(_ order: JournalOrder, at instant: Int64) throws(RunFailure) -> JournalOutcome

  /// Puts files that leave for other programs on record, all or none.
  func recordExports(_ exports: [JournalExport]) throws(RunFailure)
}
