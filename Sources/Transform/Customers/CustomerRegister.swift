import Commerce
import Matching
import Pipeline

/// The customers that a run knows: those it met lately in memory, all others in the ledger.
struct CustomerRegister: Sendable {
  /// What a document's keys led to.
  struct Match {
    var customer: Int64
    var rule: MatchRule
    /// Which of the keys the customer did not have before, as bits.
    var newKeys: Int
  }

  private let directory: (any CustomerDirectory)?
  private var index = MatchIndex()
  private var next: Int64 = 0
  private var ledgerHasKeys = false
  /// The customer that each key of the document led to.
  private var found: [Int64?] = []

  /// A register over the ledger's directory; without one it starts empty.
  init(directory: (any CustomerDirectory)?) { self.directory = directory }

  /// Finds the customer of a document's keys by the first rule that hits, or creates one.
  ///
  /// - Parameters:
  ///   - keys: the keys in the order of `kinds`; `nil` where the document has none.
  ///   - creates: whether a customer is created when no rule hits and there is any key.
  mutating func find(_ keys: [Int64?], _ kinds: [MatchKeyKind], creates: Bool) throws(RunFailure) -> Match? {
    if next == 0 { try begin() }
    found.removeAll(keepingCapacity: true)
    for key in keys {
      if let key { found.append(try customer(key)) } else { found.append(nil) }
    }
    for position in keys.indices {
      guard let customer = found[position], agrees(customer, at: position, keys, kinds) else { continue }
      return Match(customer: customer, rule: kinds[position].rule, newKeys: remember(keys, customer))
    }
    guard creates, keys.contains(where: { $0 != nil }) else { return nil }
    let customer = next
    next += 1
    return Match(customer: customer, rule: .created, newKeys: remember(keys, customer))
  }

  /// Fetches from memory what finding the customers of these keys will need.
  func fetch(_ keys: [Int64?]) { _ = index.fetch(keys) }

  /// Whether a hit may count: an id or an e-mail address always; a weaker key only for a document whose e-mail address
  /// is not known to be someone else's or new while this customer's name and address differ.
  private func agrees(
    _ customer: Int64, at position: Int, _ keys: [Int64?], _ kinds: [MatchKeyKind]
  ) -> Bool {
    guard kinds[position] == .phone, let email = kinds.firstIndex(of: .email), keys[email] != nil else { return true }
    guard let name = kinds.firstIndex(of: .nameAndAddress) else { return false }
    return found[name] == customer
  }

  private mutating func remember(_ keys: [Int64?], _ customer: Int64) -> Int {
    var new = 0
    for position in keys.indices {
      guard let key = keys[position], found[position] == nil else { continue }
      index.remember(key, customer: customer)
      new |= 1 << position
    }
    return new
  }

  private mutating func begin() throws(RunFailure) {
    next = try directory?.nextCustomer() ?? 1
    ledgerHasKeys = try directory?.hasKeys() ?? false
  }

  private mutating func customer(_ key: Int64) throws(RunFailure) -> Int64? {
    if let customer = index.customer(key) { return customer }
    guard let directory, ledgerHasKeys || index.hasForgotten else { return nil }
    guard let customer = try directory.customer(forKey: key) else { return nil }
    index.remember(key, customer: customer)
    return customer
  }
}
