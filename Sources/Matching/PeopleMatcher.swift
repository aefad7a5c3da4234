import Columns
public import Commerce

/// Matches the rows of a table of people with each other: first by exact rules, then by likeness.
public struct PeopleMatcher: Sendable {
  /// What became of a row.
  public struct Outcome: Sendable {
    /// The row, from 0.
    public let row: Int
    /// The first row of the same person.
    public let cluster: Int
    /// What joins it to another row of the cluster; ``MatchRule/merged`` stands for likeness.
    public let rule: MatchRule
    /// The row that it is joined to; `nil` where it is alone.
    public let evidence: Int?
    /// How likely it is the same as that one, in thousandths; `nil` where it is alone.
    public let score: Int?
    /// Why, where likeness joined it.
    public let reasons: [String]
  }

  private static let rules: [MatchRule] = [.sourceID, .vatID, .email, .phone, .nameAndAddress]

  private var texts = MatchTexts(store: "")
  private var finder = DuplicateFinder()
  private var marks: [ContactMark] = []
  private var keys: [MatchRule: [ContactKey]] = [:]

  /// A matcher without rows.
  public init() {}

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - country: where telephone numbers without a calling code are dialled.
  ///   - cell: the text of a column; empty where there is none.
  public mutating func add(country: Country?, _ cell: (MatchColumn) -> String) {
    let row = Int64(marks.count)
    var record = DuplicateRecord(id: row)
    record.name = cell(.name)
    record.givenName = cell(.givenName)
    record.familyName = cell(.familyName)
    record.street = cell(.street)
    record.houseNumber = cell(.houseNumber)
    record.addressLine2 = cell(.addressLine2)
    record.city = cell(.city)
    record.postcode = cell(.postcode)
    record.region = cell(.region)
    record.country = country?.code ?? cell(.country)
    record.birthDate = cell(.birthDate)
    finder.add(record)
    let isSplit = record.name.isEmpty
    let name = Array((isSplit ? "\(record.givenName) \(record.familyName)" : record.name).utf8)
    let address = Array("\(record.street) \(record.houseNumber)".utf8)
    let (postcode, city) = (Array(record.postcode.utf8), Array(record.city.utf8))
    add(.sourceID, cell(.sourceID), row) { $0.sourceID($1) }
    let vatID = add(.vatID, cell(.vatID), row) { $0.vatID($1) }
    add(.email, cell(.email), row) { $0.email($1) }
    add(.phone, cell(.phone), row) { $0.phone($1, country: country) }
    // Two given names are half a name too.
    let isWhole = !isSplit || !record.givenName.isEmpty && !record.familyName.isEmpty
    if isWhole,
      texts.nameAndAddress(name: name.span, address: address.span, postcode: postcode.span, city: city.span)
    {
      keys[.nameAndAddress, default: []].append(ContactKey(key: hash(), contact: row))
    }
    marks.append(ContactMark(number: row, vatID: vatID, name: texts.name(name.span) ? hash() : nil))
  }

  @discardableResult
  private mutating func add(
    _ rule: MatchRule, _ text: String, _ row: Int64, _ make: (inout MatchTexts, Span<UInt8>) -> Bool
  ) -> Int64? {
    guard !text.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    guard make(&texts, bytes.span) else { return nil }
    let key = hash()
    keys[rule, default: []].append(ContactKey(key: key, contact: row))
    return key
  }

  private func hash() -> Int64 {
    var hash = FastHash(seed: 0)
    hash.combine(texts.bytes.span)
    return hash.value
  }

  /// What becomes of the rows, in their order.
  ///
  /// - Parameter threshold: the likeness from which on rows are joined, in thousandths; `nil` joins by exact rules alone.
  public func outcomes(threshold: Int?) -> [Outcome] {
    var clusters = ContactClusters(marks)
    for rule in Self.rules { clusters.join(by: rule, keys[rule] ?? []) }
    var best: [Int64: DuplicateProposal] = [:]
    if let threshold {
      var alike: [(Int64, Int64)] = []
      for proposal in finder.proposals(from: threshold) where !areDifferentBusinesses(proposal) {
        alike.append((proposal.first, proposal.second))
        for row in [proposal.first, proposal.second] where best[row] == nil { best[row] = proposal }
      }
      clusters.join(alike: alike)
    }
    return clusters.memberships.map { membership in
      let proposal = membership.rule == .merged ? best[membership.contact] : nil
      let other = proposal.map { $0.first == membership.contact ? $0.second : $0.first }
      return Outcome(
        row: Int(membership.contact), cluster: Int(membership.customer), rule: membership.rule,
        evidence: (other ?? membership.evidence).map(Int.init),
        score: membership.rule == .created ? nil : proposal?.score ?? 1000, reasons: proposal?.reasons ?? [])
    }
  }

  private func areDifferentBusinesses(_ proposal: DuplicateProposal) -> Bool {
    let (one, other) = (marks[Int(proposal.first)].vatID, marks[Int(proposal.second)].vatID)
    return one != .missing && other != .missing && one != other
  }
}
