import HTTPTypes
import Platforms

/// What the service's answers mean: which are worth another try. The message of a failure is its code.
struct VIESRules: AnswerRules {
  func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict {
    let status = answer.head.status.code
    let body = VIESBody(answer.body)
    if status == 429 || status == 503, let wait = retryAfter(answer) { return .wait(milliseconds: wait) }
    if let reason = body?.reason, reason != .unreadable { return failure(reason) }
    switch status {
    // A word in place of VALID or INVALID that is not known is no answer, whatever else stands there.
    case 200..<300: return body?.isValid == nil || body?.reason != nil ? failure(.unreadable) : .good
    case 429: return failure(.tooManyRequests)
    case 500...: return failure(.serverFault)
    default: return failure(.invalidInput)
    }
  }

  private func failure(_ reason: VIESReason) -> AnswerVerdict {
    guard reason.mayPass else { return .failed(.refusedRequest, reason.rawValue, remedy: "") }
    return .again(.platformFault, reason.rawValue)
  }

  private func retryAfter(_ answer: PlatformResponse) -> Int64? {
    answer.head.headerFields[.retryAfter].flatMap { Int64($0) }.map { max(0, min($0, 600)) * 1_000 }
  }
}

extension VIESReason {
  /// Why a request was given up.
  init(_ failure: PlatformFailure) {
    // The caller adds how often it tried.
    let code = failure.message.prefix { $0 != ";" }
    self =
      switch failure.kind {
      case .throttled: .tooManyRequests
      case .unreachable, .unknownShop, .tls: .unreachable
      default: VIESReason(rawValue: String(code)) ?? .unreadable
      }
  }
}

/// A quarter of a second between two questions: the service's limits are for everybody together.
struct VIESPacing: Pacing {
  private var last: Int64?

  mutating func delay(before operation: String, now: Int64) -> Int64 {
    let wait = last.map { max(0, $0 + 250 - now) } ?? 0
    last = now + wait
    return wait
  }

  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {}
}
