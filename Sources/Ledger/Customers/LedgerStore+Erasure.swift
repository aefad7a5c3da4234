/// Erases people: customers, and who stands in refused documents alone.
import Commerce
import GRDB
public import Pipeline
import Privacy

/// Somebody of whom the ledger holds something.
public enum HeldPerson: Sendable, Hashable {
  /// A customer, by the number of any of its contacts.
  case customer(Int64)
  /// Who stands in refused documents alone, by what is known of the person.
  case refused(ContactClue)
}

/// What erasing a person did.
public struct ErasureOutcome: Sendable, Equatable {
  /// The customer; `nil` for somebody who stands in refused documents alone.
  public var customer: Int64?
  /// Its contacts that were erased.
  public var contacts: Int
  /// Documents that stay, without anything that identifies.
  public var documents: Int
  /// Files that the person's documents came from; files still hold what they held.
  public var sources: [String]
  /// Rejects that held something of the person and were emptied.
  public var rejects: Int
}

extension LedgerStore {
  /// Who fits a clue: customers, or else somebody who stands in refused documents alone; nobody where nothing is held.
  public func people(_ clue: ContactClue) throws(RunFailure) -> [HeldPerson] {
    let customers = try customers(clue)
    guard customers.isEmpty else { return customers.map(HeldPerson.customer) }
    return try write { try plan(.refused(clue), keyring.open($0), $0).rejects.isEmpty } ? [] : [.refused(clue)]
  }

  /// Erases a person: keys before what they open, so that whatever happens then, nothing of it can be read again, and who opens
  /// the ledger next ends what was begun.
  ///
  /// - Throws: `E2101` when there is no such customer.
  public func erase(_ person: HeldPerson, at instant: Int64) throws(RunFailure) -> ErasureOutcome {
    try carryOut(at: instant) { try plan(person, $0, $1) }
  }

  /// What erasing a person would do.
  ///
  /// - Throws: `E2101` when there is no such customer.
  public func erasure(of person: HeldPerson) throws(RunFailure) -> ErasureOutcome {
    try write { database in try plan(person, keyring.open(database), database).outcome(database) }
  }

  /// Erases the refused documents of whom some match keys tell, and remembers the person by the keys, even where nothing is
  /// held.
  func eraseRefused(_ keys: Set<MatchKey>, at instant: Int64) throws(RunFailure) -> ErasureOutcome {
    try carryOut(at: instant) { try plan(keys, $0, $1) }
  }

  private func carryOut(
    at instant: Int64, _ plan: (KeyFile, Database) throws -> ErasurePlan
  ) throws(RunFailure) -> ErasureOutcome {
    let outcome = try onRecord { database in
      let file = try keyring.open(database)
      let plan = try plan(file, database)
      let outcome = try plan.outcome(database)
      let erasure = Erasure(of: plan.contacts, database)
      let tombstones = try erasure.tombstones(of: plan.keys, at: instant)
      // Only the keys tell by which names the person stands in these.
      try transaction(database) {
        try PayoutTexts(database).erase(plan.payoutTexts, ofContacts: plan.contacts)
        try Erasure.setUncleaned(database)
      }
      crash(.afterTexts)
      try file.shred([.contact: plan.contacts, .reject: plan.rejects], leaving: tombstones)
      crash(.afterKeys)
      try transaction(database) {
        try PersonalRequestSearch(database).forgetSettled(about: plan.contacts, rejects: plan.rejects)
        try erasure.erase()
        try ClosedRejects(database).forget(plan.rejects)
        try record(AuditEntry(.customerErased, subject: plan.subject), at: instant, database)
        crash(.beforeRowsCommit)
      }
      return outcome
    }
    crash(.beforeCleaning)
    try clean()
    return outcome
  }

  /// What is to go of a person.
  func plan(_ person: HeldPerson, _ file: KeyFile, _ database: Database) throws -> ErasurePlan {
    switch person {
    case .refused(let clue):
      let key = clue.key(under: file.index).map { MatchKey(kind: $0.kind, key: $0.key) }
      return try plan(Set([key].compactMap(\.self)), file, database)
    case .customer(let customer):
      let reading = CustomerReading(database, file)
      guard let number = try reading.number(ofContact: customer) else { throw CustomerFailure.unknown(customer) }
      let contacts = try reading.customer(number).contacts
      let members = contacts.map(\.number)
      var keys = try Erasure(of: members, database).keys()
      let kinds = Set(keys.map(\.kind))
      var told: Set<MatchKey> = []
      for contact in contacts {
        var people = PersonKeys(file.index, store: contact.store)
        told.formUnion(contact.record.map { people.keys(of: PersonTexts($0)) } ?? [])
      }
      // Contacts of earlier versions of the program have no keys of some kinds.
      keys.formUnion(told.filter { !kinds.contains($0.kind) })
      let records = contacts.compactMap(\.record)
      let rejects = try RejectsOfPerson(file, database).numbers(keys.union(told), records)
      let texts = try PayoutTexts(database).texts(of: keys.union(told), records, file.index)
      return ErasurePlan(customer: number, contacts: members, keys: keys, rejects: rejects, payoutTexts: texts)
    }
  }

