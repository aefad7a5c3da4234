import Commerce
public import Pipeline
import Platforms
public import Tax
public import VIES

/// The way to whoever answers about VAT ids: VIES itself, or a simulated one; for a stage and for commands.
public struct VATIDService: Sendable {
  /// Who answers.
  public let origin: VATIDCheck.Origin
  private var client: VIESClient

  /// The way to VIES.
  ///
  /// - Parameter requester: the business's own number; `nil` where it has none.
  public init(live doors: any PlatformDoors, requester: VATID?) {
    origin = .live
    client = VIESClient(doors.access(toService: VIESClient.service), requester: requester)
  }

  /// The way to a simulated VIES.
  ///
  /// - Parameter now: when its clock starts, in seconds since 1970; waiting moves it, and costs nothing.
  public init(simulated trouble: VIESTrouble, seed: UInt64, now: Int64, requester: VATID?) {
    origin = .simulated
    let clock = VirtualClock(start: now * 1_000)
    let simulator = VIESSimulator(clock: clock, trouble: trouble, seed: seed)
    client = VIESClient(
      StoreAccess(store: VIESClient.service, shop: "", secrets: [:], transport: simulator, clock: clock),
      requester: requester)
  }

  /// Asks about a number.
  public mutating func check(_ id: VATID) async -> VATIDCheck {
    let answer = await client.answer(about: id)
    var check = VATIDCheck(
      vatID: id.text, requester: client.askingAs, askedAt: answer.askedAt, answer: .valid,
      requestDate: answer.requestDate, consultation: answer.consultation, matches: answer.matches, origin: origin)
    switch answer.verdict {
    case .valid: break
    case .invalid:
      check.answer = .invalid
      check.reason = "INVALID"
    case .unknown(let reason):
      check.answer = .unknown
      check.reason = reason.rawValue
    }
    return check
  }

  /// The number that a business asks with: one of those it has at an instant, in seconds since 1970, that VIES knows; its
  /// own country's first.
  public static func requester(of business: Business, at instant: Int64) -> VATID? {
    let day = CivilDate(day: Int32(instant / 86_400))
    let numbers = business.vatRegistrations.filter { $0.period.contains(day) }
      .sorted { ($0.country == business.country ? 0 : 1) < ($1.country == business.country ? 0 : 1) }
      .compactMap { registration -> VATID? in
        guard let number = registration.number else { return nil }
        let text = Array(number.utf8)
        return VATID.read(text.span, of: registration.country)
      }
    return numbers.first { $0.verdict.isValid && $0.prefix?.isInVIES == true }
  }
}
