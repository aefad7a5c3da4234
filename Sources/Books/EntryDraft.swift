public import Commerce

/// A journal entry before it has a number: what is booked, on which day, and why.
public struct EntryDraft: Hashable, Sendable {
  /// What kind of event.
  public var kind: EntryKind
  /// The day it is booked on.
  public var date: CivilDate
  /// The month whose return or books it corrects, where that is closed; `nil` otherwise.
  public var correctionOf: CivilMonth?
  /// Name of the store; empty where it is about none.
  public var store: String
  /// The number that is written on it, such as the platform's id of the document or of the payout.
  public var document: String
  /// What tells this entry from every other, so that it is never booked twice.
  public var key: String
  /// The number of the entry that it takes back; `nil` for none.
  public var reverses: Int64?
  /// What a person should know; empty for nothing.
  public var note: String
  /// Its postings.
  public var postings: [Posting]

  /// A draft.
  public init(
    _ kind: EntryKind, on date: CivilDate, store: String = "", document: String, key: String,
    correctionOf: CivilMonth? = nil,
    reverses: Int64? = nil, note: String = "", postings: [Posting]
  ) {
    self.kind = kind
    self.date = date
    self.correctionOf = correctionOf
    self.store = store
    self.document = document
    self.key = key
    self.reverses = reverses
    self.note = note
    self.postings = postings
  }
}
