/// Customers that are perhaps one: names and addresses that are alike.
import Commerce
import GRDB
public import Matching
public import Pipeline
import Privacy

extension LedgerStore: CustomerDesk {
  /// Pairs of customers that are alike, the likeliest first.
  ///
  /// - Parameters:
  ///   - least: the lowest score that is proposed, in thousandths.
  ///   - instant: now, in seconds since 1970; looking at everybody is put on record.
  public func duplicates(from least: Int, at instant: Int64) throws(RunFailure) -> [DuplicateProposal] {
    try onRecord { database in
      try transaction(database) {
        try auditLog(database).append(AuditEntry(.customersCompared, subject: ""), at: instant)
      }
      return try CustomerDuplicates(database, try keyring.open(database)).proposals(from: least)
    }
  }

  /// Decides that customers are one whose score is high enough; each decision keeps its score and can be taken back.
  ///
  /// - Returns: how many decisions were made.
  public func mergeDuplicates(from least: Int, at instant: Int64) throws(RunFailure) -> Int {
    let alike = try duplicates(from: least, at: instant)
    guard !alike.isEmpty else { return 0 }
    return try onRecord { database in
      try transaction(database) {
        let proposals = try VATIDsOfCustomers(database).keepingApart(alike)
        for proposal in proposals {
          let pair = [proposal.first, proposal.second]
          let decision = try CustomerChanges(database, at: instant).decide(
            .merge, pair, reason: "alike: " + proposal.reasons.joined(separator: "; "), score: proposal.score)
          try auditLog(database).append(
            AuditEntry(
              .customersMerged, subject: "decision \(decision): customers \(proposal.first), \(proposal.second)"),
            at: instant)
        }
        try ContactResolution(database).resolve()
        return proposals.count
      }
    }
  }
}

private struct CustomerDuplicates {
  private let database: Database
  private let reading: CustomerReading

  init(_ database: Database, _ keys: KeyFile) {
    self.database = database
    reading = CustomerReading(database, keys)
  }

  func proposals(from least: Int) throws -> [DuplicateProposal] {
    var finder = DuplicateFinder()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        WITH told AS (
          SELECT contact_id AS contact, max(placed_at) AS at FROM transactions WHERE contact_id IS NOT NULL GROUP BY 1
          UNION ALL SELECT contact, max(coalesce(updated_at, created_at)) FROM accounts WHERE contact IS NOT NULL GROUP BY 1)
        SELECT coalesce(g.customer_id, c.id) AS customer, c.id, c.sealed, max(coalesce(t.at, 0))
        FROM contacts c JOIN runs r ON r.id = c.run_id AND r.status = 'published'
        LEFT JOIN memberships g ON g.contact_id = c.id LEFT JOIN told t ON t.contact = c.id
        WHERE c.sealed IS NOT NULL GROUP BY customer ORDER BY customer
        """)
    while let row = try rows.next() {
      guard let record = try reading.open(row["sealed"], .contact, row["id"]) else { continue }
      var person = DuplicateRecord(id: row["customer"])
      person.name = record[.name] ?? ""
      person.street = record[.address] ?? ""
      person.city = record[.city] ?? ""
      person.postcode = record[.postcode] ?? ""
      finder.add(person)
    }
    let fences = try CustomerDecisions(database).fences()
    let vatIDs = try VATIDsOfCustomers(database)
    // Who was split by a person is not proposed again.
    return finder.proposals(from: least).filter {
      fences[$0.first] == fences[$0.second] && !vatIDs.areDifferentBusinesses($0.first, $0.second)
        && (least <= Self.namesakesMax || !areNamesakes($0))
    }
  }

  /// The score, in thousandths, up to which people of one name in one street are proposed, whose houses differ.
  private static let namesakesMax = 600

  /// Whether two live in different houses: in a ledger both orders came to where they were sent, so that a house number is no
  /// typing error, as it may be in other tables.
  private func areNamesakes(_ proposal: DuplicateProposal) -> Bool {
    let house = proposal.agreements[DuplicateField.houseNumber.rawValue]
    return house != .same && house != .unknown
  }
}
