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
  private var outcome = JournalOutcome()
  private var booked: [(document: Int64, entry: Int64)] = []
  private var waiting: [(document: Int64, reason: UnpostedReason)] = []
  private var obstacles = Obstacles()

  init(_ order: JournalOrder, store: Int64, _ writer: JournalWriter, _ database: Database) throws {
    self.order = order
    self.store = store
    self.writer = writer
    self.database = database
    terms = try PostingTerms(database)
    rules = DocumentRules(home: order.books.home)
    calendar = BookingCalendar(closedThrough: try Periods(database).closedThrough())
    corrections = Corrections(platform: order.platform, rules, terms, database)
  }

  /// Books all of them.
  mutating func run() throws -> JournalOutcome {
    let documents = try UnbookedDocuments(store: store, base: order.books.currency, database)
    var groups = DayGroups()
    var lines: [UnbookedLine] = []
    while let document = try documents.next(into: &lines) {
      try take(document, lines, &groups)
    }
    for entry in DayEntry.entries(of: groups.groups, calendar) { try book(entry) }
    try BookedRows(database).write(
      booked, waiting, store: store, platform: order.platform, last: documents.last)
    outcome.documents = booked.reduce(0) { $0 + ($1.entry == .missing ? 0 : 1) }
    for document in waiting { outcome.waiting[document.reason, default: 0] += 1 }
    return outcome
  }

  /// Sorts a document to its day, books it by itself, or lets it wait.
  private mutating func take(
    _ document: UnbookedDocument, _ lines: [UnbookedLine], _ groups: inout DayGroups
  ) throws {
    let shared = try terms.document(document.terms)
    let predecessor = document.isRevision ? try corrections.predecessor(of: document.id) : nil
    if shared.status == .cancelled, let predecessor {
      // What was booked did not take place.
      return try correct(document, predecessor, nil)
    }
    if let reason = try obstacles.of(document, shared.status, lines, terms) {
      if reason == .cancelled {
        booked.append((document.id, .missing))
      } else {
        waiting.append((document.id, reason))
      }
      return
    }
    guard let date = document.date else { return }
    let key = DayGroups.Key(
      day: Int32(date.day), kind: document.kind, terms: document.terms, destination: document.destination)
    if predecessor == nil, order.granularity == .day { return groups.add(document.id, key, lines) }
    var alone = DayGroups()
    alone.add(document.id, key, lines)
    guard let group = alone.groups.first else { return }
    if let predecessor { return try correct(document, predecessor, group) }
    try bookAlone(document, group, date)
  }

  // MARK: Entries

  private mutating func book(_ entry: DayEntry) throws {
    var sums = PostingSums()
    var documents: [Int64] = []
    for group in entry.groups {
      for posting in rules.postings(of: try posted(group, reference: "")) { sums.add(posting) }
      documents += group.documents
    }
    let first = documents.min() ?? 0
    let name = try entry.name(store: order.store, number: store, database)
    let draft = EntryDraft(
      entry.kind, on: entry.date, store: order.store, document: name, key: "documents \(store) from \(first): \(name)",
      correctionOf: entry.correctionOf, postings: sums.remaining)
    let number = try seal(draft)
    for document in documents { booked.append((document, number ?? .missing)) }
  }

  private mutating func bookAlone(_ document: UnbookedDocument, _ group: DayGroups.Group, _ date: CivilDate) throws {
    let identity = try corrections.identity(of: document.id)
    let (day, correctionOf) = calendar.day(for: date)
    let draft = EntryDraft(
      EntryKind(document.kind), on: day, store: order.store, document: identity.externalID,
      key: "document \(document.id)", correctionOf: correctionOf,
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
    let accounts = try now.map { (posting: $0, account: try writer.account($0.account)) }
    let before = try corrections.postings(of: predecessor, reference: reference)
    let date = group == nil ? predecessor.date : document.date ?? predecessor.date
    var last: Int64?
    for part in CorrectionPart.parts(now: accounts, on: date, before: before, on: predecessor.date) {
      let (day, correctionOf) = calendar.day(for: part.date)
      let draft = EntryDraft(
        .correction, on: day, store: order.store, document: identity.externalID,
        key: "document \(document.id) \(part.name)", correctionOf: correctionOf,
        note: "was booked in entry \(predecessor.entry)", postings: part.postings)
      guard let number = try writer.seal(draft, accounts: part.accounts) else { continue }
      outcome.entries += 1
      outcome.corrections += 1
      last = number
    }
    booked.append((document.id, last ?? predecessor.entry))
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
      })
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
