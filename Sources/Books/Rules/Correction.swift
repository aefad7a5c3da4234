public import Commerce

/// What a document turned out to be other than it was posted.
public enum Correction {
  /// The difference: what was posted taken back, and what should have been posted; what is in both is left out.
  public static func postings(from old: [Posting], to new: [Posting]) -> [Posting] {
    var sums = PostingSums()
    for posting in old { sums.add(posting.reversed) }
    for posting in new { sums.add(posting) }
    return sums.remaining
  }

  /// The entry of the difference; `nil` where there is none.
  ///
  /// - Parameter month: the month whose books or return it corrects, where that is closed; `nil` otherwise.
  public static func entry(
    from old: [Posting], to new: [Posting], of month: CivilMonth?, on date: CivilDate, store: String, document: String,
    key: String
  ) -> EntryDraft? {
    let postings = postings(from: old, to: new)
    guard !postings.isEmpty else { return nil }
    return EntryDraft(
      .correction, on: date, store: store, document: document, key: key, correctionOf: month, postings: postings)
  }
}
