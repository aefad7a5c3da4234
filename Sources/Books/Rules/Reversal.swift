public import Commerce

/// Taking an entry back: the same postings with the other sign.
extension EntryDraft {
  /// The entry that takes this one back, which was sealed as `number`.
  ///
  /// - Parameter month: the month whose books or return that corrects, where it is closed; `nil` otherwise.
  public func reversal(
    of number: Int64, on date: CivilDate, document: String, key: String, correcting month: CivilMonth? = nil
  ) -> EntryDraft {
    EntryDraft(
      .reversal, on: date, store: store, document: document, key: key, correctionOf: month, reverses: number,
      note: note, postings: postings.map(\.reversed))
  }
}