  /// What is to go of somebody who stands in refused documents: those that the keys tell, and those that tell of the same
  /// person by what the first ones say.
  private func plan(_ keys: Set<MatchKey>, _ file: KeyFile, _ database: Database) throws -> ErasurePlan {
    let people = RejectsOfPerson(file, database)
    let first = try people.numbers(keys)
    let told = try Erasure(of: [], database).own(people.told(by: first))
    let all = keys.union(told)
    return ErasurePlan(
      customer: nil, contacts: [], keys: all, rejects: first.isEmpty ? [] : try people.numbers(all),
      payoutTexts: try PayoutTexts(database).texts(of: all, [], file.index))
  }

  /// Erases again who was erased after this copy of the ledger was made, before anybody works with it; the key is asked for
  /// only if there is somebody.
  public func catchUpWithErasures(at instant: Int64) throws(RunFailure) {
    if try write({ try keyring.remember(moreErasuresThan: Erasure.seen($0)) }) { try repeatErasures(at: instant) }
    try hideAccountIDs()
    try remakeOutdatedKeys()
  }

  /// Erases again who was erased after this copy of the ledger was made, or after a run that goes on was interrupted, and ends
  /// an erasure that was interrupted; the file of keys remembers.
  func repeatErasures(resuming run: Int64? = nil, at instant: Int64) throws(RunFailure) {
    let isChanged = try onRecord { database in
      let file = try keyring.open(database)
      let isBehind = try Erasure.seen(database) < file.erasureCount()
      guard isBehind || run != nil else { return false }
      let scope = run.map(ContactKeys.Scope.visible(toRun:)) ?? .published
      let tombstones = try file.tombstones()
      let risen = try Erasure.risen(tombstones, scope, in: database)
      let rejects = try RejectsOfPerson(file, database).shredded()
      guard isBehind || !risen.isEmpty || !rejects.isEmpty else { return false }
      let texts = isBehind ? try PayoutTexts(database).texts(of: MatchKey.keys(of: tombstones), [], file.index) : []
      try transaction(database) {
        try PayoutTexts(database).erase(texts, ofContacts: risen.sorted())
        try PersonalRequestSearch(database).forgetSettled(about: risen, rejects: rejects)
        try Erasure(of: risen, database).erase()
        try ClosedRejects(database).forget(rejects)
        try Erasure.setUncleaned(database)
        guard !risen.isEmpty else { return }
        try record(
          AuditEntry(.erasureRepeated, subject: "contacts \(Self.list(risen.sorted()))"), at: instant, database)
      }
      return true
    }
    if isChanged { try clean() }
  }

  /// Writes the file anew, so that no page that is free and no log keeps what was erased; only then are the erasures seen.
  func clean() throws(RunFailure) {
    try write { database in
      try database.execute(sql: "VACUUM")
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      try Erasure.setSeen(keyring.open(database).erasureCount(), database)
    }
  }
}

/// Whom an erasure is about, and what is to go.
struct ErasurePlan {
  /// The customer; `nil` for somebody who stands in refused documents alone.
  var customer: Int64?
  var contacts: [Int64]
  /// What tells the person again.
  var keys: Set<MatchKey>
  var rejects: [Int64]
  /// What providers say of amounts, with the person in it.
  var payoutTexts: [String]

  /// What of it is on record.
  var subject: String {
    guard let customer else { return rejects.isEmpty ? "nobody" : "rejects \(LedgerStore.list(rejects))" }
    return "customer \(customer), contacts \(LedgerStore.list(contacts))"
  }

  func outcome(_ database: Database) throws -> ErasureOutcome {
    let erasure = Erasure(of: contacts, database)
    let sources = try Set(erasure.sources()).union(RejectsOfPerson.sources(of: rejects, database))
    return try ErasureOutcome(
      customer: customer, contacts: contacts.count, documents: erasure.documentCount(), sources: sources.sorted(),
      rejects: rejects.count)
  }
}
