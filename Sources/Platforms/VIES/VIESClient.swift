import Commerce
import Formats
import HTTPTypes
public import Platforms
public import Tax

/// Asks the European Commission's service VIES whether a VAT id is registered, by its REST interface.
///
/// One question is tried a few times with growing waits where that may help. A register that stays silent is asked no
/// further by this client: its numbers are unknown, and may be asked about another day.
///
/// ```swift
/// var client = VIESClient(access, requester: own)
/// let answer = await client.answer(about: id)   // valid, invalid or unknown, with the reason
/// ```
public struct VIESClient: Sendable {
  /// The name under which failures and settings know the service.
  public static let service = "VIES"
  /// After how many numbers without an answer a register, or the service, is asked no further.
  static let silencesMax = 3

  private let caller: Caller
  private let endpoint: Endpoint?
  private let clock: any PlatformClock
  private var requester: VATID?
  /// How many numbers in a row got no answer, by whose register stayed silent; `nil` for the service as a whole.
  private var silences: [VATIDPrefix?: Int] = [:]

  /// A client.
  ///
  /// - Parameters:
  ///   - access: the transport and the time; needs no shop and no secrets.
  ///   - requester: the business's own number, which gives consultation numbers; `nil` where it has none in VIES.
  public init(_ access: StoreAccess, requester: VATID?) {
    var patience = Caller.Patience()
    patience.triesMax = 4
    patience.waitMax = 8_000
    patience.total = 60_000
    caller = Caller(access, rules: VIESRules(), pacing: VIESPacing(), patience: patience)
    endpoint = try? Endpoint(access, usual: "ec.europa.eu")
    clock = access.clock
    self.requester = requester.flatMap { $0.prefix?.isInVIES == true ? $0 : nil }
  }

  /// The business's own number that goes with every question; `nil` when it has none, or the service refused it.
  public var askingAs: String? { requester?.text }

  /// What the service says of a number.
  public mutating func answer(about id: VATID) async -> VIESAnswer {
    let askedAt = Instant(seconds: clock.now() / 1_000)
    guard let prefix = id.prefix, prefix.isInVIES else { return VIESAnswer(.unknown(.notCovered), askedAt: askedAt) }
    for place in [nil, prefix] {
      if silences[place, default: 0] >= Self.silencesMax {
        return VIESAnswer(.unknown(.notAsked), askedAt: askedAt)
      }
    }
    let answer = await asked(id, askedAt)
    if case .unknown(.invalidRequester) = answer.verdict, requester != nil {
      // An answer without a consultation number is worth more than none.
      requester = nil
      return await self.answer(about: id)
    }
    note(answer, prefix)
    return answer
  }

  private func asked(_ id: VATID, _ askedAt: Instant) async -> VIESAnswer {
    guard let endpoint else { return VIESAnswer(.unknown(.unreachable), askedAt: askedAt) }
    do throws(PlatformFailure) {
      let response = try await caller.send(request(id, to: endpoint))
      guard let body = VIESBody(response.body), let isValid = body.isValid else {
        return VIESAnswer(.unknown(.unreadable), askedAt: askedAt)
      }
      return VIESAnswer(
        isValid ? .valid : .invalid, askedAt: askedAt, requestDate: body.requestDate, consultation: body.consultation,
        matches: body.matches)
    } catch {
      return VIESAnswer(.unknown(VIESReason(error)), askedAt: askedAt)
    }
  }

  private func request(_ id: VATID, to endpoint: Endpoint) -> PlatformRequest {
    var body = JSONWriter()
    body.object { json in
      json.member("countryCode", id.prefix?.rawValue)
      json.member("vatNumber", id.number)
      if let requester {
        json.member("requesterMemberStateCode", requester.prefix?.rawValue)
        json.member("requesterNumber", requester.number)
      }
    }
    return PlatformRequest(
      "check",
      HTTPRequest(
        method: .post, scheme: endpoint.scheme, authority: endpoint.authority, path: Self.path + "check-vat-number",
        headerFields: [.contentType: "application/json", .accept: "application/json"]),
      body: body.takeBytes())
  }

  /// Where the interface is on its host.
  static let path = "/taxation_customs/vies/rest-api/"

  /// Remembers who stays silent.
  private mutating func note(_ answer: VIESAnswer, _ prefix: VATIDPrefix) {
    guard case .unknown(let reason) = answer.verdict else {
      silences[nil] = nil
      silences[prefix] = nil
      return
    }
    guard reason.mayPass || reason == .addressBlocked || reason == .numberBlocked else { return }
    let place = reason.isOfTheService ? nil : Optional(prefix)
    // Who is blocked asks no further at all.
    silences[place] = reason.mayPass ? silences[place, default: 0] + 1 : Self.silencesMax
  }
}
