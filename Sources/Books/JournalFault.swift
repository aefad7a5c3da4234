/// What is wrong with a journal.
public enum JournalFault: Hashable, Sendable {
  /// An entry bears another number than the one that follows: some were deleted, put in or moved.
  case number(expected: Int64, found: Int64)
  /// An entry was changed, or one before it was: its hash does not fit.
  case hash(entry: Int64)
  /// The debits and credits of an entry differ.
  case unbalanced(entry: Int64)
  /// An entry has fewer than two lines, or an amount in the books' currency that is another beside it.
  case malformed(entry: Int64)
  /// Entries are missing at the end, of which there is a record elsewhere.
  case cutOff(found: Int64, recorded: Int64)
  /// The journal was written anew: this entry is not the one that there is a record of elsewhere.
  case rewritten(entry: Int64)
  /// Postings belong to no entry.
  case orphans(count: Int64)

  /// What is wrong, in a sentence.
  public var sentence: String {
    switch self {
    case .number(let expected, let found):
      "entry \(expected) is missing or was moved: entry \(found) stands in its place"
    case .hash(let entry): "entry \(entry) was changed, or put in: its hash does not fit"
    case .unbalanced(let entry): "the debits and credits of entry \(entry) differ"
    case .malformed(let entry): "entry \(entry) is no whole entry"
    case .cutOff(let found, let recorded): "entries \(found + 1) to \(recorded) are missing at the end"
    case .rewritten(let entry): "the journal was written anew: entry \(entry) is not the one on record"
    case .orphans(let count): "\(count) postings belong to no entry"
    }
  }
}
