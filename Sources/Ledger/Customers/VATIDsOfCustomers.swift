/// Which customers are businesses, by the keys of the VAT ids that their contacts gave.
import Commerce
import GRDB
import Matching

struct VATIDsOfCustomers {
  private var keys: [Int64: Set<Int64>] = [:]

  /// The VAT ids of what is published.
  init(_ database: Database) throws {
    var keysOfContacts: [Int64: Int64] = [:]
    try ContactKeys.forEach(.vatID, .published, in: database) { key, contact in keysOfContacts[contact] = key }
    guard !keysOfContacts.isEmpty else { return }
    var customers: [Int64: Int64] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT contact_id, customer_id FROM memberships")
    while let row = try rows.next() { customers[row[0]] = row[1] }
    for (contact, key) in keysOfContacts { keys[customers[contact] ?? contact, default: []].insert(key) }
  }

  /// Whether both customers gave VAT ids, and none that is the other's as well.
  func areDifferentBusinesses(_ one: Int64, _ other: Int64) -> Bool {
    guard let one = keys[one], let other = keys[other] else { return false }
    return one.isDisjoint(with: other)
  }

  /// Those of the proposals that can all be followed without making one customer of two businesses; who is like two
  /// businesses is left as it is.
  func keepingApart(_ proposals: [DuplicateProposal]) -> [DuplicateProposal] {
    let customers = Set(proposals.flatMap { [$0.first, $0.second] })
    var clusters = ContactClusters(customers.map { ContactMark(number: $0, vatID: keys[$0]?.min()) })
    clusters.join(alike: proposals.map { ($0.first, $0.second) })
    let joined = clusters.memberships.reduce(into: [Int64: Int64]()) { $0[$1.contact] = $1.customer }
    return proposals.filter { joined[$0.first] == joined[$0.second] }
  }
}
