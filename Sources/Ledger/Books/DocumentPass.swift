/// Books the documents of a store that are not in the journal yet.
import Books
import Columns
import Commerce
import GRDB
import Pipeline
import Tax

/// Every document is booked once, or waits with a reason. What a document turned out to be other than it was booked is
/// booked by difference, on its own day where that month is open, else on the first open day, naming the month it corrects.
struct DocumentPass {
  private let order: JournalOrder
  private let database: Database
  private let store: Int64
  private let terms: PostingTerms
  private let rules: DocumentRules
  private let writer: JournalWriter
  private let calendar: BookingCalendar
  private let corrections: Corrections
  private let walk: DocumentWalk
  private var sorter: DocumentSorter
  private var outcome = JournalOutcome()
  private var booked: [(document: Int64, entry: Int64)] = []

  /// A pass over the documents of `store` in the file `ledger`, which `database` writes; `stretch` of their numbers are
  /// sorted at a time.
  init(
    _ order: JournalOrder, ledger: String, stretch: Int64, store: Int64, _ writer: JournalWriter, _ database: Database
  ) throws {
    self.order = order
    self.store = store
    self.writer = writer
    self.database = database
    terms = try PostingTerms(database)
    rules = DocumentRules(home: order.books.home)
    calendar = BookingCalendar(closedThrough: try Periods(database).closedThrough())
    corrections = Corrections(platform: order.platform, rules, terms, database)
    sorter = DocumentSorter(order.granularity, terms)
    walk = try DocumentWalk(
      ledger: ledger, stretch: stretch, store: store, again: order.booksAgain, sorter, base: order.books.currency,
      database)
  }

  /// Books all of them.
  mutating func run() throws -> JournalOutcome {
    while let sorted = try walk.next() {
      sorter.sorted.add(sorted)
      for (document, lines) in sorted.single { try take(document, lines) }
    }
    let sorted = sorter.sorted
    for document in sorted.empty { booked.append((document, .missing)) }
    try book(DayEntry.entries(of: sorted.groups.groups, calendar))
    try BookedRows(database).write(
      booked, again: sorted.again, sorted.waiting, store: store, platform: order.platform, last: walk.last)
    outcome.documents = booked.reduce(0) { $0 + ($1.entry == .missing ? 0 : 1) }
    for document in sorted.waiting { outcome.waiting[document.reason, default: 0] += 1 }
    return outcome
  }

  /// Books a document by itself, lets it wait, or puts it to its day after all.
  private mutating func take(_ document: UnbookedDocument, _ lines: [UnbookedLine]) throws {
    let predecessor = document.isRevision ? try corrections.predecessor(of: document.id) : nil
    if let predecessor, try terms.document(document.terms).status == .cancelled {
      // What was booked did not take place.
      return try correct(document, predecessor, nil)
    }
    guard let key = try sorter.key(of: document, lines), let date = document.date else { return }
    let giftCards = terms.giftCards(of: document.id)
    if predecessor == nil, order.granularity == .day {
      return sorter.sorted.groups.add(document.id, key, lines, giftCards)
    }
    var alone = DayGroups()
    alone.add(document.id, key, lines, giftCards)
    guard let group = alone.groups.first else { return }
    if let predecessor { return try correct(document, predecessor, group) }
    try bookAlone(document, group, date)
  }

  // MARK: Entries

  private mutating func book(_ entries: [DayEntry]) throws {
    // Working out postings asks the database nothing.
    let (rules, terms, platform) = (rules, terms, order.platform)
    let postings = try entries.concurrentMap { entry in
      var sums = PostingSums()
      for group in entry.groups {
        for posting in rules.postings(of: try terms.posted(group, platform: platform, reference: "")) {
          sums.add(posting)
        }
      }
      return sums.remaining
    }
    for (entry, postings) in zip(entries, postings) { try book(entry, postings) }
  }

