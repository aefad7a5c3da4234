/// What commands do with customers: every look at personal data and every change of it is put on record.
public import Commerce
import GRDB
public import Pipeline
public import Privacy

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

  /// Writes an entry of the audit log.
  func record(_ entry: AuditEntry, at instant: Int64, _ database: Database) throws {
    try auditLog(database).append(entry, at: instant)
  }

  static func list(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
