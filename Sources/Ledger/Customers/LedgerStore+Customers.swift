/// What commands do with customers: every look at personal data and every change of it is put on record.
public import Commerce
import GRDB
public import Pipeline
public import Privacy

/// What erasing a person did.
public struct ErasureOutcome: Sendable, Equatable {
  /// The customer.
  public var customer: Int64
  /// Its contacts that were erased.
  public var contacts: Int
  /// Documents that stay, without anything that identifies.
  public var documents: Int
  /// Files and streams that the customer's documents came from; files still hold what they held.
  public var sources: [String]
  /// Open rejects that held something of the person and were emptied.
  public var rejects: Int
}

extension LedgerStore {
  /// The customers that fit a clue, by their numbers.
  public func customers(_ clue: ContactClue) throws(RunFailure) -> [Int64] {
    try write { database in
      let reading = CustomerReading(database, try keyring.open(database))
      let contacts = try ContactSearch(database, keyring.open(database).index).contacts(clue)
      return try Set(contacts.map { try reading.number(ofContact: $0) ?? $0 }).sorted()
    }
  }

  /// A customer by the number of any of its contacts, opened; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - event: why it is opened, for the audit log.
  ///   - instant: now, in seconds since 1970.
  public func customer(
    _ number: Int64, for event: AuditEntry.Event, at instant: Int64
  ) throws(RunFailure) -> CustomerRecord? {
    try onRecord { database in
      let reading = CustomerReading(database, try keyring.open(database))
      guard let customer = try reading.number(ofContact: number) else { return nil }
      try transaction(database) {
        try record(AuditEntry(event, subject: "customer \(customer)"), at: instant, database)
      }
      return try reading.customer(customer)
    }
  }

  /// The customers of whom stores tell different things, opened, by their numbers.
  public func conflictingCustomers(at instant: Int64) throws(RunFailure) -> [CustomerRecord] {
    try onRecord { database in
      let reading = CustomerReading(database, try keyring.open(database))
      try transaction(database) { try record(AuditEntry(.customersCompared, subject: ""), at: instant, database) }
      return try reading.sharedByStores().filter { !$0.conflicts.isEmpty }
    }
  }

  /// Decides that customers are one; documents, reports and contacts stay as they are.
  ///
  /// - Returns: the number of the decision, by which it can be taken back.
  /// - Throws: `E2101` when one of them is none, or a person's earlier split stands between them.
  public func merge(
    _ customers: [Int64], reason: String, score: Int? = nil, at instant: Int64
  ) throws(RunFailure) -> Int64 {
    try onRecord { database in
      let reading = CustomerReading(database, try keyring.open(database))
      let numbers = try customers.map { number in
        guard let customer = try reading.number(ofContact: number) else { throw CustomerFailure.unknown(number) }
        return customer
      }
      return try transaction(database) {
        let decision = try CustomerChanges(database, at: instant).decide(
          .merge, numbers, reason: reason, score: score)
        try ContactResolution(database).resolve()
        let found = try Set(numbers.map { try reading.number(ofContact: $0) })
        guard found.count == 1 else { throw CustomerFailure.fenced(numbers) }
        try record(
          AuditEntry(.customersMerged, subject: "decision \(decision): customers \(Self.list(numbers))"), at: instant,
          database)
        return decision
      }
    }
  }

  /// Decides that contacts are another customer than the one that they are with.
  ///
  /// - Returns: the number of the decision, by which it can be taken back.
  /// - Throws: `E2101` when one of them is none.
  public func split(_ contacts: [Int64], reason: String, at instant: Int64) throws(RunFailure) -> Int64 {
    try onRecord { database in
      let reading = CustomerReading(database, try keyring.open(database))
      for contact in contacts where try reading.number(ofContact: contact) == nil {
        throw CustomerFailure.unknown(contact)
      }
      return try transaction(database) {
        let decision = try CustomerChanges(database, at: instant).decide(.split, contacts, reason: reason)
        try ContactResolution(database).resolve()
        try record(
          AuditEntry(.customersSplit, subject: "decision \(decision): contacts \(Self.list(contacts))"), at: instant,
          database)
        return decision
      }
    }
  }

  /// Takes a merge or split back.
  ///
  /// - Throws: `E2102` when there is none of that number that holds.
  public func undo(decision: Int64, reason: String, at instant: Int64) throws(RunFailure) {
    try onRecord { database in
      try transaction(database) {
        guard try CustomerChanges(database, at: instant).undo(decision, reason: reason) else {
          throw CustomerFailure.noDecision(decision)
        }
        try ContactResolution(database).resolve()
        try record(AuditEntry(.decisionUndone, subject: "decision \(decision)"), at: instant, database)
      }
    }
  }

