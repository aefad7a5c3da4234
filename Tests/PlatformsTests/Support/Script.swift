/// A platform that answers as a test has written down, and remembers when it was asked.
import HTTPTypes
import Platforms
import Synchronization

/// What comes back for one request.
enum Step: Sendable {
  case answer(Int, HTTPFields = [:], body: String = "{}")
  case fault(TransportFault)
}

/// Gives its steps one after the other, the last one for ever.
final class Script: Transport {
  private let steps: Mutex<[Step]>
  private let times = Mutex<[Int64]>([])
  private let clock: any PlatformClock

  init(_ steps: [Step], clock: any PlatformClock) {
    self.steps = Mutex(steps)
    self.clock = clock
  }

  /// When requests came, in milliseconds since the first one.
  var delays: [Int64] { times.withLock { times in times.map { $0 - (times.first ?? 0) } } }
  /// How many came.
  var count: Int { times.withLock { $0.count } }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    times.withLock { $0.append(clock.now()) }
    let step = steps.withLock { steps in steps.count > 1 ? steps.removeFirst() : steps[0] }
    switch step {
    case .answer(let status, let fields, let body):
      return PlatformResponse(HTTPResponse(status: .init(code: status), headerFields: fields), body: Array(body.utf8))
    case .fault(let fault):
      throw fault
    }
  }
}

/// Reads answers by their status, and `Retry-After` with decimals.
struct StatusRules: AnswerRules {
  func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict {
    switch answer.head.status.code {
    case 200..<300: .good
    case 429:
      .wait(milliseconds: answer.head.headerFields[.retryAfter].flatMap(Double.init).map { Int64($0 * 1_000) })
    case 401: .failed(.badCredentials, "the platform refuses the token", remedy: "make a new one")
    default: .again(.platformFault, "the platform answered \(answer.head.status.code)")
    }
  }
}

/// One request in so many milliseconds, or what the platform said last.
struct Steady: Pacing {
  var interval: Int64
  private var last: Int64?

  init(_ interval: Int64) { self.interval = interval }

  mutating func delay(before operation: String, now: Int64) -> Int64 {
    let delay = last.map { max(0, $0 + interval - now) } ?? 0
    last = now + delay
    return delay
  }

  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64) {
    if let slower = answer.head.headerFields[.retryAfter], answer.head.status == .ok {
      interval = Int64(slower) ?? interval
    }
  }
}
