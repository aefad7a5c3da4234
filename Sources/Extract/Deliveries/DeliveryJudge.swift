import Crypto
import Pipeline
import Platforms

/// Decides what becomes of deliveries: whom they come from, what they are about, and whether they came before.
struct DeliveryJudge: Sendable {
  /// What becomes of a delivery.
  enum Verdict: Sendable, Equatable {
    /// The record of this id is asked for.
    case fetch(id: String)
    /// Nothing is done; why, for the run report.
    case leave(String)
    /// The same event came before.
    case repeated
    /// It is not believed.
    case refuse(RejectCode, detail: String)
  }

  /// What was found out about a delivery.
  struct Finding: Sendable {
    var verdict: Verdict
    var record: DeliveryRecord
    var audit: AuditEntry?
    /// What a person asks about their data.
    var request: PersonalDataRequest?
  }

  let reader: any WebhookReader
  let stream: PlatformStream
  let store: String
  /// Seconds between an event and its delivery from which it is not believed.
  let ageMax: Int64
  let known: (any DeliveryDirectory)?
  let seen: SeenEvents

  /// Seconds that a sender's clock may be ahead of the receiver's.
  private static let clockDifferenceMax: Int64 = 3_600

  /// Looks at a delivery.
  ///
  /// - Parameters:
  ///   - spool: the path of what it lies in.
  ///   - reject: the reject that it is, when it is looked at again; then it may have come before.
  func judge(_ spooled: SpooledDelivery, in spool: String, reject: Int64? = nil) throws(RunFailure) -> Finding {
    let record = DeliveryRecord(
      stream: stream.rawValue, name: spooled.name, position: spooled.position, end: spooled.end,
      digest: Array(SHA256.hash(data: spooled.raw)), outcome: .rejected, reject: reject)
    var finding = Finding(verdict: .leave(""), record: record)
    guard case .delivery(let delivery) = spooled.content else {
      if case .unreadable(let reason) = spooled.content { finding.verdict = .refuse(.notADelivery, detail: reason) }
      return onRecord(finding, spooled, spool)
    }
    let event: WebhookEvent
    do throws(WebhookFault) {
      event = try reader.event(delivery)
    } catch {
      finding.verdict = Self.refusal(error)
      return onRecord(finding, spooled, spool)
    }
    if let reason = stale(event, delivery) {
      finding.verdict = .refuse(.staleDelivery, detail: reason)
      return onRecord(finding, spooled, spool)
    }
    finding.record.topic = String(event.topic.prefix(80))
    finding.verdict = verdict(event)
    let isEvent =
      switch event.subject {
      case .record, .lostRecord, .personalData: true
      case .ping, .other: false
      }
    if isEvent {
      let key = Array(SHA256.hash(data: Array(event.id.utf8)))
      finding.record.key = key
      let isNew = try seen.isNew(key, in: known, stream: stream.rawValue, store: store)
      if !isNew, reject == nil { finding.verdict = .repeated }
    }
    if case .personalData(var request) = event.subject, finding.verdict != .repeated {
      request.receivedAt = delivery.receivedAt ?? event.happenedAt
      finding.request = request
      finding.audit = AuditEntry(.personalDataRequest, subject: "\(finding.record.topic) in \(spool), \(spooled.place)")
    }
    switch finding.verdict {
    case .fetch: finding.record.outcome = .fetched
    case .leave: finding.record.outcome = .leftOut
    case .repeated: finding.record.outcome = .repeated
    case .refuse: break
    }
    return finding
  }

  private func verdict(_ event: WebhookEvent) -> Verdict {
    switch event.subject {
    case .record(let streams, let id):
      streams.contains(stream) ? .fetch(id: id) : .leave("deliveries about \(Self.words(streams))")
    case .lostRecord(let streams):
      streams.contains(stream)
        ? .leave("deliveries about \(stream.rawValue) that were gone when they were made")
        : .leave("deliveries about \(Self.words(streams))")
    case .ping: .leave("pings")
    case .personalData:
      .leave("requests about personal data (\(event.topic.prefix(80))): shopledger privacy requests lists them")
    case .other: .leave("deliveries of a topic that no stream has (\(event.topic.prefix(80)))")
    }
  }

  private static func words(_ streams: Set<PlatformStream>) -> String {
    streams.map(\.rawValue).sorted().joined(separator: " and ")
  }

  private func stale(_ event: WebhookEvent, _ delivery: WebhookDelivery) -> String? {
    guard let happened = event.happenedAt, let received = delivery.receivedAt else { return nil }
    if received - happened > ageMax { return "\((received - happened) / 3_600) hours after it happened" }
    guard happened - received > Self.clockDifferenceMax else { return nil }
    return "\((happened - received) / 3_600) hours before it happened, by the clocks of both"
  }

  private static func refusal(_ fault: WebhookFault) -> Verdict {
    switch fault {
    case .missingField(let name): .refuse(.missingHeader, detail: name)
    case .wrongSignature: .refuse(.wrongSignature, detail: "")
    case .otherShop(let shop): .refuse(.otherShop, detail: shop)
    case .unreadable(let reason): .refuse(.notADelivery, detail: reason)
    }
  }

  /// Puts a refusal on record for good.
  private func onRecord(_ finding: Finding, _ spooled: SpooledDelivery, _ spool: String) -> Finding {
    guard case .refuse(let code, _) = finding.verdict else { return finding }
    var finding = finding
    finding.audit = AuditEntry(.deliveryRejected, subject: "\(code.rawValue) in \(spool), \(spooled.place)")
    return finding
  }
}