  /// Records by hand what a customer agreed to or took back.
  ///
  /// - Parameter told: when the person did; `nil` for now.
  /// - Throws: `E2101` when there is no such customer.
  public func recordConsent(
    of customer: Int64, to purpose: ConsentPurpose, _ state: ConsentState, told: Instant?, at instant: Int64
  ) throws(RunFailure) {
    try onRecord { database in
      guard let number = try CustomerReading(database, try keyring.open(database)).number(ofContact: customer) else {
        throw CustomerFailure.unknown(customer)
      }
      try transaction(database) {
        try ConsentRows(database).insert(
          contact: number, store: nil, run: nil, purpose, state, told: told?.seconds ?? instant, at: instant)
        try record(
          AuditEntry(.consentRecorded, subject: "customer \(number): \(purpose.rawValue) \(state.rawValue)"),
          at: instant, database)
      }
    }
  }

  /// Erases a customer: keys first, so that whatever happens then, nothing of it can be read again.
  ///
  /// - Throws: `E2101` when there is no such customer.
  public func erase(_ customer: Int64, at instant: Int64) throws(RunFailure) -> ErasureOutcome {
    let outcome = try onRecord { database in
      let file = try keyring.open(database)
      let (outcome, members, rejects) = try whatWouldGo(customer, file, database)
      let erasure = Erasure(of: members, database)
      try file.shred([.contact: members, .reject: rejects], leaving: erasure.tombstones(at: instant))
      try transaction(database) {
        try erasure.erase()
        try ClosedRejects(database).forget(rejects)
        try Erasure.setSeen(file.erasureCount(), database)
        try record(
          AuditEntry(.customerErased, subject: "customer \(outcome.customer), contacts \(Self.list(members))"),
          at: instant, database)
      }
      return outcome
    }
    try clean()
    return outcome
  }

  /// What erasing a customer would do.
  ///
  /// - Throws: `E2101` when there is no such customer.
  public func erasure(of customer: Int64) throws(RunFailure) -> ErasureOutcome {
    try write { try whatWouldGo(customer, keyring.open($0), $0).outcome }
  }

  private func whatWouldGo(
    _ customer: Int64, _ file: KeyFile, _ database: Database
  ) throws -> (outcome: ErasureOutcome, members: [Int64], rejects: [Int64]) {
    let reading = CustomerReading(database, file)
    guard let number = try reading.number(ofContact: customer) else { throw CustomerFailure.unknown(customer) }
    let records = try reading.customer(number).contacts
    let members = records.map(\.number)
    let rejects = try RejectsOfPerson(records.compactMap(\.record), file, database).numbers()
    let erasure = Erasure(of: members, database)
    let outcome = try ErasureOutcome(
      customer: number, contacts: members.count, documents: erasure.documentCount(), sources: erasure.sources(),
      rejects: rejects.count)
    return (outcome, members, rejects)
  }

  /// Erases again who was erased after this copy of the ledger was made, or after a run that goes on was interrupted; the
  /// file of keys remembers.
  func repeatErasures(resuming run: Int64? = nil, at instant: Int64) throws(RunFailure) {
    let risen = try onRecord { database -> Set<Int64> in
      let file = try keyring.open(database)
      let count = try file.erasureCount()
      guard try Erasure.seen(database) < count || run != nil else { return [] }
      let scope = run.map(ContactKeys.Scope.visible(toRun:)) ?? .published
      let risen = try Erasure.risen(file.tombstones(), scope, in: database)
      try transaction(database) {
        try Erasure(of: risen, database).erase()
        try Erasure.setSeen(count, database)
        guard !risen.isEmpty else { return }
        try record(
          AuditEntry(.erasureRepeated, subject: "contacts \(Self.list(risen.sorted()))"), at: instant, database)
      }
      return risen
    }
    if !risen.isEmpty { try clean() }
  }

  /// Writes an entry of the audit log.
  private func record(_ entry: AuditEntry, at instant: Int64, _ database: Database) throws {
    try auditLog(database).append(entry, at: instant)
  }

  /// Writes the file anew, so that no page that is free and no log keeps what was erased.
  func clean() throws(RunFailure) {
    try write { database in
      try database.execute(sql: "VACUUM")
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  private static func list(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
