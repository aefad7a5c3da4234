/// What platforms passed on about people's data: listed with the customers that are meant, and seen to.
import Commerce
import GRDB
public import Pipeline
public import Platforms

/// A request about a person's data.
public struct PersonalRequest: Sendable, Equatable {
  /// What became of it.
  public enum Status: String, Sendable {
    /// Nothing yet.
    case open
    /// The program carried it out.
    case done
    /// A person has settled it.
    case closed
  }

  /// Its number.
  public var number: Int64
  /// Name of the store whose platform passed it on.
  public var store: String
  /// What is asked for.
  public var kind: PersonalDataRequest.Kind
  /// When it was received, in seconds since 1970.
  public var receivedAt: Int64
  /// Until when the platform wants it seen to.
  public var dueAt: Int64
  /// What became of it.
  public var status: Status
  /// When that was.
  public var settledAt: Int64?
  /// What was done, or why nothing was.
  public var reason: String?
  /// The customers that are meant, as they are known today; nobody once they are erased.
  public var customers: [Int64]
  /// The refused documents that tell of the person; none once they are erased.
  public var rejects: [Int64]
}

extension LedgerReader {
  /// The requests, the oldest first.
  ///
  /// - Parameter all: whether those that are settled are listed too.
  public func personalRequests(all: Bool = false) throws(RunFailure) -> [PersonalRequest] {
    try read { database in try PersonalRequestSearch(database).requests(all: all) }
  }
}

extension LedgerStore {
  /// Erases whom an open request is about, and settles it.
  ///
  /// - Returns: what was erased; nothing where nothing is held of the person.
  /// - Throws: `E8901` when there is no open request of that number that asks for the erasure of one person.
  public func carryOut(request number: Int64, at instant: Int64) throws(RunFailure) -> [ErasureOutcome] {
    let request = try openRequest(number)
    guard request.kind == .erasure else { throw .notToBeCarriedOut(number, request.kind) }
    var outcomes: [ErasureOutcome] = []
    for customer in request.customers { outcomes.append(try erase(.customer(customer), at: instant)) }
    let keys = try write { database in try PersonalRequestSearch(database).keys(of: number) }
    if !keys.isEmpty {
      let refused = try eraseRefused(keys, at: instant)
      if refused.rejects > 0 { outcomes.append(refused) }
    }
    try settle(number, as: .done, reason: Self.words(outcomes), at: instant)
    return outcomes
  }

  private static func words(_ outcomes: [ErasureOutcome]) -> String {
    let rejects = outcomes.filter { $0.customer == nil }.reduce(0) { $0 + $1.rejects }
    let parts =
      outcomes.compactMap(\.customer).isEmpty
      ? [] : ["customer \(outcomes.compactMap(\.customer).map(String.init).joined(separator: ", "))"]
    let all = parts + (rejects > 0 ? ["\(rejects) refused documents"] : [])
    return all.isEmpty ? "nothing is held" : "erased: \(all.joined(separator: ", "))"
  }

  /// Settles an open request that a person has seen to.
  ///
  /// - Throws: `E8901` when there is none of that number.
  public func close(request number: Int64, reason: String, at instant: Int64) throws(RunFailure) {
    _ = try openRequest(number)
    try settle(number, as: .closed, reason: reason, at: instant)
  }

  private func openRequest(_ number: Int64) throws(RunFailure) -> PersonalRequest {
    let open = try write { database in try PersonalRequestSearch(database).requests(all: false) }
    guard let request = open.first(where: { $0.number == number }) else {
      throw RunFailure(
        "E8901", .usage, "there is no open request \(number)", remedy: "shopledger privacy requests lists what is open")
    }
    return request
  }

  /// Whom it was about is forgotten with it, unless something is held of the person: then it is a part of that.
  private func settle(
    _ number: Int64, as status: PersonalRequest.Status, reason: String, at instant: Int64
  ) throws(RunFailure) {
    try durably { database in
      let search = PersonalRequestSearch(database)
      let isHeld = try search.requests(all: false).contains { request in
        request.number == number && !(request.customers.isEmpty && request.rejects.isEmpty)
      }
      // Who shares a mailbox with somebody who was erased is not meant.
      if status == .done || !isHeld { try search.forget([number]) }
      try database.execute(
        sql: "UPDATE personal_requests SET status = ?, settled_at = ?, reason = ? WHERE id = ?",
        arguments: [status.rawValue, instant, reason, number])
      try auditLog(database).append(
        AuditEntry(.personalDataSettled, subject: "request \(number): \(status.rawValue)"), at: instant)
    }
  }
}

extension RunFailure {
  fileprivate static func notToBeCarriedOut(_ number: Int64, _ kind: PersonalDataRequest.Kind) -> RunFailure {
    RunFailure(
      "E8901", .usage, "request \(number) is no request for the erasure of one person",
      remedy: kind == .access
        ? "customers export gives out what is held; then close the request"
        : "decide which customers of the shop are to go, erase them, and close the request")
  }
}
