import Commerce
import Formats
import HTTPTypes
public import Platforms
import Synchronization
import Tax

/// The service VIES as it answers, for tests and for trying things out; it knows nobody.
///
/// The numbers of the Commission's own test service mean here what they mean there: 100 is valid, 200 invalid, 201 to 601
/// are its errors. Of other numbers the check digits decide: who has wrong ones is not registered, and of those with right
/// ones a few, drawn from the seed, are not registered any more.
public final class VIESSimulator: Transport {
  private let clock: any PlatformClock
  private let trouble: VIESTrouble
  private let seed: UInt64
  private let requests = Mutex<Int>(0)

  /// The errors of the Commission's test service, by number.
  static let testNumbers: [String: VIESReason] = [
    "201": .invalidInput, "202": .invalidRequester, "300": .serviceUnavailable, "301": .stateUnavailable,
    "302": .timeout, "400": .numberBlocked, "401": .addressBlocked, "500": .globalLimit, "501": .globalLimitOfTime,
    "600": .stateLimit, "601": .stateLimitOfTime,
  ]

  /// A service that lives by the clock.
  ///
  /// - Parameter seed: draws who is not registered any more, and which requests fail.
  public init(clock: any PlatformClock, trouble: VIESTrouble = .none, seed: UInt64 = 1) {
    self.clock = clock
    self.trouble = trouble
    self.seed = seed
  }

  /// How many requests came.
  public var requestCount: Int { requests.withLock { $0 } }

  /// Answers a request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let number = requests.withLock { count in
      count += 1
      return count
    }
    if trouble.isDown { return wrapped(.serviceUnavailable) }
    if let failure = failure(number) {
      guard let failure = failure.response else { throw .timedOut }
      return failure
    }
    guard let question = VIESQuestion(request) else { return wrapped(.invalidInput, status: 400) }
    if trouble.isBusy(question.state, at: clock.now()) { return wrapped(.stateLimit) }
    if let own = question.requester, !own.verdict.isValid { return wrapped(.invalidRequester, status: 400) }
    if let reason = Self.testNumbers[question.number] {
      // Some failures stand in an answer, others come in its place.
      return reason == .stateUnavailable || reason == .timeout
        ? answer(question, isValid: false, error: reason.rawValue) : wrapped(reason)
    }
    guard let isValid = question.isRegistered(seed) else { return wrapped(.invalidInput, status: 400) }
    return answer(question, isValid: isValid, error: isValid ? "VALID" : "INVALID")
  }

  // MARK: Wording

  private func answer(_ question: VIESQuestion, isValid: Bool, error: String) -> PlatformResponse {
    // Germany and Spain tell no names.
    let tellsNames = isValid && question.state != "DE" && question.state != "ES"
    var json = JSONWriter()
    json.object { json in
      json.member("isValid", isValid)
      json.member("requestDate", "\(Moment(milliseconds: clock.now()).text)")
      json.member("userError", error)
      json.member("name", tellsNames ? "BEISPIEL \(question.number)" : "---")
      json.member("address", tellsNames ? "MUSTERWEG 1\n\(question.state)" : "---")
      let identifier = isValid && question.requester != nil ? consultation(question) : ""
      json.member("requestIdentifier", identifier)
      json.member("originalVatNumber", question.number)
      json.member("vatNumber", question.number)
      json.key("viesApproximate")
      json.object { json in
        for part in ["name", "street", "postalCode", "city", "companyType"] { json.member(part, "---") }
        for part in ["Name", "Street", "PostalCode", "City", "CompanyType"] { json.member("match\(part)", 3) }
      }
    }
    return response(200, json.takeBytes())
  }

  private func wrapped(_ reason: VIESReason, status: Int = 200) -> PlatformResponse {
    var json = JSONWriter()
    json.object { json in
      json.member("actionSucceed", false)
      json.list("errorWrappers", [reason]) { reason, json in json.member("error", reason.rawValue) }
    }
    return response(status, json.takeBytes())
  }

  private func response(_ status: Int, _ body: [UInt8]) -> PlatformResponse {
    PlatformResponse(
      HTTPResponse(status: .init(code: status), headerFields: [.contentType: "application/json"]), body: body)
  }

  /// A consultation number as the service words them; the same for the same question on the same day.
  private func consultation(_ question: VIESQuestion) -> String {
    var hash = question.hash(seed &+ UInt64(clock.now() / 86_400_000))
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var text = "WAPIAAAA"
    for _ in 0..<8 {
      text.append(letters[Int(hash % 36)])
      hash /= 36
    }
    return text
  }

  // MARK: Trouble

  private struct Failure {
    /// What is answered; `nil` for nothing.
    var response: PlatformResponse?
  }

  private func failure(_ number: Int) -> Failure? {
    var mixed = (seed &+ UInt64(number)) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 29)) &* 0xbf58_476d_1ce4_e5b9
    mixed ^= mixed >> 32
    guard Int(mixed % 1_000) < trouble.failuresPerMille else { return nil }
    switch (mixed >> 20) % 5 {
    case 0: return Failure(response: wrapped(.globalLimit))
    case 1: return Failure(response: response(429, []))
    case 2: return Failure(response: response(503, Array("<html><body>503</body></html>".utf8)))
    case 3: return Failure(response: response(200, Array("{\"isValid\":".utf8)))
    default: return Failure(response: nil)
    }
  }
}

/// A moment as the service writes it.
private struct Moment {
  let milliseconds: Int64

  var text: String {
    let part = String(milliseconds % 1_000 + 1_000).dropFirst()
    return "\(Instant(seconds: milliseconds / 1_000).description.dropLast()).\(part)Z"
  }
}
