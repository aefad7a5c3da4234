/// Documents sorted by how they are booked.
import Books
import Columns
import Commerce
import Tax

struct SortedDocuments: Sendable {
  /// Those that are booked by day.
  var groups = DayGroups()
  /// Those that are booked by themselves, with their lines.
  var single: [(document: UnbookedDocument, lines: [UnbookedLine])] = []
  /// Those of which there is nothing to book.
  var empty: [Int64] = []
  /// Those that wait, and why.
  var waiting: [(document: Int64, reason: UnpostedReason)] = []
  /// Those that were booked before, by entries that were taken back.
  var again: Set<Int64> = []

  /// Adds documents that come behind these, but for those that are booked by themselves.
  mutating func add(_ others: SortedDocuments) {
    groups.add(others.groups)
    empty += others.empty
    waiting += others.waiting
    again.formUnion(others.again)
  }
}

/// Sorts the documents of a store.
struct DocumentSorter: Sendable {
  private let granularity: JournalOrder.Granularity
  private let terms: PostingTerms
  private var obstacles = Obstacles()
  /// What was sorted.
  var sorted = SortedDocuments()

  init(_ granularity: JournalOrder.Granularity, _ terms: PostingTerms) {
    self.granularity = granularity
    self.terms = terms
  }

  /// Takes a document with its lines.
  ///
  /// What was booked of an earlier revision is known to the journal, so a revision is sorted by whoever asks it.
  mutating func take(_ document: UnbookedDocument, _ lines: [UnbookedLine]) throws {
    if document.isAgain { sorted.again.insert(document.id) }
    if document.isRevision || granularity == .document {
      sorted.single.append((document, lines))
    } else if let key = try key(of: document, lines) {
      sorted.groups.add(document.id, key, lines, terms.giftCards(of: document.id))
    }
  }

  /// The group that a document is booked with; `nil` when it waits or there is nothing to book, which is noted.
  mutating func key(of document: UnbookedDocument, _ lines: [UnbookedLine]) throws -> DayGroups.Key? {
    let status = try terms.document(document.terms).status
    if let reason = try obstacles.of(document, status, lines, terms) {
      guard !document.isAgain else { return nil }
      if reason == .cancelled {
        sorted.empty.append(document.id)
      } else {
        sorted.waiting.append((document.id, reason))
      }
      return nil
    }
    return document.date.map { date in
      DayGroups.Key(
        day: Int32(date.day), kind: document.kind, terms: document.terms, destination: document.destination)
    }
  }
}