  private mutating func book(_ entry: DayEntry, _ postings: [Posting]) throws {
    let documents = entry.groups.flatMap(\.documents)
    let first = documents.min() ?? 0
    let name = try entry.name(store: order.store, number: store, database)
    let draft = EntryDraft(
      entry.kind, on: entry.date, store: order.store, document: name, key: "documents \(store) from \(first): \(name)",
      correctionOf: entry.correctionOf, postings: postings)
    let number = try seal(draft)
    for document in documents { booked.append((document, number ?? .missing)) }
  }

  private mutating func bookAlone(_ document: UnbookedDocument, _ group: DayGroups.Group, _ date: CivilDate) throws {
    let identity = try corrections.identity(of: document.id)
    let (day, correctionOf) = calendar.day(for: date)
    let draft = EntryDraft(
      EntryKind(document.kind), on: day, store: order.store, document: identity.externalID,
      key: try key(of: document), correctionOf: correctionOf,
      postings: rules.postings(of: try posted(group, reference: identity.reference)))
    booked.append((document.id, try seal(draft) ?? .missing))
  }

  /// Books what a document is now less what was booked of it.
  private mutating func correct(
    _ document: UnbookedDocument, _ predecessor: Corrections.Predecessor, _ group: DayGroups.Group?
  ) throws {
    let identity = try corrections.identity(of: document.id)
    let reference = order.granularity == .document ? identity.reference : ""
    let now = try group.map { rules.postings(of: try posted($0, reference: reference)) } ?? []
    let accounts = try now.map { BookedPosting($0, to: try writer.account($0.account)) }
    let before = try corrections.postings(of: predecessor, reference: reference)
    let date = group == nil ? predecessor.date : document.date ?? predecessor.date
    var last: Int64?
    for part in DocumentCorrection.all(to: accounts, on: date, from: before, on: predecessor.date) {
      let (day, correctionOf) = calendar.day(for: part.date)
      let draft = EntryDraft(
        .correction, on: day, store: order.store, document: identity.externalID,
        key: "\(try key(of: document)) \(part.name)", correctionOf: correctionOf,
        note: "was booked in entry \(predecessor.entry)", postings: part.correction.postings.map(\.posting))
      guard let number = try writer.seal(draft, accounts: part.correction.postings.map(\.account)) else { continue }
      outcome.entries += 1
      outcome.corrections += 1
      last = number
    }
    booked.append((document.id, last ?? predecessor.entry))
  }

  /// What the keys of a document's own entries begin with; those of one that is booked again are others.
  private func key(of document: UnbookedDocument) throws -> String {
    guard document.isAgain else { return "document \(document.id)" }
    let before = try Int64.fetchOne(
      database, sql: "SELECT count(*) FROM rebooked_documents WHERE transaction_id = ?", arguments: [document.id])
    return "document \(document.id) again \(1 + (before ?? 0))"
  }

  private mutating func seal(_ draft: EntryDraft) throws -> Int64? {
    let number = try writer.seal(draft)
    if number != nil { outcome.entries += 1 }
    return number
  }

  private func posted(_ group: DayGroups.Group, reference: String) throws -> PostedDocument {
    try terms.posted(group, platform: order.platform, reference: reference)
  }
}

extension PostingTerms {
  /// A group as the rules see it.
  func posted(_ group: DayGroups.Group, platform: String, reference: String) throws -> PostedDocument {
    let shared = try document(group.key.terms)
    return PostedDocument(
      kind: group.key.kind, platform: platform, paymentMethod: shared.paymentMethod,
      destination: country(group.key.destination), currency: shared.currency, reference: reference,
      lines: try group.lines.map { line in
        PostedDocument.Line(
          terms: try self.line(line.terms), net: MinorUnits(line.sums.net), tax: MinorUnits(line.sums.tax),
          baseNet: MinorUnits(line.sums.baseNet), baseTax: MinorUnits(line.sums.baseTax))
      }, giftCards: group.giftCards)
  }
}

extension EntryKind {
  /// The kind of entry that books a kind of document.
  init(_ kind: TransactionKind) {
    switch kind {
    case .sale: self = .sale
    case .refund: self = .refund
    case .adjustment: self = .adjustment
    }
  }
}
